/** Words of the screens whose code comes later: importing this file is enough. */

import { texts } from 'virtual:texts/later'
import { addTexts, openLater } from '@latchkey/ui/language.ts'

addTexts(texts)
/** Resolves when the page's language has them. */
export const laterTexts = openLater()
