/** The practice clerk's key for pages that the tour opens: software, public, and refused by every side built with a real root. */
import type { PasskeyProvider } from '@latchkey/desk/passkey-provider.ts'
import { browserPasskeys } from '@latchkey/desk/passkey-provider.ts'
import { type PracticeAlias, practicePasskey } from './practice-root/practice-people.ts'

const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, at) => byte === b[at])

/** Holds the keys of these practice clerks; makes new ones as the browser does, so that the settings page can be tried. */
export function practiceKeys(...aliases: PracticeAlias[]): PasskeyProvider {
  const keys = aliases.map(practicePasskey)
  return {
    create: browserPasskeys.create,
    of: ({ credentialId }) => keys.find(key => same(key.credentialId, credentialId)) ?? null,
  }
}
