/** The phone before a desk that is certified and dishonest: what it may be told, and what it never gives. Whole visits: e2e/visit. */
import { answerLength } from '@latchkey/card/answer.ts'
import { encodeFacts } from '@latchkey/card/facts.ts'
import { commitHalf } from '@latchkey/card/salts.ts'
import { specimenFacts, specimenPictures } from '@latchkey/card/vectors/specimen.ts'
import { signRefusal } from '@latchkey/certificates/refusal-slip.ts'
import { createDeskEnd, type DeskEnd } from '@latchkey/channel/desk.ts'
import type { DeskMessage, PhoneMessage } from '@latchkey/channel/messages.ts'
import type { Socket } from '@latchkey/channel/socket.ts'
import { cityDay, type MemoryCity, makeCity, maria, memoryKept, now, rules, until } from '@latchkey/e2e/visit/memory-city.ts'
import { generateP256, random, verify } from '@latchkey/ui/platform.ts'
import { toText } from '@latchkey/wire/edge.ts'
import type { ToPhone } from '@latchkey/wire/relay.ts'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createVisit, type Visit } from './visit.ts'

let city: MemoryCity
beforeAll(async () => {
  city = await makeCity()
})
let open: Visit[] = []
afterEach(() => {
  for (const visit of open) visit.close()
  open = []
})

/** A visit whose server and desk are the test. */
async function dishonest() {
  const key = await generateP256()
  const deskCertificate = await city.clerk.openDesk(key.publicKey65, now, now + 3600)
  const room = random(16)
  const heard: PhoneMessage[] = []
  let desk: DeskEnd | null = null
  let resumes: Parameters<typeof createDeskEnd>[0]['resumes'] = []
  let opened = false
  const socket: Socket = {
    binaryType: '',
    readyState: 1,
    bufferedAmount: 0,
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    close: () => undefined,
    send(data) {
      if (typeof data !== 'string' && data.length > 32) void desk?.receive(data.slice())
    },
  }
  const control = (message: ToPhone) => socket.onmessage?.({ data: JSON.stringify(message) })
  const newEnd = () => {
    opened = false
    desk = createDeskEnd({
      city: city.made.root.city,
      room,
      clerkCertificate: city.clerk.certified,
      deskCertificate,
      deskSign: key.sign,
      rulesVersion: rules.version,
      resumes,
      random,
      clock: () => now,
      verify,
      send: cell => socket.onmessage?.({ data: cell.slice().buffer }),
      hear: message => heard.push(message),
      opened: by => {
        resumes = by.resumes
        opened = true
      },
      fault: () => undefined,
    })
  }
  const kept = memoryKept()
  const visit = createVisit({
    root: city.made.root,
    rulesVersion: rules.version,
    place: random(32),
    answers: maria,
    openSocket: () => socket,
    kept,
    checkPictures: async () => true,
    dayOf: cityDay,
    gotComeback: async () => undefined,
    random,
    clock: () => now,
    verify,
  })
  open.push(visit)
  await visit.start()
  const standing = () => `${visit.state.at} ${heard.map(one => one.kind).join(' ')}`
  const see = (find: () => unknown) => until(find, standing)
  const say = (message: DeskMessage) => desk!.say(message)
  /** Begins an epoch and says hello as the desk likes. */
  const begin = async (more: Partial<Extract<DeskMessage, { kind: 'hello' }>> = {}) => {
    newEnd()
    control({ say: 'room', room: toText(room), here: true, comeback: null })
    await see(() => opened)
    await say({
      kind: 'hello',
      alias: '14',
      rules: rules.version,
      stage: 'papers',
      answers: false,
      pages: [],
      ticks: {},
      ask: null,
      request: null,
      notes: [],
      heard: 0,
      ...more,
    })
  }
  const count = (kind: PhoneMessage['kind']) => heard.filter(one => one.kind === kind).length
  const card = (sd = random(32)): DeskMessage => ({ kind: 'card', sd, facts: encodeFacts(specimenFacts), ...specimenPictures })
  return { visit, kept, heard, begin, say, see, count, card, control, deskCertificate, sign: key.sign }
}
type Desk = Awaited<ReturnType<typeof dishonest>>
async function ready(desk: Desk) {
  await desk.begin()
  await desk.see(() => desk.visit.state.at === 'called')
  desk.visit.ready()
  await desk.see(() => desk.count('half') === 1)
}
/** Everything the desk said before this has been worked off once a typed word of the resident has come out behind it. */
async function settled(desk: Desk) {
  const before = desk.count('typed')
  await desk.visit.answer('.')
  await desk.see(() => desk.count('typed') > before)
}

describe('before the resident is ready', () => {
  test('nothing of them leaves the phone, whatever the desk says', async () => {
    const desk = await dishonest()
    await desk.begin({ stage: 'card' })
    await desk.see(() => desk.visit.state.at === 'called')
    await desk.say(desk.card())
    await desk.say({ kind: 'ask', phrase: 1, paper: null })
    await desk.say({ kind: 'typed', text: 'Your name?' })
    await desk.visit.wait()
    await desk.see(() => desk.count('wait') === 1)
    expect(desk.heard.map(one => one.kind)).toEqual(['wait'])
    expect(desk.visit.state.at).toBe('called')
  })
})

describe('the half of the salts', () => {
  test('is opened to one card only, and only on the resident’s yes', async () => {
    const desk = await dishonest()
    await ready(desk)
    await desk.say(desk.card())
    await desk.see(() => desk.visit.state.at === 'card')
    expect(desk.count('yes')).toBe(0)
    await desk.visit.agree()
    await desk.see(() => desk.count('yes') === 1)
    const half = desk.heard.find(one => one.kind === 'half')
    const yes = desk.heard.find(one => one.kind === 'yes')
    expect(commitHalf(yes!.sp)).toEqual(half!.commit)
    // The same card again under a half of the desk's own choosing, made after seeing the phone's.
    await desk.say(desk.card())
    await desk.say(desk.card())
    await settled(desk)
    expect(desk.count('yes')).toBe(1)
    expect(desk.visit.state.at).toBe('making')
  })

  test('is another one in every epoch', async () => {
    const desk = await dishonest()
    await ready(desk)
    await desk.begin({ answers: true })
    await desk.see(() => desk.count('half') === 2)
    const [first, second] = desk.heard.filter(one => one.kind === 'half')
    expect(first!.commit).not.toEqual(second!.commit)
    expect(desk.count('answers')).toBe(1)
  })

  test('a desk that names a request this phone never said yes to gets a new half and no yes', async () => {
    const desk = await dishonest()
    await ready(desk)
    await desk.begin({ answers: true, stage: 'agreed', request: random(32) })
    await desk.see(() => desk.count('half') === 2)
    expect(desk.visit.state.at).toBe('showing')
    expect(desk.count('yes')).toBe(0)
  })
})

describe('a seal', () => {
  test('nobody said yes to is no card', async () => {
    const desk = await dishonest()
    await ready(desk)
    await desk.say({ kind: 'sealed', answer: new Uint8Array(answerLength), period: city.stock.certified })
    await desk.see(() => desk.visit.state.at === 'barred')
    expect(desk.visit.state).toMatchObject({ trouble: 'seal_wrong' })
    expect(desk.count('thanks')).toBe(0)
    expect(desk.kept.things.has('unsaved')).toBe(false)
  })

  test('of anything else than the yes is no card', async () => {
    const desk = await dishonest()
    await ready(desk)
    await desk.say(desk.card())
    await desk.see(() => desk.visit.state.at === 'card')
    await desk.visit.agree()
    await desk.say({ kind: 'sealed', answer: new Uint8Array(answerLength), period: city.stock.certified })
    await desk.see(() => desk.visit.state.at === 'barred')
    expect(desk.visit.state).toMatchObject({ trouble: 'seal_wrong' })
    expect(desk.count('thanks')).toBe(0)
  })
})

describe('a card', () => {
  test('whose facts cannot be read, or that says something else, is shown as it is or not at all', async () => {
    const desk = await dishonest()
    await ready(desk)
    await desk.say(desk.card())
    await desk.see(() => desk.visit.state.at === 'card')
    expect(desk.visit.state).toMatchObject({ changed: ['name', 'birth_date', 'address', 'emergency_contact', 'library', 'pharmacy'] })
    await desk.say({ kind: 'card', sd: random(32), facts: Uint8Array.of(0x80), ...specimenPictures })
    await desk.see(() => desk.visit.state.at === 'barred')
    expect(desk.visit.state).toMatchObject({ trouble: 'card_unreadable' })
  })
})

describe('a page on its way', () => {
  test('when the clerk refuses is not waited for', async () => {
    const desk = await dishonest()
    await ready(desk)
    const shown = desk.visit.showPage(new Uint8Array(1000).fill(1), 'paper', 'passport')
    await desk.see(() => desk.count('page') === 1)
    await desk.say({ kind: 'refused', unmet: ['photo'], mends: [], rules: rules.version, slip: null })
    await expect(shown).rejects.toThrow('not_now')
    expect(desk.visit.state.at).toBe('refused')
  })
})

describe('a refusal slip', () => {
  const said = { city: '', rules: rules.version, day: cityDay(), unmet: ['photo'] }
  const shown = async (change: Partial<typeof said>, by: 'this desk' | 'another key') => {
    const desk = await dishonest()
    await ready(desk)
    const other = await generateP256()
    const slip = await signRefusal(
      { ...said, city: city.made.root.city, ...change },
      {
        clerkCertificate: city.clerk.certified,
        deskCertificate: desk.deskCertificate,
        deskSign: by === 'this desk' ? desk.sign : other.sign,
      },
    )
    await desk.say({ kind: 'refused', unmet: ['photo'], mends: [], rules: rules.version, slip })
    await desk.see(() => desk.visit.state.at === 'refused')
    return desk.visit.state as Extract<Visit['state'], { at: 'refused' }>
  }
  test('that says what the screen says is offered; another one is none, and the refusal stands', async () => {
    expect((await shown({}, 'this desk')).slip).not.toBe(null)
    for (const state of [
      await shown({ unmet: ['lives_here'] }, 'this desk'),
      await shown({ rules: '2020-1' }, 'this desk'),
      await shown({ day: '2026-11-22' }, 'this desk'),
      await shown({}, 'another key'),
    ])
      expect([state.slip, state.unmet]).toEqual([null, ['photo']])
  })
})

describe('the end', () => {
  test('a desk that says goodbye in the middle has ended the visit', async () => {
    const desk = await dishonest()
    await ready(desk)
    await desk.say({ kind: 'goodbye' })
    await desk.see(() => desk.visit.state.at === 'over')
    expect(desk.visit.state).toMatchObject({ why: 'ended_by_clerk', outcome: 'none' })
    expect(desk.kept.things.size).toBe(0)
  })

  test('subscribers hear every change until they leave', async () => {
    const desk = await dishonest()
    const seen: string[] = []
    const leave = desk.visit.subscribe(state => seen.push(state.at))
    await ready(desk)
    leave()
    const before = seen.length
    desk.control({ say: 'peer', here: false })
    await desk.see(() => desk.visit.state.clerk === 'away')
    expect(seen).toContain('called')
    expect(seen).toHaveLength(before)
  })
})
