/**
 * What is published of things that other folders hold, each as the file of its kind. Only what pages and addresses show to everyone anyway, in the order in which
 * it stands there; no clock goes into it, so that an hour in which nothing changed has the same files.
 */
import type { PublicFile } from '@latchkey/record/hour.ts'
import { encodeKey, type VerifierKey } from '@latchkey/record/note.ts'
import { toText } from '@latchkey/wire/edge.ts'
import type { BuiltWith } from '../city/built-with.ts'
import type { Pages } from '../http/pages.ts'
import type { Periods } from '../periods/periods.ts'
import { sha256 } from '../platform.ts'
import type { Settings } from '../settings/settings.ts'
import type { Staff } from '../staff/staff.ts'
import { jsonFile } from './sources.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

export interface PublishedKeys {
  /** The exact text of root.json. */
  rootText: string
  fingerprint: string
  /** P-256, 65 bytes. */
  listKey: Uint8Array
  record: VerifierKey
  witnesses: readonly VerifierKey[]
  periods: Periods
  staff: Staff
}

/**
 * Of clerks only a hash of each certificate: whoever is shown a desk's certificate can find that it was published, and nothing here says for good who worked
 * when. The certificates themselves are public for as long as they hold.
 */
export function keysFile({ rootText, fingerprint, listKey, record, witnesses, periods, staff }: PublishedKeys): PublicFile {
  return jsonFile('keys.json', {
    root: JSON.parse(rootText),
    fingerprint,
    listKey: toText(listKey),
    record: encodeKey(record),
    witnesses: witnesses.map(encodeKey),
    periods: periods.all().map(({ certificate, certified, x509 }) => ({
      period: certificate.period,
      certified: toText(certified),
      x509: toText(x509),
    })),
    clerks: staff
      .all()
      .map(({ certificate }) => hex(sha256(certificate)))
      .sort(),
  })
}

/** The rules as the city's file has them, and what each version changed in words. */
export const ruleFiles = (rulesText: string, versions: BuiltWith['versions']): PublicFile[] => [
  { name: 'rules.json', bytes: new TextEncoder().encode(rulesText) },
  jsonFile('rules/versions.json', versions),
]

/** Each way in as everyone sees it now, its law, and what is ordered for later. */
export const waysFile = (settings: Settings): PublicFile =>
  jsonFile(
    'ways.json',
    settings.all().map(way => {
      const { open, notice, to } = settings.shown(way)
      return {
        way: way.way,
        site: way.site,
        open: open && settings.isOpen(way),
        notice,
        to,
        next: way.next,
        authority: settings.authority(way),
      }
    }),
  )

/** What pages say about each way in that is closed, moved or cancelled; of phone visits in every language the city has words for, of sites by the number of the phrase. */
export const noticesFile = (settings: Settings, cityTexts: Record<string, Record<string, string>>): PublicFile =>
  jsonFile(
    'notices.json',
    settings
      .all()
      .map(way => settings.shown(way))
      .filter(({ open, notice }) => !open && notice !== null)
      .map(({ way, site, notice, to }) => {
        const texts = way === 'phone' ? Object.keys(cityTexts).sort() : []
        const says = texts.flatMap(code => {
          const words = cityTexts[code]?.[`notice.${notice}`]
          return words === undefined ? [] : [[code, words]]
        })
        return { way, site, notice, to, says: Object.fromEntries(says) }
      }),
  )

/** Every list as it is served now, a line each: number of the period, a space, the signed list. */
export const cancelledFile = (periods: readonly number[], list: (period: number) => string | null): PublicFile[] => {
  const lines = periods.flatMap(period => {
    const jwt = list(period)
    return jwt === null ? [] : [`${period} ${jwt}\n`]
  })
  return lines.length === 0 ? [] : [{ name: 'cancelled.txt', bytes: new TextEncoder().encode(lines.join('')) }]
}

/** Every file that this server serves as a page, in the form of `sha256sum`; the server's own part of a release is not among them. */
export function pagesFile(pages: Pages): PublicFile[] {
  const lines = [...pages.files]
    .map(([name, bytes]) => `${hex(sha256(bytes))}  www/${name}\n`)
    .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1))
  return lines.length === 0 ? [] : [{ name: 'manifest/pages.txt', bytes: new TextEncoder().encode(lines.join('')) }]
}
