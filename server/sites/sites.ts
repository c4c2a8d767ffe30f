/**
 * The sites of the city as everyone may see them now: what its file says (cities/<city>/sites.json) and what administrators have changed. Holds nothing: it
 * reads the settings in memory, and is the same for everyone.
 */

import type { Site, SiteList, Sites as SitesFile } from '@latchkey/wire/sites.ts'
import { wayAt } from '@latchkey/wire/sites.ts'
import type { Settings, Way } from '../settings/settings.ts'
import type { WaysNow } from '../settings/ways-now.ts'

export interface SitesPorts {
  file: SitesFile
  settings: Settings
  ways: WaysNow
  /** The city's day and time zone. */
  today: () => string
  zone: string
  practice: boolean
  /** Languages that the pages offer, and those that a native speaker has checked. */
  offered: readonly string[]
  reviewed: readonly string[]
  /** The city's texts by language and key. */
  cityTexts: Record<string, Record<string, string>>
  /** Words of the list, by language and id. */
  texts: Record<string, Record<string, string>>
}

/** As everyone sees it now. */
export const wayOf = ({ settings }: SitesPorts, site: Site): Way => settings.shown(settings.find(wayAt(site), site.id) as Way)

/** The city's sentence in this language, or in English. */
export const citySays = ({ cityTexts }: SitesPorts, code: string, key: string): string =>
  cityTexts[code]?.[key] ?? cityTexts.en?.[key] ?? key

/** A word of the list. @param put what stands for `{site}` or `{when}` in it, the only places that anything is put into */
export function listSays({ texts }: SitesPorts, code: string, id: string, put = ''): string {
  const words = texts[code]?.[id] ?? texts.en?.[id] ?? id
  return words.replace(/\{(site|when)\}/, () => put)
}

/** @returns the list as data */
export function siteList(ports: SitesPorts): SiteList {
  const { file, settings, today, offered, cityTexts } = ports
  return {
    illustration: file.illustration,
    day: today(),
    sites: file.sites.map(site => {
      const way = wayOf(ports, site)
      const says = offered.flatMap(code => {
        const [name, where] = [cityTexts[code]?.[`site.${site.id}`], cityTexts[code]?.[`site.${site.id}.where`]]
        return name === undefined || where === undefined ? [] : [[code, { name, where }] as const]
      })
      return { ...site, says: Object.fromEntries(says), open: settings.isOpen(way), notice: way.notice, to: way.to }
    }),
  }
}
