/**
 * Visits at a counter with the real desk, real certificates, real cards and a real signer; only relay, camera and encoder are made up. One file though
 * long: every test breaks the same visit at another point.
 */
import { encodeCode, readCode } from '@latchkey/card/code.ts'
import { makeDigests, requestOf } from '@latchkey/card/digests.ts'
import { encodeRequest, requestHash, requestLength } from '@latchkey/card/request.ts'
import { type SealedCard, verifySealed } from '@latchkey/card/sealed.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import type { DeskPage } from '@latchkey/desk/visit/state.ts'
import type { CounterBy } from '@latchkey/desk/waiting/desk-line.ts'
import { createVisit } from '@latchkey/resident/visit/visit.ts'
import { random, verify } from '@latchkey/ui/platform.ts'
import { toText } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  cityDay,
  type Evening,
  type EveningOptions,
  type MemoryCity,
  makeCity,
  maria,
  memoryKept,
  now,
  openEvening,
  rules,
  signersOf,
  standing,
} from './memory-city.ts'
import { leaseChild, type SignerChild } from './signer-child.ts'

let city: MemoryCity
beforeAll(async () => {
  city = await makeCity()
})
let open: Evening[] = []
afterEach(() => {
  for (const evening of open) evening.close()
  open = []
})

async function evening(options: Partial<EveningOptions> = {}): Promise<Evening> {
  const one = await openEvening({ city, ...options })
  open.push(one)
  one.line.start()
  await one.see(() => one.line.state.at === 'line')
  return one
}

const paper = (): CounterBy => ({ number: { way: 'counter', day: '2026-11-23', n: 7, mac: toText(random(16)) } })
const at = (e: Evening, where: string) => () => e.line.state.at === 'visit' && e.case().state.at === where
const caseOf = <At extends ReturnType<Evening['case']>['state']['at']>(e: Evening, where: At) => {
  const { state } = e.case()
  if (state.at !== where) throw new Error(`${standing(e)}, not ${where}`)
  return state as Extract<ReturnType<Evening['case']>['state'], { at: At }>
}
const isZero = (bytes: Uint8Array) => bytes.every(byte => byte === 0)
const photo = (fill: number) => new Uint8Array(40_000).fill(fill)
const allLooks = (e: Evening) => {
  for (const page of caseOf(e, 'papers').pages)
    if (page.purpose === 'paper') for (const look of ['real', 'same_name', 'in_date'] as const) e.case().looks(page.number, look, true)
}

/** Typed, papers on the table, face compared: everything up to *show them the card*. */
async function looked(e: Evening, by: CounterBy = paper(), shared: readonly DeskPage[] = [], answers: Answers = maria) {
  await e.line.counter(by, shared)
  e.case().typeIn(answers)
  for (const ref of answers.papers) e.case().lay(ref, true)
  allLooks(e)
  e.case().photo(photo(4))
  for (const need of ['photo', 'birth_date', 'lives_here'] as const) await e.case().tick(need, true)
  e.case().samePerson(true)
  await e.see(() => caseOf(e, 'papers').bar.enough && caseOf(e, 'papers').bar.waitsFor.length === 0)
}
async function agreed(e: Evening, by?: CounterBy, shared?: readonly DeskPage[], answers?: Answers) {
  await looked(e, by, shared, answers)
  await e.case().approve()
  await e.see(at(e, 'checking'))
  e.case().yes()
  await e.see(at(e, 'touch'))
}
async function sealed(e: Evening, by?: CounterBy, shared?: readonly DeskPage[], answers?: Answers) {
  await agreed(e, by, shared, answers)
  void e.case().approve()
  await e.see(at(e, 'handed'))
}
/** The key a card is bound to: at a counter without a phone nobody has its private half. */
function holderOf(sealed: SealedCard) {
  const { cnf } = JSON.parse(Buffer.from(sealed.jwt.split('.')[1]!, 'base64url').toString())
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
  return { x: bytes(cnf.jwk.x), y: bytes(cnf.jwk.y) }
}
const verifiesByItself = (sealed: SealedCard) =>
  verifySealed(sealed, {
    requestHash: requestHash(requestOf(makeDigests(sealed.facts, sealed.pictures, sealed.salts), holderOf(sealed))),
    period: city.period,
    verify,
  })
/** A phone that scanned the desk's code. */
function scans(e: Evening, place = e.case().counter!.place) {
  const visit = createVisit({
    root: city.made.root,
    rulesVersion: rules.version,
    place: place.slice(),
    answers: maria,
    openSocket: e.relay.openPhone(place),
    kept: memoryKept(),
    checkPictures: async () => true,
    dayOf: cityDay,
    gotComeback: async () => undefined,
    random,
    clock: () => 1_795_000_000,
    verify,
  })
  e.visit.close()
  e.visit = visit
  return visit
}

describe('a card without a phone', () => {
  test('start to finish: the desk draws both halves, forgets the key, and hands over what verifies by itself', async () => {
    let child: SignerChild | null = null
    const e = await evening({
      lease: async () => {
        child = await leaseChild(city)
        return child
      },
    })
    await agreed(e)
    expect(caseOf(e, 'touch')).toMatchObject({ where: 'typed', facts: { name: maria.name, birth_date: maria.birthDate } })
    const picture = caseOf(e, 'touch').pages.find(page => page.purpose === 'portrait')!.picture
    void e.case().approve()
    await e.see(at(e, 'handed'))
    expect(await child!.over).toBe(0)
    const { sealed, facts } = caseOf(e, 'handed')
    expect(isZero(picture)).toBe(true)
    expect(sealed.facts.name).toBe(maria.name)
    await verifiesByItself(sealed)
    const place = e.case().counter!.place
    e.case().end()
    await e.case().gone()
    expect(caseOf(e, 'closed')).toMatchObject({ why: 'goodbye', outcome: 'card' })
    expect(isZero(facts.portrait)).toBe(true)
    expect(isZero(place)).toBe(true)
    // What the server was told in all: nothing of a phone, and nothing that says how it went.
    await e.see(() => !e.relay.roomOpen)
    expect(e.relay.said).toEqual(['counter', 'lease', 'seal', 'thanks', 'goodbye'])
    expect(e.relay.cells).toEqual({ phone: 0, desk: 0 })
  })

  test('the veteran mark is sealed for who wants it and showed its paper; the server and the signer hear the same either way', async () => {
    const marks: unknown[] = []
    const requests = new Set<number>()
    const said: string[][] = []
    const wishes = [
      { ...maria, veteran: true, papers: [...maria.papers, 'discharge_paper'] },
      { ...maria, veteran: true },
      { ...maria, papers: [...maria.papers, 'discharge_paper'] },
    ]
    for (const answers of wishes) {
      const e = await evening()
      await sealed(e, undefined, undefined, answers)
      const { sealed: card } = caseOf(e, 'handed')
      await verifiesByItself(card)
      marks.push(readCode(encodeCode(card, { face: true })).front.veteran)
      requests.add(encodeRequest(requestOf(makeDigests(card.facts, card.pictures, card.salts), holderOf(card))).length)
      e.case().end()
      await e.case().gone()
      await e.see(() => !e.relay.roomOpen)
      said.push([...e.relay.said])
    }
    expect(marks).toEqual([true, null, null])
    expect(new Set(said.map(words => words.join())).size).toBe(1)
    expect([...requests]).toEqual([requestLength])
  })

  test('two cards of the same facts share no salt, no digest and no key', async () => {
    const e = await evening()
    await sealed(e)
    const first = caseOf(e, 'handed').sealed
    e.case().end()
    await e.case().gone()
    e.line.rest()
    await sealed(e)
    const second = caseOf(e, 'handed').sealed
    expect(second.facts.name).toBe(first.facts.name)
    expect(holderOf(second)).not.toEqual(holderOf(first))
    expect(second.disclosures.filter(one => first.disclosures.includes(one))).toEqual([])
    // A card that was handed over is still whole when the next has begun.
    await verifiesByItself(second)
  })

  test('something is wrong: back to the papers, and the yes to the first card is worth nothing', async () => {
    const e = await evening()
    await agreed(e)
    const before = caseOf(e, 'touch').facts
    e.case().notRight()
    await e.see(at(e, 'papers'))
    e.case().correct({ name: 'María F. Quispe' })
    e.case().yes()
    expect(e.case().state.at).toBe('papers')
    await e.case().approve()
    await e.see(at(e, 'checking'))
    expect(caseOf(e, 'checking').facts.name).toBe('María F. Quispe')
    expect(caseOf(e, 'checking').facts).not.toBe(before)
    e.case().yes()
    await e.see(at(e, 'touch'))
    expect(e.relay.seals).toBe(0)
  })

  test('shown twice, sealed once: of every half drawn here and of the card that was wrong no byte is left', async () => {
    const drawn: Uint8Array[] = []
    const e = await evening({
      desk: {
        random: length => {
          const bytes = random(length)
          if (length === 32) drawn.push(bytes)
          return bytes
        },
      },
    })
    await agreed(e)
    const { facts, pictures } = caseOf(e, 'touch')
    e.case().notRight()
    await e.see(at(e, 'papers'))
    const wrong = [facts.portrait, pictures.face, pictures.print]
    expect(wrong.map(isZero)).toEqual([true, true, true])
    await e.case().approve()
    await e.see(at(e, 'checking'))
    e.case().yes()
    await e.see(at(e, 'touch'))
    void e.case().approve()
    await e.see(at(e, 'handed'))
    await verifiesByItself(caseOf(e, 'handed').sealed)
    e.case().end()
    await e.case().gone()
    // The place, and for each of the two cards: what stands for the transcript, the half a phone would have, the desk's own. And the answer key's seed.
    expect(drawn.length).toBeGreaterThanOrEqual(8)
    expect(drawn.filter(bytes => !isZero(bytes))).toHaveLength(0)
  })

  test('a phone that scans after the clerk has typed hears nothing and sees nothing', async () => {
    const e = await evening()
    await e.line.counter(paper())
    e.case().typeIn(maria)
    const visit = scans(e)
    await visit.start()
    await e.see(() => e.case().state.phone.here)
    await e.see(() => e.relay.cells.desk > 0)
    expect(e.relay.cells.phone).toBe(0)
    expect(visit.state.at).not.toBe('showing')
    expect(caseOf(e, 'papers').answers.name).toBe(maria.name)
  })

  test('not enough: the reason is what is unticked, and nothing of the table is left', async () => {
    const e = await evening()
    await e.line.counter(paper())
    e.case().typeIn(maria)
    e.case().lay('lease', true)
    await e.case().tick('lives_here', true)
    await e.case().refuse()
    await e.see(at(e, 'refused'))
    expect(caseOf(e, 'refused').unmet.toSorted()).toEqual(['birth_date', 'photo'])
    expect(JSON.stringify(e.case().state)).not.toContain('Quispe')
    expect(e.case().shared).toEqual([])
  })
})

describe('a phone at the counter', () => {
  test('scans the desk’s code: the answers come closed, no photo is asked for, the yes is the phone’s', async () => {
    const e = await evening()
    await e.line.counter(paper())
    const visit = scans(e)
    await visit.start()
    await e.see(() => visit.state.at === 'called')
    visit.ready()
    await e.see(at(e, 'papers'))
    expect(caseOf(e, 'papers')).toMatchObject({ where: 'counter', answers: maria, ask: null })
    // From here nothing can be typed over it.
    e.case().typeIn({ ...maria, name: 'Somebody Else' })
    expect(caseOf(e, 'papers').answers.name).toBe(maria.name)
    e.case().lay('passport', true)
    e.case().lay('lease', true)
    allLooks(e)
    e.case().photo(photo(3))
    for (const need of ['photo', 'birth_date', 'lives_here'] as const) await e.case().tick(need, true)
    e.case().samePerson(true)
    await e.see(() => caseOf(e, 'papers').bar.waitsFor.length === 0)
    await e.case().approve()
    await e.see(() => visit.state.at === 'card')
    // The desk cannot say yes for it.
    e.case().yes()
    expect(e.case().state.at).toBe('checking')
    await visit.agree()
    await e.see(at(e, 'touch'))
    void e.case().approve()
    await e.see(() => visit.state.at === 'sealed')
  })

  test('what the party shares lies there when it comes fresh; what lay there of another does not', async () => {
    const e = await evening()
    const looks = { real: true, same_name: true, in_date: true }
    const lease: DeskPage = {
      number: 1000,
      purpose: 'paper',
      paper: 'lease',
      side: 1,
      screen: false,
      picture: new Uint8Array(0),
      looks,
      shared: true,
    }
    await e.line.counter(paper(), [lease])
    const visit = scans(e)
    await visit.start()
    await e.see(() => visit.state.at === 'called')
    visit.ready()
    await e.see(at(e, 'papers'))
    expect(caseOf(e, 'papers').pages.map(({ paper, looks, shared }) => ({ paper, looks, shared }))).toEqual([
      { paper: 'lease', looks, shared: true },
    ])
  })
})

describe('a party', () => {
  test('a supervisor comes to the desk: nothing the clerk marked counts, and the card is approved by the supervisor’s key alone', async () => {
    const person = await city.made.person('2', 'supervisor', now - 1000, now + 100_000)
    const supervisor = { alias: '2', clerkCertificate: person.certified, passkey: person.passkey }
    let clerkTouched = 0
    const { passkey } = city.clerk
    const assert: typeof passkey.assert = challenge => {
      clerkTouched++
      return passkey.assert(challenge)
    }
    const e = await evening({ desk: { passkey: { ...passkey, assert } } })
    await e.line.counter(paper())
    e.case().typeIn(maria)
    e.case().lay('passport', true)
    e.case().photo(photo(4))
    allLooks(e)
    for (const need of ['photo', 'birth_date'] as const) await e.case().tick(need, true)
    e.case().samePerson(true)
    await e.case().refuse()
    await e.see(at(e, 'refused'))
    expect(() => e.case().lookAgain({ ...supervisor, alias: '14' })).toThrow('not_now')
    e.case().lookAgain(supervisor)
    expect(caseOf(e, 'papers')).toMatchObject({
      first: { alias: '14', unmet: ['lives_here'] },
      samePerson: null,
      ticks: {},
      answers: maria,
    })
    expect(caseOf(e, 'papers').pages.every(page => Object.values(page.looks).every(look => !look))).toBe(true)
    e.case().lay('lease', true)
    allLooks(e)
    for (const need of ['photo', 'birth_date', 'lives_here'] as const) await e.case().tick(need, true)
    e.case().samePerson(true)
    await e.see(() => caseOf(e, 'papers').bar.enough && caseOf(e, 'papers').bar.waitsFor.length === 0)
    await e.case().approve()
    await e.see(at(e, 'checking'))
    e.case().yes()
    await e.see(at(e, 'touch'))
    void e.case().approve()
    await e.see(at(e, 'handed'))
    expect(clerkTouched).toBe(0)
    await verifiesByItself(caseOf(e, 'handed').sealed)
  })

  test('a second refusal at the counter is final, and leaves nothing on the table', async () => {
    const person = await city.made.person('2', 'supervisor', now - 1000, now + 100_000)
    const supervisor = { alias: '2', clerkCertificate: person.certified, passkey: person.passkey }
    const e = await evening()
    await e.line.counter(paper())
    e.case().typeIn(maria)
    const face = photo(4)
    e.case().photo(face)
    await e.case().refuse()
    await e.see(at(e, 'refused'))
    e.case().lookAgain(supervisor)
    await e.case().refuse()
    await e.see(at(e, 'refused'))
    expect(caseOf(e, 'refused')).toMatchObject({ second: 'final' })
    expect(caseOf(e, 'refused').unmet).toContain('looked_twice')
    expect(() => e.case().lookAgain(supervisor)).toThrow('not_now')
    expect(isZero(face)).toBe(true)
  })

  test('four cards of one number, the shared paper and its looks stay; the fifth is refused', async () => {
    const e = await evening()
    const by = paper()
    let shared: readonly DeskPage[] = []
    for (let card = 1; card <= 4; card++) {
      await agreed(e, by, shared)
      e.case().share('lease', true)
      void e.case().approve()
      await e.see(at(e, 'handed'))
      e.case().end()
      await e.case().gone()
      shared = e.case().shared
      e.line.rest()
      expect(shared.map(page => page.paper)).toEqual(['lease'])
    }
    await expect(e.line.counter(by, shared)).rejects.toEqual(new Fault('number_ended'))
    expect(e.line.state.at).toBe('line')
    expect(e.relay.seals).toBe(4)
  })

  test('a shared paper needs no second look; what is not shared is gone, and no picture goes on', async () => {
    const e = await evening()
    const by = paper()
    await looked(e, by)
    e.case().share('lease', true)
    e.case().end()
    await e.case().gone()
    const { shared } = e.case()
    expect(shared.map(page => page.paper)).toEqual(['lease'])
    e.line.rest()
    await e.line.counter(by, shared)
    e.case().typeIn({ ...maria, name: 'Rosa Quispe' })
    const [lease, ...others] = caseOf(e, 'papers').pages
    expect(others).toEqual([])
    expect(lease).toMatchObject({ paper: 'lease', shared: true, looks: { real: true, same_name: true, in_date: true } })
    expect(lease!.picture).toHaveLength(0)
    // One that ended before anybody was typed gives it on as it was.
    e.case().end()
    await e.case().gone()
    expect(e.case().shared.map(page => page.paper)).toEqual(['lease'])
  })
})

describe('what breaks', () => {
  test('the server is killed between yes and seal: the same room place opens again, and one touch makes one card', async () => {
    const e = await evening()
    await agreed(e)
    e.relay.restart()
    await e.see(() => e.case().state.connection === 'open' && e.relay.roomOpen)
    expect(caseOf(e, 'touch').facts.name).toBe(maria.name)
    void e.case().approve()
    await e.see(at(e, 'handed'))
    expect(e.relay.seals).toBe(1)
  })

  test('the line drops between the seal and its answer: the same bytes come again', async () => {
    let cut = () => {}
    const e = await evening({ lease: signersOf(city, { after: () => cut() }) })
    cut = () => e.relay.cut('desk')
    await agreed(e)
    void e.case().approve()
    await e.see(at(e, 'handed'))
    expect(e.relay.seals).toBe(1)
    expect(e.relay.said.filter(said => said === 'seal')).toHaveLength(2)
  })

  test('the server forgets the room and does not give it again: a card that is made is printed all the same', async () => {
    const e = await evening()
    await sealed(e)
    e.relay.restart('number_early')
    await e.see(() => e.relay.said.filter(said => said === 'counter').length === 2)
    await e.see(() => e.case().state.connection === 'open')
    const { sealed: card } = caseOf(e, 'handed')
    await verifiesByItself(card)
    e.case().end()
    await e.case().gone()
    expect(caseOf(e, 'closed')).toMatchObject({ outcome: 'card' })
    // No goodbye to a room that is not there: its refusal would answer the clerk's next question.
    expect(e.relay.said).toEqual(['counter', 'lease', 'seal', 'thanks', 'return', 'counter'])
    // What opens the claims of the card is gone with it.
    const { compact, sdJwt } = card.salts
    for (const salt of [...sdJwt, compact.front, compact.face, compact.rest]) expect(isZero(salt)).toBe(true)
  })

  test('the same with the envelope out: nobody knows whether it was sealed, and it is made again', async () => {
    let restart = () => {}
    const e = await evening({ lease: signersOf(city, { after: () => restart() }) })
    restart = () => e.relay.restart('number_early')
    await agreed(e)
    void e.case().approve()
    await e.see(at(e, 'closed'))
    expect(caseOf(e, 'closed')).toMatchObject({ why: 'room_lost', outcome: 'again' })
  })

  test('the touch is refused: not made, and nothing was sealed', async () => {
    const refuse = { ...city.clerk.passkey, assert: async () => Promise.reject(new Error('no')) }
    const e = await evening({ desk: { passkey: refuse } })
    await agreed(e)
    await e.case().approve()
    await e.see(() => caseOf(e, 'touch').trouble === 'touch_refused')
    expect(e.relay.seals).toBe(0)
  })

  test('a case that is open keeps the desk from opening another', async () => {
    const e = await evening()
    await e.line.counter(paper())
    await expect(e.line.counter(paper())).rejects.toThrow()
    expect(e.relay.said).toEqual(['counter'])
  })
})
