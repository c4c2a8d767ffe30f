/**
 * Settings: administrators touch their keys one after the other. certificates/ asks a list of passkeys; here each of the list stands for
 * *the next administrator who presses their button*, so any of them may come in any order and nobody counts twice.
 */
import type { Assertion } from '@latchkey/certificates/assertion.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import type { Administrator } from '@latchkey/certificates/root.ts'

export interface Touches {
  /** As many as must sign. Hand them to `certify` or `makeStock`. */
  readonly passkeys: Passkey[]
  /** Aliases that have signed. */
  readonly touched: readonly string[]
  /** True while a signature is waited for. */
  readonly waiting: boolean
  /** This administrator pressed their button. @throws the passkey's own fault; the same or another may press again */
  touch(alias: string): Promise<void>
  /** Nobody more is coming: what waits fails. */
  cancel(): void
}

export function createTouches(options: {
  threshold: number
  administrators: readonly Administrator[]
  of(administrator: Administrator): Passkey | null
  changed(): void
}): Touches {
  const { threshold, administrators, of, changed } = options
  const touched: string[] = []
  let open: { challenge: Uint8Array; done(assertion: Assertion): void; failed(): void } | null = null
  const next = (): Passkey => ({
    // Filled in by whoever comes; `certify` only asks for the assertion.
    credentialId: new Uint8Array(),
    publicKey: new Uint8Array(),
    assert: challenge =>
      new Promise((done, failed) => {
        open = { challenge, done, failed: () => failed(new Error('cancelled')) }
        changed()
      }),
  })
  return {
    passkeys: Array.from({ length: threshold }, next),
    touched,
    get waiting() {
      return open !== null
    },
    async touch(alias) {
      const asked = open
      if (!asked || touched.includes(alias)) return
      // One person may hold several passkeys: whichever answers is theirs.
      let fault: unknown = new Error('no key')
      for (const administrator of administrators.filter(one => one.alias === alias)) {
        const passkey = of(administrator)
        if (!passkey) continue
        try {
          const assertion = await passkey.assert(asked.challenge)
          // Another administrator may have been quicker.
          if (open !== asked) return
          open = null
          touched.push(alias)
          asked.done(assertion)
          changed()
          return
        } catch (error) {
          fault = error
        }
      }
      throw fault
    },
    cancel() {
      open?.failed()
      open = null
      changed()
    },
  }
}
