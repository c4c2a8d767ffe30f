/** The root this page was built with; there is no other. Apart from city.ts, because checking its points takes code that the first page does not need. */

import * as built from 'virtual:city'
import { parseRoot, type Root } from '@latchkey/certificates/root.ts'

export const root: Root = parseRoot(built.root)
