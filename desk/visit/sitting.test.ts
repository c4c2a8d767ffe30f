import { readFileSync } from 'node:fs'
import { noLines } from '@latchkey/card/facts.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { describe, expect, test } from 'vitest'
import { createExampleCase, nothingShown } from '../examples-case.ts'
import type { Action } from '../keys.ts'
import { HeldPictures } from './held-pictures.ts'
import { createSitting } from './sitting.ts'
import type { CaseScreen } from './state.ts'
import { keyScreenOf } from './view.ts'

const rules = parseRules(JSON.parse(readFileSync(new URL('../../cities/chicago/rules.json', import.meta.url), 'utf8')))
const answers: Answers = {
  language: 'es',
  kind: 'adult',
  name: 'Rosa',
  nameLatin: null,
  birthDate: '1990-05-05',
  address: null,
  gender: null,
  emergencyContact: null,
  veteran: false,
  lines: noLines,
  papers: ['passport', 'lease'],
}
const picture = () => new Uint8Array([1])
const number = (id: string) => rules.phrases.find(phrase => phrase.id === id)!.number

function desk(papers = answers.papers) {
  const open = createExampleCase(rules, { at: 'papers', again: false, ...nothingShown({ ...answers, papers }) })
  const said: string[] = []
  const closed: ImageBitmap[] = []
  const now = { at: 0 }
  const pictures = new HeldPictures(async () => ({ close: () => closed.push({} as ImageBitmap) }) as unknown as ImageBitmap)
  const sitting = createSitting({
    case: open,
    rules,
    pictures,
    today: () => '2026-11-28',
    onClosed: () => said.push('closed'),
    onRefused: unmet => said.push('refused', ...unmet),
    onVisit: language => said.push(`visit in ${language}`),
    onSecondLook: minutes => said.push(`second look ${minutes}`),
    clock: () => now.at,
    onNext: () => said.push('next'),
  })
  const keys = (...actions: Action[]) => actions.forEach(action => void sitting.do(action))
  return { open, sitting, said, keys, pictures, closed, now }
}

describe('a plain case', () => {
  test('asks by itself, ticks by the rules, and costs nine keys from the first paper to the approval', () => {
    const { open, sitting, keys } = desk()
    expect(open.done).toEqual([`ask ${number('front')} passport`])
    open.page({ purpose: 'paper', paper: 'passport', picture: picture() })
    expect(open.done.at(-1)).toBe(`ask ${number('front')} lease`)
    open.page({ purpose: 'paper', paper: 'lease', picture: picture() })
    open.page({ purpose: 'portrait', paper: null, picture: picture() })
    open.page({ purpose: 'turned', paper: null, picture: picture() })
    keys('real', 'same_name', 'in_date')
    expect(open.done).toContain('tick photo true')
    expect(open.done).not.toContain('tick lives_here true')
    keys('real', 'same_name', 'in_date')
    expect(open.done).toContain('tick lives_here true')
    keys('face', 'same')
    expect(sitting.view.step).toBe('decide')
    keys('approve')
    expect(open.done.at(-1)).toBe('approve')
  })

  test('the fee is one key, and nothing is approved before it; without a fee the key does nothing', () => {
    const { open, keys } = desk()
    for (const paper of ['passport', 'lease']) open.page({ purpose: 'paper', paper, picture: picture(), looked: true })
    for (const purpose of ['portrait', 'turned'] as const) open.page({ purpose, paper: null, picture: picture() })
    keys('face', 'same', 'fee')
    expect(open.done.filter(one => one.startsWith('fee'))).toEqual([])
    open.put({ ...open.state, fee: { cents: 2500, waiver: true, settled: false } } as CaseScreen)
    open.looks(1, 'real', true)
    keys('approve')
    expect(open.done).not.toContain('approve')
    keys('fee', 'approve')
    expect(open.done.slice(-2)).toEqual(['fee true', 'approve'])
  })

  test('nothing is approved before every face asked for has come and was compared, nor while the desk is offline', () => {
    const { open, sitting, keys } = desk()
    for (const paper of ['passport', 'lease']) open.page({ purpose: 'paper', paper, picture: picture(), looked: true })
    open.page({ purpose: 'portrait', paper: null, picture: picture() })
    keys('decide', 'approve')
    expect(open.done).not.toContain('approve')
    keys('back', 'face', 'same')
    expect(sitting.view.step).toBe('face')
    open.page({ purpose: 'turned', paper: null, picture: picture() })
    keys('same')
    open.connection('lost')
    keys('approve')
    expect(open.done).not.toContain('approve')
    open.connection('open')
    keys('approve')
    expect(open.done).toContain('approve')
  })
})

describe('what is not plain', () => {
  test('another face takes the photo away and the refusal says so', () => {
    const { open, keys } = desk()
    for (const paper of ['passport', 'lease']) open.page({ purpose: 'paper', paper, picture: picture(), looked: true })
    keys('face', 'other')
    expect(open.done).toContain('tick photo false')
    keys('approve')
    expect(open.done).not.toContain('approve')
    keys('refuse')
    expect(open.state).toMatchObject({ at: 'refused', unmet: ['photo'] })
  })

  test('a refusal counts when the visit is over, and once', () => {
    const { open, keys, said } = desk()
    keys('decide', 'refuse')
    expect(said).toEqual([])
    open.put({ at: 'closed', why: 'goodbye', outcome: 'refused' })
    open.connection('lost')
    expect(said.filter(word => word === 'refused')).toHaveLength(1)
  })

  test('what it named, the language of the visit and a supervisor who came are counted; who goes on elsewhere has their language counted there', () => {
    const one = desk()
    one.keys('decide', 'refuse')
    one.open.put({ at: 'closed', why: 'goodbye', outcome: 'refused' })
    expect(one.said).toEqual(['refused', 'photo', 'birth_date', 'lives_here', 'visit in es', 'closed'])

    const two = desk()
    two.keys('decide', 'refuse')
    two.now.at = 720
    two.open.put({ at: 'papers', again: false, ...nothingShown(answers) })
    two.open.put({ at: 'closed', why: 'goodbye', outcome: 'card' })
    expect(two.said).toEqual(['second look 12', 'visit in es', 'closed'])

    const three = desk()
    three.keys('decide', 'refuse')
    three.open.put({ at: 'closed', why: 'second_look', outcome: 'refused' })
    expect(three.said.filter(word => word.startsWith('visit') || word.startsWith('second'))).toEqual(['visit in null', 'second look null'])
  })

  test('enough is never refused by a slip of the finger', () => {
    const { open, keys } = desk()
    for (const paper of ['passport', 'lease']) open.page({ purpose: 'paper', paper, picture: picture(), looked: true })
    keys('decide', 'refuse')
    expect(open.done).not.toContain('refuse')
  })

  test('ending asks first, with the screen told to blur; the second press ends', () => {
    const { open, sitting, keys, said } = desk()
    keys('end')
    expect(keyScreenOf(open.state.at, sitting.view)).toBe('asks_end')
    expect(open.done).not.toContain('end')
    keys('back', 'end', 'end')
    expect(open.done).toContain('end')
    expect(said).toEqual(['closed'])
  })

  test('doubt takes the look away from every side of the paper', () => {
    const { open, keys } = desk()
    open.page({ purpose: 'paper', paper: 'passport', picture: picture(), looked: true })
    expect(open.done).toContain('tick photo true')
    keys('looks_false', 'decide')
    expect(open.done.at(-1)).toBe('tick birth_date false')
    expect(open.done).toContain('tick photo false')
  })

  test('while the phone is away nothing is asked; when it is back the asking goes on', () => {
    const { open } = desk()
    open.put({ phone: { here: false, since: 5 } })
    open.page({ purpose: 'paper', paper: 'passport', picture: picture() })
    const before = open.done.length
    expect(open.done).not.toContain(`ask ${number('front')} lease`)
    open.put({ phone: { here: true, since: 9 } })
    expect(open.done.slice(before)).toEqual([`ask ${number('front')} lease`])
  })

  test('a phrase about papers is about the paper in view, one about faces about none', () => {
    const { open, sitting } = desk()
    open.page({ purpose: 'paper', paper: 'passport', picture: picture() })
    sitting.ask(number('glare'))
    expect(open.done.at(-1)).toBe(`ask ${number('glare')} passport`)
    sitting.ask(number('turn_head'))
    expect(open.done.at(-1)).toBe(`ask ${number('turn_head')} null`)
  })

  test('once no paper is on the screen any more, while a refusal is read or a card printed, no picture of one is held', async () => {
    const { open, pictures, closed } = desk()
    open.page({ purpose: 'paper', paper: 'passport', picture: picture() })
    pictures.of((open.state as { pages?: { picture: Uint8Array }[] }).pages![0]!)
    await new Promise(done => setImmediate(done))
    expect(closed).toHaveLength(0)
    await open.refuse()
    expect(closed).toHaveLength(1)
  })

  test('a case that closes leaves no picture behind', async () => {
    const { open, pictures, closed, said } = desk()
    open.page({ purpose: 'paper', paper: 'passport', picture: picture() })
    const page = (open.state as { pages?: { picture: Uint8Array }[] }).pages![0]!
    pictures.of(page)
    await new Promise(done => setImmediate(done))
    open.handOver()
    expect(closed).toHaveLength(1)
    expect(said).toEqual(['closed'])
  })

  test('next after a card ends the case for the clerk and calls the next person', () => {
    const { open, keys, said } = desk()
    open.put({ at: 'handed', facts: {} as never, pictures: {} as never, sealed: {} as never })
    keys('next')
    expect(open.done.at(-1)).toBe('end')
    expect(said).toEqual(['visit in es', 'closed', 'next'])
  })

  test('a seal is ended by nobody, but for one whose line was lost; the question goes when the line is back', () => {
    const { open, sitting, keys } = desk()
    const sealing = { at: 'sealing', facts: {}, pictures: {}, ...nothingShown(answers) } as never
    open.put(sealing)
    keys('end', 'end')
    expect(open.done).not.toContain('end')
    open.connection('lost')
    keys('end')
    expect(sitting.view.asks).toBe('end')
    open.connection('open')
    expect(sitting.view.asks).toBe(null)
    keys('end')
    expect(open.done).not.toContain('end')
    open.connection('lost')
    keys('end', 'end')
    expect(open.done.at(-1)).toBe('end')
  })
})
