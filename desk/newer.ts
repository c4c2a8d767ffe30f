/** Desk: whether the server gives another page than the one that is open. Rules are built into the page, so a new page is how new rules come. */

/** Addresses of the scripts a page of ours loads: hashed names, so equal names are equal bytes. */
export const scriptsOf = (html: string): string => [...html.matchAll(/<script[^>]*\bsrc="([^"]+)"/g)].map(match => match[1]).join(' ')

/** Never throws: without an answer there is nothing newer to speak of. */
export async function isNewer(page: Document, path: string, fetch = globalThis.fetch): Promise<boolean> {
  try {
    const answer = await fetch(path, { cache: 'no-store', credentials: 'omit' })
    if (!answer.ok) return false
    const theirs = scriptsOf(await answer.text())
    const ours = [...page.querySelectorAll('script[src]')].map(script => script.getAttribute('src')).join(' ')
    return theirs !== '' && ours !== '' && theirs !== ours
  } catch {
    return false
  }
}
