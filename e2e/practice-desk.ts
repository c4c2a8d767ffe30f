/** In a practice city: sealed cards made through real visits, and a desk page that a clerk sits down at. For journeys and goals. */
import type { SealedCard } from '@latchkey/card/sealed.ts'
import { runResident, startClerk } from '@latchkey/drill/world/people.ts'
import { invent } from '@latchkey/drill/world/roster.ts'
import { practiceClerk, practicePasskey } from '@latchkey/try/practice-root/practice-people.ts'
import drawnFaces from '@latchkey/try/test-cards/faces.json' with { type: 'json' }
import { base64 } from '@scure/base'
import type { Page } from 'playwright-core'
import type { Practice } from './practice.ts'

/** A drawn face as a card carries it, on screen and in print: where people look at it afterwards. */
export const drawnFace = (who: keyof typeof drawnFaces) => ({
  face: base64.decode(drawnFaces[who].face),
  print: base64.decode(drawnFaces[who].print),
})

/** As many cards, each sealed in a whole visit with a clerk of protocol 14. Their faces are drawn: people look at them on screens. */
export async function sealCards(practice: Pick<Practice, 'world'>, count: number): Promise<SealedCard[]> {
  const world = { ...practice.world, faces: drawnFace('amal') }
  const certificate = await practiceClerk(world.root.city, '14', Math.floor(Date.now() / 1000))
  const decide = () => 'approve' as const
  const clerk = await startClerk(world, { alias: '14', passkey: practicePasskey('14'), certificate }, decide, { seal: work => work() })
  try {
    const cards: SealedCard[] = []
    for (let one = 0; one < count; one++) {
      const went = await runResident(
        world,
        invent(one + 1, 'approved'),
        [1, 2, 3, 4].map(id => one * 4 + id),
      )
      if (went.sealed === null) throw new Error('no card was sealed')
      cards.push(went.sealed)
    }
    return cards
  } finally {
    clerk.stop()
  }
}

/** The clerk of the practice desk touches the key; the line is up, with its own copy of the cancelled lists. */
export async function sitDownInPractice(page: Page, address: string): Promise<void> {
  const lists = page.waitForResponse(answer => answer.url().includes('/cancelled/list/'))
  await page.goto(`${address}/desk`)
  await page.waitForSelector('#touch:not([disabled])')
  await page.keyboard.press('k')
  await page.waitForSelector('[data-screen=line]')
  await lists
}

/** A hand-held scanner: types what it reads and presses Enter. `letter by letter` is how most do; some paste. */
export async function scanByHand(page: Page, texts: readonly string[], how: 'pasted' | 'letter by letter' = 'pasted'): Promise<void> {
  await page.waitForFunction(() => document.activeElement?.id === 'scan-field')
  for (const text of texts) {
    if (how === 'pasted') await page.keyboard.insertText(text)
    else await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
}
