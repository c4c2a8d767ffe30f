/** How this city's card looks, read once and checked. */

import * as built from 'virtual:city/look'
import { type CardLook, parseLook } from '@latchkey/card/look.ts'

export const look: CardLook = parseLook(built.look)
