/** The practice people's keys for pages that the tour opens: software, public, and refused by every side built with a real root. */
import type { PasskeyProvider } from '@latchkey/desk/passkey-provider.ts'
import { browserPasskeys } from '@latchkey/desk/passkey-provider.ts'
import { type PracticeAlias, practiceAdministrators, practicePasskey } from './practice-root/practice-people.ts'

const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, at) => byte === b[at])

/** Holds the keys of these practice clerks and of the practice administrators; makes new ones as the browser does. So the settings page can be tried whole. */
export function practiceKeys(...aliases: PracticeAlias[]): PasskeyProvider {
  const keys = [...aliases.map(practicePasskey), ...practiceAdministrators()]
  return {
    create: browserPasskeys.create,
    of: ({ credentialId }) => keys.find(key => same(key.credentialId, credentialId)) ?? null,
  }
}
