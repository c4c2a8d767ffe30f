/** A practice city with a server of its own, sealed cards made through real visits, and a desk page that a clerk sits down at. For journeys and goals. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SealedCard } from '@latchkey/card/sealed.ts'
import { parseRoot } from '@latchkey/certificates/root.ts'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { runResident, startClerk, type World } from '@latchkey/drill/world/people.ts'
import { invent } from '@latchkey/drill/world/roster.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { openPractice } from '@latchkey/try/practice-root/open-practice.ts'
import { practiceClerk, practicePasskey } from '@latchkey/try/practice-root/practice-people.ts'
import type { Page } from 'playwright-core'
import { buildCity, top } from '../tools/build.mjs'
import type { Journey } from './journey.ts'
import { type RunningServer, startServer } from './server.ts'

export interface Practice {
  server: RunningServer
  world: World
}

export async function openPracticeCity(run: Journey): Promise<Practice> {
  const directory = join(top, 'cities/chicago')
  const { out } = await buildCity({ say: () => {} })
  const data = join(run.folder, 'data')
  mkdirSync(data)
  const server = await startServer({ out, directory, data, port: await freePort(), practice: true })
  run.later(() => server.stop())
  await openPractice({ address: server.address, fetch })
  await server.tick()
  const read = (name: string) => JSON.parse(readFileSync(join(directory, name), 'utf8'))
  return { server, world: { address: server.address, root: parseRoot(read('root.json')), rules: parseRules(read('rules.json')) } }
}

/** As many cards, each sealed in a whole visit with a clerk of protocol 14. */
export async function sealCards({ world }: Pick<Practice, 'world'>, count: number): Promise<SealedCard[]> {
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
