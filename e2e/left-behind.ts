/**
 * What a phone still has after its page erased everything and was closed: every storage of the browser by name, the tab's history, and each file of its profile
 * searched for what one resident was called. For a phone that is somebody else's, where the answer must be: nothing.
 */

import { filesBelow } from '@latchkey/drill/sweep/capture.ts'
import { formsOf } from '@latchkey/drill/sweep/encodings.ts'
import type { Person } from './browser.ts'

export interface Storages {
  databases: string[]
  local: string[]
  session: string[]
  /** Cache and address of each entry. */
  caches: [cache: string, address: string][]
  cookies: string[]
  /** Titles and addresses of the tab's history. */
  history: string[]
}

/** Party: whoever picks the phone up. Reads what this browser holds for the city's page. */
export async function readStorages({ page, context, cdp }: Person): Promise<Storages> {
  const { entries } = (await cdp.send('Page.getNavigationHistory')) as { entries: { title: string; url: string }[] }
  const held = await page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name ?? ''),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    caches: (
      await Promise.all(
        (
          await caches.keys()
        ).map(async cache => (await (await caches.open(cache)).keys()).map((request): [string, string] => [cache, request.url])),
      )
    ).flat(),
  }))
  return {
    ...held,
    cookies: (await context.cookies()).map(({ name }) => name),
    history: entries.flatMap(({ title, url }) => [title, url]),
  }
}

/** The page's own files, the same for everyone: the build's, and the first page. */
const isPublic = ([cache, address]: [string, string], site: string) =>
  cache.startsWith('latchkey-page-') && (address === `${site}/` || address.startsWith(`${site}/a/`))

/** @param site address of the city @param titles what the tab may be called @returns one line for each thing that should not be there */
export function leftIn(storages: Storages, site: string, titles: readonly string[]): string[] {
  const { databases, local, session, cookies, history } = storages
  return [
    ...databases.map(name => `a database: ${name}`),
    ...local.map(name => `local storage: ${name}`),
    ...session.map(name => `session storage: ${name}`),
    ...storages.caches.filter(entry => !isPublic(entry, site)).map(([cache, address]) => `cache ${cache}: ${address}`),
    ...cookies.map(name => `a cookie: ${name}`),
    ...history.filter(said => said !== 'about:blank' && said !== `${site}/` && !titles.includes(said)).map(said => `history: ${said}`),
  ]
}

/** Of one resident, what nobody else has. */
export interface Canary {
  name: string
  /** YYYY-MM-DD */
  birthDate: string
  address: string
}

/** @param folder the profile of a closed browser @returns where the canary still lies, and in which form; never its words */
export function leftOnDisk(folder: string, { name, birthDate, address }: Canary): string[] {
  // The date as eight digits stands by chance in the hex of anything.
  const forms = [
    { kind: 'name', text: name },
    { kind: 'address', text: address },
    { kind: 'birth date', date: birthDate },
  ].flatMap(token =>
    formsOf(token).flatMap(({ how, bytes, notAmidHex }) => (notAmidHex ? [] : [{ what: `${token.kind} as ${how}`, bytes }])),
  )
  const found = new Set<string>()
  for (const { where, bytes } of filesBelow(folder))
    for (const { what, bytes: form } of forms) if (bytes.includes(form)) found.add(`${what}: ${where}`)
  return [...found]
}
