/** The only Trusted Types policy of the product: which scripts may become workers. Everything else is refused by the browser itself. */

interface Policy {
  createScriptURL(address: string): string
}
declare global {
  interface Window {
    trustedTypes?: { createPolicy(name: string, rules: Policy): Policy }
  }
}

/** Our two service workers and the hashed files of the build, all of this origin. Addresses are constants of the build, never made from input. */
const ours = /^\/(?:(?:check\/)?sw\.js|a\/[\w.-]+\.js)$/

const rules: Policy = {
  createScriptURL(address) {
    const url = new URL(address, location.origin)
    if (url.origin !== location.origin || !ours.test(url.pathname) || url.search) throw new TypeError('not a script of this city')
    return url.href
  },
}
let policy: Policy | null = null

/** Address of a worker or service worker, as the browser demands it under `require-trusted-types-for 'script'`. Throws TypeError for any other. */
export function workerUrl(address: string | URL): string {
  policy ??= globalThis.window?.trustedTypes?.createPolicy('latchkey', rules) ?? rules
  return policy.createScriptURL(String(address))
}
