/** How this city's card looks, read once and checked. Apart from city.ts: it comes with the screens that draw a card, not with the first page. */

import * as built from 'virtual:city/look'
import { type CardLook, parseLook } from '@latchkey/card/look.ts'

export const look: CardLook = parseLook(built.look)
