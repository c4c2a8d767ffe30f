/** A page that nobody ever loads again would stay the page of the day it was opened. */

/** The script that a built page starts, as its own text names it. */
const scriptOf = (html: string): string | null => /<script[^>]+src="(\/a\/[\w.-]+\.js)"/.exec(html)?.[1] ?? null

/**
 * Loads this page anew when the server has another build of it. A stranger's page in its place (a proxy's error, a sign-in of the
 * network) is not ours and changes nothing.
 * @param running the script that this page was started by
 */
export async function renew(
  page: Pick<Location, 'pathname' | 'reload'> = location,
  running = new URL(document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? location.href).pathname,
  ask: typeof globalThis.fetch = fetch,
): Promise<void> {
  try {
    const answer = await ask(page.pathname, { cache: 'no-store', credentials: 'omit' })
    const newest = answer.ok ? scriptOf(await answer.text()) : null
    if (newest !== null && newest !== running) page.reload()
  } catch {
    // The network went again: asked anew when it is back.
  }
}
