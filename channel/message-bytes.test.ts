import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ChannelFault } from './faults.ts'
import { framesOfDesk, framesOfPhone, readDesk, readPhone } from './message-bytes.ts'
import { type Answers, type DeskMessage, type Page, type PageName, type PhoneMessage, secondLooks } from './messages.ts'

const id = fc.stringMatching(/^[a-z][a-z0-9_]{0,39}$/)
const ref = fc.tuple(fc.constantFrom('', 'caretaker.'), id).map(([mark, paper]) => mark + paper)
const bytes = (length: number, most = length) => fc.uint8Array({ minLength: length, maxLength: most })
const words = (most: number) => fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: most }).map(text => text.normalize('NFC'))
const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const birth = fc
  .tuple(fc.date({ min: new Date('1900-01-01'), max: new Date('2079-07-07'), noInvalidDate: true }), fc.constantFrom(4, 7, 10))
  .map(([date, known]) => date.toISOString().slice(0, known))

const answers: fc.Arbitrary<Answers> = fc.record({
  language: fc.constantFrom('en', 'es', 'ar'),
  kind: id,
  name: words(60),
  nameLatin: orNull(words(60)),
  birthDate: birth,
  address: orNull(words(100)),
  gender: orNull(fc.constantFrom('F' as const, 'M' as const, 'X' as const)),
  emergencyContact: orNull(words(60)),
  veteran: fc.boolean(),
  lines: fc.record({ library: orNull(words(40)), transit: orNull(words(40)), pharmacy: orNull(words(40)) }),
  papers: fc.array(ref, { maxLength: 10 }),
})
const pageName: fc.Arbitrary<PageName> = fc.oneof(
  fc.record({
    number: fc.integer({ min: 1, max: 65_535 }),
    purpose: fc.constant('paper' as const),
    paper: ref,
    side: fc.integer({ min: 1, max: 20 }),
  }),
  fc.record({
    number: fc.integer({ min: 1, max: 65_535 }),
    purpose: fc.constantFrom('portrait' as const, 'turned' as const, 'caretaker' as const),
    paper: fc.constant(null),
    side: fc.constant(0),
  }),
)
const needs = fc.dictionary(id, fc.boolean(), { maxKeys: 5 }).map(found => ({ ...found }))
const kind = <K extends string>(name: K) => fc.constant(name)

const phoneMessage: fc.Arbitrary<PhoneMessage> = fc.oneof(
  fc.record({ kind: kind('answers'), answers }),
  fc.record({ kind: kind('fix'), answers }),
  fc.record({ kind: kind('typed'), text: words(280) }),
  fc.record({ kind: kind('half'), commit: bytes(32), holder: fc.record({ x: bytes(32), y: bytes(32) }) }),
  fc.record({ kind: kind('yes'), sp: bytes(32), requestHash: bytes(32) }),
  fc
    .tuple(pageName, fc.boolean(), bytes(1, 40_000))
    .map(([page, screen, picture]) => ({ kind: 'page' as const, page: { ...page, screen: screen && page.purpose === 'paper', picture } })),
  fc.record({ kind: kind('second_look'), slip: orNull(bytes(64, 8192)) }),
  fc.constantFrom('thanks' as const, 'goodbye' as const, 'stop' as const, 'wait' as const).map(name => ({ kind: name })),
)
const deskMessage: fc.Arbitrary<DeskMessage> = fc.oneof(
  fc.record({
    kind: kind('hello'),
    alias: fc.constantFrom('14', 'supervisor 2'),
    rules: kind('2026-1'),
    stage: fc.constantFrom('papers' as const, 'card' as const, 'fixed' as const, 'agreed' as const, 'sealed' as const, 'refused' as const),
    answers: fc.boolean(),
    pages: fc.array(pageName, { maxLength: 48 }),
    ticks: needs,
    ask: orNull(fc.record({ phrase: fc.integer({ min: 1, max: 99 }), paper: orNull(ref) })),
    request: orNull(bytes(32)),
    notes: fc.array(fc.record({ from: fc.constantFrom('clerk' as const, 'resident' as const), text: words(280) }), { maxLength: 12 }),
    heard: fc.nat(65_535),
  }),
  fc.record({ kind: kind('ask'), phrase: fc.integer({ min: 1, max: 99 }), paper: orNull(ref) }),
  fc.record({ kind: kind('typed'), text: words(280) }),
  fc.record({ kind: kind('ticks'), needs }),
  fc.record({ kind: kind('looking'), pages: fc.array(pageName, { maxLength: 48 }) }),
  fc.record({ kind: kind('card'), sd: bytes(32), facts: bytes(1, 13_000), face: bytes(1, 590), print: bytes(1, 2400) }),
  fc.record({
    kind: kind('refused'),
    unmet: fc.array(id, { maxLength: 5 }),
    mends: fc.array(fc.array(ref, { maxLength: 3 }), { maxLength: 6 }),
    rules: kind('2026-1'),
    slip: orNull(bytes(64, 8192)),
    second: fc.constantFrom(...secondLooks),
  }),
  fc.record({ kind: kind('sealed'), answer: bytes(4096), period: bytes(1, 2000) }),
  fc.constantFrom('goodbye' as const, 'stopped' as const).map(name => ({ kind: name })),
)

const codes = (error: unknown) => (error instanceof ChannelFault ? error.code : 'not a fault of the list')

describe('every message', () => {
  test('of the phone comes back as it was said', () => {
    fc.assert(
      fc.property(phoneMessage, message => {
        const read = readPhone()
        const frames = framesOfPhone(message)
        expect(frames.length).toBe(message.kind === 'page' ? 16 : 1)
        const heard = frames.map(frame => read({ ...frame, body: frame.body.slice() }))
        expect(heard.slice(0, -1).every(one => one === null)).toBe(true)
        expect(heard.at(-1)).toEqual(message)
      }),
    )
  })

  test('of the desk comes back as it was said, in one frame', () => {
    fc.assert(
      fc.property(deskMessage, message => {
        const frames = framesOfDesk(message)
        expect(frames.length).toBe(1)
        expect(readDesk()(frames[0]!)).toEqual(message)
      }),
    )
  })

  test('of one side is unknown to the reader of that side', () => {
    fc.assert(
      fc.property(phoneMessage, deskMessage, (said, answered) => {
        expect(() => readDesk()(framesOfPhone(said)[0]!)).toThrow('unknown_kind')
        expect(() => readPhone()(framesOfDesk(answered)[0]!)).toThrow('unknown_kind')
      }),
    )
  })

  test('with one changed byte is another message or a fault of the list', () => {
    fc.assert(
      fc.property(deskMessage, fc.nat(), fc.nat(254), (message, at, more) => {
        const [frame] = framesOfDesk(message)
        const body = frame!.body.map((byte, i) => (i === at % frame!.body.length ? byte + 1 + more : byte))
        try {
          readDesk()({ ...frame!, body })
        } catch (error) {
          expect(codes(error)).toBe('malformed')
        }
      }),
    )
  })

  test('with any bytes as body is a fault of the list or a message of the table', () => {
    fc.assert(
      fc.property(fc.nat(90), fc.uint8Array({ maxLength: 200 }), (code, body) => {
        for (const read of [readPhone(), readDesk()]) {
          try {
            read({ kind: code, part: 0, body: body.slice() })
          } catch (error) {
            expect(['malformed', 'unknown_kind']).toContain(codes(error))
          }
        }
      }),
    )
  })
})

describe('limits', () => {
  const said: Answers = {
    language: 'es',
    kind: 'adult',
    name: 'Ana',
    nameLatin: null,
    birthDate: '1990-05-01',
    address: null,
    gender: null,
    emergencyContact: null,
    veteran: false,
    lines: { library: null, transit: null, pharmacy: null },
    papers: [],
  }
  const wrong: [string, Partial<Record<keyof Answers, unknown>>][] = [
    ['an empty name', { name: '' }],
    ['a name of 201 letters', { name: 'a'.repeat(201) }],
    ['a name that could turn round', { name: 'a\u202eb' }],
    ['a name that is not NFC', { name: 'e\u0301' }],
    ['a control character', { address: 'a\u0007' }],
    ['a kind of person that is no id', { kind: 'A teen' }],
    ['no kind of person', { kind: '' }],
    ['a kind of person of 41 letters', { kind: 'k'.repeat(41) }],
    ['a paper of somebody else', { papers: ['neighbour.lease'] }],
    ['a paper of a caretaker’s caretaker', { papers: ['caretaker.caretaker.lease'] }],
    ['a caretaker without a paper', { papers: ['caretaker.'] }],
    ['a paper of 41 letters', { papers: ['p'.repeat(41)] }],
    ['a date in words', { birthDate: 'May 1990' }],
    ['a day that does not exist', { birthDate: '1990-02-30' }],
    ['a month that does not exist', { birthDate: '1987-13' }],
    ['half a year', { birthDate: '87' }],
    ['a line of 81 letters', { lines: { library: 'a'.repeat(81), transit: null, pharmacy: null } }],
    ['a line that could turn round', { lines: { library: null, transit: 'a\u202eb', pharmacy: null } }],
    ['an empty line', { lines: { library: null, transit: null, pharmacy: '' } }],
    ['a gender that is no choice', { gender: 'm' }],
    ['a paper with a path in its name', { papers: ['../x'] }],
    ['forty-one papers', { papers: Array.from({ length: 41 }, (_, i) => `p${i}`) }],
    ['a language that is a path', { language: 'e/n' }],
  ]
  test.each(wrong)('answers with %s do not leave', (_, change) => {
    expect(() => framesOfPhone({ kind: 'answers', answers: { ...said, ...change } as Answers })).toThrow('malformed')
  })
  test('two lines of an address are one address', () => {
    const message: PhoneMessage = { kind: 'answers', answers: { ...said, address: '12 Elm Street\nChicago' } }
    expect(readPhone()(framesOfPhone(message)[0]!)).toEqual(message)
  })
  test('a face has no paper, a paper has a side', () => {
    const page = (more: Partial<Page>): PhoneMessage => ({
      kind: 'page',
      page: { number: 1, purpose: 'paper', paper: 'lease', side: 1, screen: false, picture: new Uint8Array(1), ...more },
    })
    for (const purpose of ['portrait', 'turned', 'caretaker'] as const) expect(() => framesOfPhone(page({ purpose }))).toThrow('malformed')
    for (const purpose of ['portrait', 'turned', 'caretaker'] as const) {
      expect(() => framesOfPhone(page({ purpose, paper: null, side: 0, screen: true }))).toThrow('malformed')
    }
    expect(() => framesOfPhone(page({ side: 0 }))).toThrow('malformed')
    expect(() => framesOfPhone(page({ paper: null }))).toThrow('malformed')
    expect(() => framesOfPhone(page({ number: 0 }))).toThrow('malformed')
  })
  test('the fullest hello still fits into one cell', () => {
    const wide = '\u4e00'.repeat(280)
    const hello: DeskMessage = {
      kind: 'hello',
      alias: 'x'.repeat(24),
      rules: '2026-1',
      stage: 'papers',
      answers: true,
      pages: Array.from({ length: 48 }, (_, i) => ({
        number: 60_000 + i,
        purpose: 'paper' as const,
        paper: `caretaker.${'p'.repeat(40)}`,
        side: 20,
      })),
      ticks: Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`need_${i}`.padEnd(40, 'x'), true])),
      ask: { phrase: 99, paper: `caretaker.${'p'.repeat(40)}` },
      request: new Uint8Array(32),
      notes: Array.from({ length: 12 }, () => ({ from: 'clerk' as const, text: wide })),
      heard: 65_535,
    }
    expect(framesOfDesk(hello)).toHaveLength(1)
  })
  test('a need ticked twice is refused', () => {
    const body = Uint8Array.of(0x82, 0x82, 0x61, 0x61, 0, 0x82, 0x61, 0x61, 1)
    expect(() => readDesk()({ kind: 68, part: 0, body })).toThrow('malformed')
  })
})
