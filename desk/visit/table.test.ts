import { readFileSync } from 'node:fs'
import { noLines } from '@latchkey/card/facts.ts'
import { mostPages } from '@latchkey/channel/message-bytes.ts'
import type { Answers, Page } from '@latchkey/channel/messages.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { describe, expect, test } from 'vitest'
import { createTable, type TableOptions } from './table.ts'

const rules = parseRules(JSON.parse(readFileSync(new URL('../../cities/chicago/rules.json', import.meta.url), 'utf8')))
const answers: Answers = {
  language: 'en',
  kind: 'adult',
  name: 'Ana Li',
  nameLatin: null,
  birthDate: '1990-05-01',
  address: null,
  gender: null,
  emergencyContact: null,
  veteran: false,
  lines: noLines,
  papers: [],
}
const page = (number: number, more: Partial<Page> = {}): Page => ({
  number,
  purpose: 'paper',
  paper: 'passport',
  side: 1,
  screen: false,
  picture: new Uint8Array(100).fill(number),
  ...more,
})
const portrait = (number: number) => page(number, { purpose: 'portrait', paper: null, side: 0 })
const isZero = (bytes: Uint8Array) => bytes.every(byte => byte === 0)

function table(makePictures: TableOptions['makePictures'] = async () => made()) {
  let changes = 0
  const one = createTable({ rules, today: () => '2026-11-23', makePictures, changed: () => changes++ })
  one.setAnswers(answers)
  return { one, changes: () => changes }
}
const made = () => ({ portrait: new Uint8Array(3).fill(1), face: new Uint8Array(3).fill(2), print: new Uint8Array(3).fill(3) })
const settled = () => new Promise(resolve => setTimeout(resolve, 0))

describe('the veteran mark', () => {
  const look = (one: ReturnType<typeof table>['one'], number: number) => {
    for (const which of ['real', 'same_name', 'in_date'] as const) one.setLook(number, which, true)
  }
  test('is nothing where nobody asked for it, whatever lies there', () => {
    const { one } = table()
    one.lay('discharge_paper')
    look(one, one.pages[0]!.number)
    expect(one.shown()?.mark).toBeNull()
    one.correct({ veteran: true })
    expect(one.shown()?.mark).toMatchObject({ met: true })
  })
  test('wants its paper looked at, and neither makes a card enough nor keeps it from being so', () => {
    const { one } = table()
    one.setAnswers({ ...answers, veteran: true })
    one.lay('discharge_paper')
    expect(one.shown()?.mark).toMatchObject({ met: false, mends: [['discharge_paper'], ['veteran_card']] })
    const without = one.shown()?.bar
    look(one, one.pages[0]!.number)
    expect(one.shown()?.mark).toMatchObject({ met: true })
    expect(one.shown()?.bar).toEqual(without)
    one.lookAgain()
    expect(one.shown()?.mark).toMatchObject({ met: false })
  })
})

describe('the bar', () => {
  test('is enough by the rules’ needs, and waits for the face', async () => {
    const { one, changes } = table()
    expect(one.shown()!.bar).toMatchObject({
      enough: false,
      unmet: ['photo', 'birth_date', 'lives_here'],
      waitsFor: ['portrait', 'same_person'],
    })
    for (const need of ['photo', 'birth_date', 'lives_here'] as const) one.setTick(need, true)
    expect(one.shown()!.bar.enough).toBe(true)
    one.addPage(portrait(1))
    expect(one.shown()!.bar.waitsFor).toEqual(['same_person', 'pictures'])
    await settled()
    expect(changes()).toBe(1)
    one.setSamePerson(true)
    expect(one.shown()!.bar.waitsFor).toEqual([])
    one.setSamePerson(false)
    expect(one.shown()!.bar.waitsFor).toEqual(['same_person'])
  })

  test('waits for the fee of the rules: one tick, asked again when the birth date makes it another', async () => {
    const hartford = parseRules(JSON.parse(readFileSync(new URL('../../cities/hartford/rules.json', import.meta.url), 'utf8')))
    const one = createTable({ rules: hartford, today: () => '2026-11-28', makePictures: async () => made(), changed: () => {} })
    one.setAnswers(answers)
    const fee = () => one.shown()!.fee
    expect([fee(), one.shown()!.bar.waitsFor.includes('fee')]).toEqual([{ cents: 2500, waiver: false, settled: false }, true])
    one.setFeeSettled(true)
    expect([fee()?.settled, one.shown()!.bar.waitsFor.includes('fee')]).toEqual([true, false])
    one.correct({ birthDate: '1950-05-01' })
    expect([fee(), one.shown()!.bar.waitsFor.includes('fee')]).toEqual([{ cents: 1500, waiver: false, settled: false }, true])
    one.setFeeSettled(true)
    one.setFeeSettled(false)
    expect(fee()?.settled).toBe(false)
    one.setFeeSettled(true)
    one.clear()
    one.setAnswers(answers)
    expect(fee()?.settled).toBe(false)
  })

  test('where the first card is free there is no fee, and of a new one the city has named no price', () => {
    const { one } = table()
    expect(one.shown()!.fee).toBe(null)
    one.setFeeSettled(true)
    expect(one.shown()!.bar.waitsFor).not.toContain('fee')
    const lost = createTable({ rules, act: 'lost', today: () => '2026-11-28', makePictures: async () => made(), changed: () => {} })
    lost.setAnswers(answers)
    expect(lost.shown()!.fee?.cents).toBe(null)
    expect(lost.shown()!.bar.waitsFor).not.toContain('fee')
  })

  test('another portrait or another turned face has to be compared anew', () => {
    const { one } = table()
    one.addPage(portrait(1))
    for (const purpose of ['portrait', 'turned'] as const) {
      one.setSamePerson(true)
      expect(one.shown()!.bar.waitsFor).not.toContain('same_person')
      one.addPage(page(purpose === 'portrait' ? 2 : 3, { purpose, paper: null, side: 0 }))
      expect(one.shown()!.bar.waitsFor).toContain('same_person')
    }
    // A paper without a face of theirs changes nothing.
    one.setSamePerson(true)
    one.addPage(page(4, { paper: 'lease' }))
    expect(one.shown()!.samePerson).toBe(true)
  })

  test('a paper shown after the comparison is compared too, the caretaker’s with the caretaker', () => {
    const { one } = table()
    one.addPage(portrait(1))
    one.setSamePerson(true)
    one.addPage(page(2))
    expect(one.shown()!.bar.waitsFor).toContain('same_person')
    one.setAnswers({ ...answers, kind: 'kid', birthDate: '2020-05-01' })
    for (const said of [one.setSamePerson, one.setSameCaretaker]) said(true)
    one.addPage(page(3, { paper: 'caretaker.passport' }))
    expect([one.shown()!.samePerson, one.shown()!.sameCaretaker]).toEqual([true, null])
    one.setSameCaretaker(true)
    one.addPage(page(4, { paper: 'birth_certificate' }))
    expect([one.shown()!.samePerson, one.shown()!.sameCaretaker]).toEqual([null, true])
  })

  test('a photo no card can be made of is no photo', async () => {
    const { one } = table(async () => {
      throw new Error('cannot be read')
    })
    one.addPage(portrait(1))
    await settled()
    expect(one.shown()!.bar.waitsFor).toContain('portrait')
    expect(one.made).toBeNull()
  })

  test('the last photo counts, also when the first is slower', async () => {
    const ends: (() => void)[] = []
    const { one } = table(
      picture =>
        new Promise(resolve => {
          const first = picture[0]!
          ends.push(() => resolve({ ...made(), portrait: Uint8Array.of(first) }))
        }),
    )
    one.addPage(portrait(1))
    one.addPage(portrait(2))
    ends[1]!()
    ends[0]!()
    await settled()
    expect(one.made!.portrait).toEqual(Uint8Array.of(2))
  })
})

describe('pages', () => {
  test('sent twice lie here once; looks hang on the page and its buffer stays the same', () => {
    const { one } = table()
    one.addPage(page(1))
    one.addPage(page(1))
    const [before] = one.pages
    one.setLook(1, 'real', true)
    expect(one.pages).toHaveLength(1)
    expect(one.pages[0]!.looks).toEqual({ real: true, same_name: false, in_date: false })
    expect(one.pages[0]!.picture).toBe(before!.picture)
  })

  test('the table holds so many; the oldest is zeroed and goes', () => {
    const { one } = table()
    const first = page(1)
    one.addPage(first)
    for (let number = 2; number <= mostPages + 1; number++) one.addPage(page(number))
    expect(one.pages).toHaveLength(mostPages)
    expect(one.pages[0]!.number).toBe(2)
    expect(isZero(first.picture)).toBe(true)
  })
})

describe('what the clerk corrects', () => {
  test('stands until the resident says it anew', () => {
    const { one } = table()
    one.correct({ name: 'Ana Lee' })
    one.correct({ address: '12 Elm Street' })
    expect(one.answers).toEqual({ ...answers, name: 'Ana Lee', address: '12 Elm Street' })
    one.setAnswers({ ...answers, name: 'Anna Li' })
    expect(one.answers).toEqual({ ...answers, name: 'Anna Li' })
  })
})

test('taken again: of the first photo and of what was made of it every byte is zero', async () => {
  const results = [made(), made()]
  let next = 0
  const { one } = table(async () => results[next++]!)
  one.photo(portrait(1).picture)
  await settled()
  one.photo(portrait(2).picture)
  await settled()
  expect(Object.values(results[0]!).every(isZero)).toBe(true)
  expect(one.made).toBe(results[1])
  expect(Object.values(results[1]!).some(isZero)).toBe(false)
})

test('pictures that are ready only after the table was cleared are zeroed too', async () => {
  const result = made()
  let ready = () => {}
  const { one } = table(() => new Promise(resolve => (ready = () => resolve(result))))
  one.addPage(portrait(1))
  one.clear()
  ready()
  await settled()
  expect(Object.values(result).every(isZero)).toBe(true)
})

test('clear: every byte is zero and nothing is known', async () => {
  const result = made()
  const { one } = table(async () => result)
  const pages = [page(1), portrait(2)]
  for (const each of pages) one.addPage(each)
  await settled()
  one.note({ from: 'resident', text: 'hello' })
  one.setTick('photo', true)
  one.setAsk({ phrase: 1, paper: null })
  one.clear()
  expect(pages.every(({ picture }) => isZero(picture))).toBe(true)
  expect(Object.values(result).every(isZero)).toBe(true)
  expect(one.shown()).toBeNull()
  expect([one.answers, one.pages, one.names, one.ticks, one.ask, one.lastNotes, one.heard, one.made]).toEqual([
    null,
    [],
    [],
    {},
    null,
    [],
    0,
    null,
  ])
})

describe('whom the card is for', () => {
  const day = () => '2026-11-23'
  const looked = { real: true, same_name: true, in_date: true }
  const desk = (shared: Parameters<typeof createTable>[0]['shared'] = []) =>
    createTable({ rules, shared, today: day, makePictures: async () => made(), changed() {} })
  const child: Answers = { ...answers, kind: 'kid', birthDate: '2019-05-01' }
  const layAll = (one: ReturnType<typeof desk>, refs: string[]) => {
    for (const ref of refs) {
      one.lay(ref)
      for (const look of ['real', 'same_name', 'in_date'] as const) one.setLook(one.pages.at(-1)!.number, look, true)
    }
  }

  test('a kind that asks for less is not had by saying it: the birth date has to fit', () => {
    const one = desk()
    one.setAnswers({ ...answers, kind: 'kid' })
    expect(one.shown()!.bar.waitsFor).toContain('age')
    one.correct({ birthDate: '2019-05-01' })
    expect(one.shown()!.bar.waitsFor).not.toContain('age')
    one.correct({ birthDate: '2012-11-23' })
    expect(one.shown()!.bar.waitsFor).toContain('age')
  })

  test('another kind begins without ticks', () => {
    const one = desk()
    one.setAnswers(answers)
    for (const need of ['photo', 'birth_date', 'lives_here'] as const) one.setTick(need, true)
    expect(one.shown()!.bar.enough).toBe(true)
    one.correct({ kind: 'young', birthDate: '2008-01-01' })
    expect(one.shown()!.bar.enough).toBe(false)
  })

  test('approval waits for the caretaker’s face, and a new one asks anew', () => {
    const one = desk()
    one.setAnswers(child)
    layAll(one, ['birth_certificate', 'caretaker.passport', 'caretaker.lease'])
    expect(one.shown()!.bar.waitsFor).toContain('same_caretaker')
    one.setSameCaretaker(true)
    expect(one.shown()!.bar.waitsFor).not.toContain('same_caretaker')
    one.addPage(page(9, { purpose: 'caretaker', paper: null, side: 0 }))
    expect(one.shown()!.bar.waitsFor).toContain('same_caretaker')
  })

  test('a caretaker’s papers lie there for the next child of the party, the first child’s do not', () => {
    const first = desk()
    first.setAnswers(child)
    layAll(first, ['birth_certificate', 'caretaker.passport', 'caretaker.lease'])
    const second = desk(first.shared)
    second.setAnswers(child)
    expect(second.pages.map(({ paper, looks }) => [paper, looks])).toEqual([
      ['caretaker.passport', looked],
      ['caretaker.lease', looked],
    ])
    expect(second.shown()!.sameCaretaker).toBe(null)
  })

  test('what an adult shared is the caretaker’s for a child; a paper with a face is never the next adult’s own', () => {
    const first = desk()
    first.setAnswers(answers)
    layAll(first, ['passport', 'lease'])
    for (const ref of ['passport', 'lease']) first.share(ref, true)
    const second = desk(first.shared)
    second.setAnswers(answers)
    expect(second.pages.map(one => one.paper)).toEqual(['lease'])
    const third = desk(second.shared)
    third.setAnswers(child)
    expect(third.pages.map(one => one.paper).sort()).toEqual(['caretaker.lease', 'caretaker.passport'])
  })
})
