/** A second clerk of the practice city at a desk without a screen: the real line, case and sitting, doing what a plain case needs. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { deskTag, encodeDesk } from '@latchkey/certificates/desk.ts'
import { parseRoot } from '@latchkey/certificates/root.ts'
import type { Socket } from '@latchkey/channel/socket.ts'
import { serverOf } from '@latchkey/desk/ask-server.ts'
import { ticksOf } from '@latchkey/desk/visit/checks.ts'
import { HeldPictures } from '@latchkey/desk/visit/held-pictures.ts'
import { createSitting, type Sitting, shownOf } from '@latchkey/desk/visit/sitting.ts'
import { inView } from '@latchkey/desk/visit/view.ts'
import { createDeskLine } from '@latchkey/desk/waiting/desk-line.ts'
import { makePictures } from '@latchkey/drill/world/pictures.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { type PracticeAlias, practiceClerk, practicePasskey } from '@latchkey/try/practice-root/practice-people.ts'
import { clock, generateP256, random, verify } from '@latchkey/ui/platform.ts'
import { WebSocket } from 'ws'
import { top } from '../tools/build.mjs'

const read = (name: string) => JSON.parse(readFileSync(join(top, 'cities/chicago', name), 'utf8'))

/** Sits down, takes whoever is next, and gives each the card their papers are good for. @returns leaves the desk */
export async function openSecondDesk(address: string, alias: PracticeAlias): Promise<() => void> {
  const root = parseRoot(read('root.json'))
  const rules = parseRules(read('rules.json'))
  const passkey = practicePasskey(alias)
  const key = await generateP256()
  const from = clock()
  const desk = encodeDesk({ city: root.city, alias, deskKey: key.publicKey65, from, to: from + 3600 })
  const server = serverOf((path, asked) => fetch(`${address}${path}`, asked))
  const line = createDeskLine({
    root,
    rules,
    alias,
    clerkCertificate: await practiceClerk(root.city, alias, from),
    deskCertificate: encodeCertified(await certify(deskTag, desk, [passkey])),
    deskSign: key.sign,
    passkey,
    forgottenKey: async () => (await generateP256()).publicKey65,
    makePictures,
    period: number => server.period(number),
    today: () => new Date().toISOString().slice(0, 10),
    random,
    clock,
    verify,
    openSocket: () =>
      new WebSocket(`${address.replace('http', 'ws')}/relay/desk`, { perMessageDeflate: false, origin: address }) as unknown as Socket,
  })
  let sitting: Sitting | null = null
  const work = () => {
    const { state } = line
    if (state.at === 'line' && state.ready > 0) return line.next()
    if (state.at !== 'visit' || sitting?.case === state.case) return
    sitting?.stop()
    sitting = createSitting({
      case: state.case,
      rules,
      // Nobody looks: what came is enough.
      pictures: new HeldPictures(async () => ({ close() {} }) as ImageBitmap),
      today: () => new Date().toISOString().slice(0, 10),
      onClosed: () => queueMicrotask(() => line.rest()),
      onNext: () => line.next(),
    })
    const here = sitting
    // After this turn: an act changes the state that is being told.
    here.subscribe(() => queueMicrotask(() => decide(here)))
  }
  function decide(here: Sitting) {
    const { state } = here
    if (state.at === 'touch') return here.do('touch')
    const shown = shownOf(state)
    if (state.at !== 'papers' || !shown) return
    const page = inView(shown.pages, here.view.chosen)
    const look = page && (['real', 'same_name', 'in_date'] as const).find(one => !page.looks[one])
    if (look) return here.do(look)
    const enough = Object.values(ticksOf(rules, shown.answers.kind, shown.pages, { samePerson: true, sameCaretaker: true })).every(Boolean)
    if (!enough || !shown.pages.some(one => one.purpose === 'turned')) return
    if (shown.samePerson === null) return here.do('same')
    if (shown.bar.enough && shown.bar.waitsFor.length === 0) here.do('approve')
  }
  line.subscribe(work)
  line.start()
  return () => {
    sitting?.stop()
    line.signOut()
    line.close()
  }
}
