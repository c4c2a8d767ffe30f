/** Counsel at their own desk, as journeys lead them: a look, a request that comes, an act on the one that is open. Everything is picked, and a touch ends it. */
import type { Instrument, Issuer, Served } from '@latchkey/law/lists.ts'
import type { LegalSaid } from '@latchkey/wire/legal.ts'
import type { Desk } from './people.ts'

/** Nobody stays signed in: each look is a touch. */
export async function lookAtRequests(counsel: Desk): Promise<void> {
  await counsel.page.waitForSelector('#legal-look:not([disabled])')
  await counsel.press('k')
  await counsel.at('legal-list')
}

/** The five answers of a request that came today, as far as what they mean; the touch is not made. */
export async function answerFive(
  counsel: Desk,
  { instrument, issuer, served, seal }: { instrument: Instrument; issuer: Issuer; served: Served; seal: 'none' | 'open' },
): Promise<void> {
  const { page } = counsel
  await counsel.press('n')
  await counsel.at('legal-instrument')
  await page.click(`#pick-${instrument}`)
  await counsel.at('legal-issuer')
  await page.click(`#pick-${issuer}`)
  await counsel.at('legal-received')
  await counsel.press('1')
  await counsel.at('legal-served')
  await page.click(`#pick-${served}`)
  await counsel.at('legal-seal')
  await page.click(`#pick-${seal}`)
  await counsel.at('legal-review')
}

/** One pick and a touch on the request that is open; the screen says that it is entered. */
export async function enterAct(counsel: Desk, act: LegalSaid['act'], pick: string): Promise<void> {
  const { page } = counsel
  await page.click(`#legal-act-${act}`)
  await counsel.at(`legal-${act}`)
  await page.click(`#pick-${pick}`)
  await counsel.at('legal-touch')
  await touchOpen(counsel)
}

/** A touch on what stands there; then the request again, with what was done. */
export async function touchOpen(counsel: Desk): Promise<void> {
  await counsel.press('k')
  await counsel.at('legal-request')
  await counsel.page.waitForSelector('#legal-told')
}
