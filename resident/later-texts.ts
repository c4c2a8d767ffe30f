/** Words of the screens whose code comes later: importing this file is enough. */

import { texts } from 'virtual:texts/later'
import { addTexts } from '@latchkey/ui/language.ts'

addTexts(texts)
export const laterTexts = true
