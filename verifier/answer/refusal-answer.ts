import type { Answer } from '@latchkey/card/check.ts'
import { readRefusalCode } from '@latchkey/card/refusal-code.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import { verifyRefusal } from '@latchkey/certificates/refusal-slip.ts'
import type { Root } from '@latchkey/certificates/root.ts'

/** A refusal slip before a verifier: said to be one if it is the city's, and nothing of what it says is shown: it is nobody's card. The text is anybody's. */
export async function refusalAnswer(text: string, root: Root, verify: Verify, dayOf: (moment: number) => string): Promise<Answer> {
  const real = await Promise.resolve()
    .then(() => verifyRefusal(root, readRefusalCode(text), verify, dayOf))
    .catch(() => null)
  return { answer: 'no', why: real ? 'refusal_slip' : 'changed' }
}
