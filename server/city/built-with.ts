/** A build checks a version's rules and worked cases before it makes pages. A server beside pages of another version would start one that nobody checked. */
import { existsSync, readFileSync } from 'node:fs'
import { CityProblem, readCity } from './read-city.ts'

export interface BuiltWith {
  /** Which the pages offer, and which of these a native speaker has checked. */
  languages: { offered: string[]; reviewed: string[] }
  /** Of the rules, newest first. `says`: what is different from the version before, in sentences by language; null where that is not known. */
  versions: { version: string; day: string; id: string; says: Record<string, string[]> | null }[]
  /** Words of the list of places (ui/languages/<code>/sites.json), by language and id: the server writes that page and has no words of its own for it. */
  siteTexts: Record<string, Record<string, string>>
}

/**
 * @param buildFile build.json beside the server's own file; a server without one (the tour's planted one) has no pages of its own either
 * @throws CityProblem when the city's rules are not of the version the pages were built with
 */
export function builtWith(cityDirectory: string, buildFile: string): BuiltWith | null {
  if (!existsSync(buildFile)) return null
  const { rules, languages, versions, siteTexts } = JSON.parse(readFileSync(buildFile, 'utf8')) as { rules?: unknown } & Partial<BuiltWith>
  if (rules !== readCity(cityDirectory).rules.version)
    throw new CityProblem(
      'rules.json is of another version than the pages beside this server: build the city again, which checks its rules and cases',
    )
  return { languages: languages ?? { offered: [], reviewed: [] }, versions: versions ?? [], siteTexts: siteTexts ?? {} }
}
