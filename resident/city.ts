/** The city this page was built for, checked by the build: a page trusts the root and the rules it was built with and no others. */

import * as built from 'virtual:city'
import type { CityNames, CityTexts } from '@latchkey/cities/city.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import { onCityTexts } from '@latchkey/ui/language.ts'

/** Whether this page belongs to a practice city. The root itself is checked in root.ts before anything is believed because of it. */
export const practice = (built.root as { practice?: unknown } | null)?.practice === true
/** The build read them whole, with their texts and worked cases, and makes no page with rules that are not right (tools/check-city.mjs). */
export const rules = built.rules as Rules
export const names = built.names as CityNames
/** English is built in; another language's sentences come with its words. */
export const cityTexts: CityTexts = { ...(built.texts as CityTexts) }
onCityTexts((code, texts) => {
  // Each file of words brings what its screens say; the later one has none of the city's.
  cityTexts[code] = { ...cityTexts[code], ...texts }
})
