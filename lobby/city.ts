/** What the lobby's pages need of the city they were built for; a bundle is built for one city, so nothing here comes from outside. */
import { counterBooks, names as namesJson, root, rules, texts as textsJson } from 'virtual:city'
import type { CityNames, CityTexts } from '@latchkey/cities/city.ts'

export const names = namesJson as CityNames
export const cityTexts = textsJson as CityTexts
export { counterBooks }
export const practice = (root as { practice?: unknown }).practice === true

const { ways } = rules as { ways: { counter: { authority: unknown } } }
/** The rules name the law that counters rest on, or this is practice. An act may record one too: the server's `counter` says whether they are open. */
export const hasCounter = practice || ways.counter.authority !== null
