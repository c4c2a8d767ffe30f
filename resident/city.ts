/** The city this page was built for, read once and checked: a page trusts the root and the rules it was built with and no others. */

import * as built from 'virtual:city'
import { parseRoot, type Root } from '@latchkey/certificates/root.ts'
import type { CityNames, CityTexts } from '@latchkey/cities/city.ts'
import { parseRules, type Rules } from '@latchkey/rules/rules.ts'

export const root: Root = parseRoot(built.root)
export const rules: Rules = parseRules(built.rules)
export const names = built.names as CityNames
export const cityTexts = built.texts as CityTexts
