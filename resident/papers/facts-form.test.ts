import { readFileSync } from 'node:fs'
import { noLines, parseFacts } from '@latchkey/card/facts.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Draft } from '../kept-things.ts'
import { emptyDraft } from './draft-store.ts'
import { checkFacts, papersToShow } from './facts-form.ts'

const rules = parseRules(JSON.parse(readFileSync(new URL('../../cities/chicago/rules.json', import.meta.url), 'utf8')))
const today = '2025-11-23'
const good: Draft = {
  ...emptyDraft(today),
  name: 'Ana María Núñez',
  birth: { year: '1990', month: '6', day: '1' },
  papers: ['passport', 'lease'],
}
const faults = (part: Partial<Draft>) => checkFacts(rules, { ...good, ...part }, today).faults

describe('checkFacts', () => {
  it('asks for a name and a date of birth, and nothing more', () => {
    expect(checkFacts(rules, emptyDraft(today), today).faults).toEqual({ name: 'name_empty', birth: 'birth_bad' })
    expect(checkFacts(rules, good, today)).toEqual({
      faults: {},
      shortened: null,
      answers: {
        kind: 'adult',
        name: 'Ana María Núñez',
        nameLatin: null,
        birthDate: '1990-06-01',
        address: null,
        gender: null,
        emergencyContact: null,
        veteran: false,
        lines: noLines,
        papers: ['passport', 'lease'],
      },
    })
  })

  it('leaves out what the card of this city does not show', () => {
    const all = { ...good, address: '1 Main St', gender: 'X' as const, emergencyContact: 'Rosa', lines: { ...noLines, library: '12' } }
    const few = { ...rules, choices: rules.choices.filter(choice => choice.id === 'address'), backLines: [] }
    expect(checkFacts(rules, all, today).answers).toMatchObject({ gender: 'X', emergencyContact: 'Rosa', lines: { library: '12' } })
    expect(checkFacts(few, all, today).answers).toMatchObject({
      address: '1 Main St',
      gender: null,
      emergencyContact: null,
      lines: noLines,
    })
    // Left open in a draft of other rules: nobody is asked for what no screen shows.
    expect(checkFacts(few, { ...good, gender: '', emergencyContact: '' }, today).faults).toEqual({})
  })

  it('asks for Latin letters only where the name has others, and drops them again when it has not', () => {
    expect(faults({ name: 'ليلى حداد' })).toEqual({ nameLatin: 'latin_empty' })
    expect(faults({ name: 'ليلى حداد', nameLatin: 'Лейла' })).toEqual({ nameLatin: 'latin_other' })
    expect(checkFacts(rules, { ...good, name: 'ليلى حداد', nameLatin: ' Layla  Haddad' }, today).answers).toMatchObject({
      nameLatin: 'Layla Haddad',
    })
    expect(checkFacts(rules, { ...good, nameLatin: 'left over' }, today).answers).toMatchObject({ nameLatin: null })
    const never = { ...rules, latinName: { ...rules.latinName, value: 'never' as const } }
    expect(checkFacts(never, { ...good, name: 'ሰላም', nameLatin: 'Selam' }, today)).toMatchObject({
      faults: {},
      answers: { nameLatin: null },
    })
  })

  it.each<[Draft['birth'], string]>([
    [{ year: '1990', month: '2', day: '30' }, 'birth_bad'],
    [{ year: '90', month: '6', day: '1' }, 'birth_bad'],
    [{ year: '1890', month: '6', day: '1' }, 'birth_bad'],
    [{ year: '2030', month: '6', day: '1' }, 'birth_bad'],
    [{ year: '2007', month: '11', day: '24' }, 'age'],
    [{ year: '2007', month: '11', day: '', unknown: 'day' }, 'age'],
    [{ year: '2007', month: '', day: '', unknown: 'month' }, 'age'],
    [{ year: '2025', month: '', day: '', unknown: 'month' }, 'age'],
    [{ year: '2026', month: '', day: '', unknown: 'month' }, 'birth_bad'],
    [{ year: '2025', month: '12', day: '', unknown: 'day' }, 'birth_bad'],
    [{ year: '1990', month: '', day: '', unknown: 'day' }, 'birth_bad'],
  ])('does not take %o', (birth, fault) => {
    expect(faults({ birth })).toEqual({ birth: fault })
  })

  it('takes the day somebody is 18, and people of 104', () => {
    expect(faults({ birth: { year: '2007', month: '11', day: '23' } })).toEqual({})
    expect(faults({ birth: { year: '1921', month: '01', day: '09' } })).toEqual({})
  })

  it('takes a month or a year where no more is known', () => {
    const said = (birth: Draft['birth']) => checkFacts(rules, { ...good, birth }, today).answers?.birthDate
    expect(said({ year: '2007', month: '10', day: '', unknown: 'day' })).toBe('2007-10')
    expect(said({ year: '2006', month: '', day: '', unknown: 'month' })).toBe('2006')
  })

  it('checks a choice only when it is on', () => {
    expect(faults({ address: ' \n', gender: '', emergencyContact: '' })).toEqual({
      address: 'address_empty',
      gender: 'gender_empty',
      emergencyContact: 'contact_empty',
    })
    expect(faults({ address: 'a\nb\nc\nd\ne' })).toEqual({ address: 'lines' })
    expect(faults({ address: 'é'.repeat(81) })).toEqual({ address: 'long' })
    expect(faults({ emergencyContact: 'a\nb\nc' })).toEqual({ emergencyContact: 'lines' })
    expect(checkFacts(rules, { ...good, address: '  12 Oak St \r\n\r\n Chicago\tIL ' }, today).answers?.address).toBe(
      '12 Oak St\nChicago IL',
    )
  })

  it('takes the lines of the back one by one, and says when all together are too long', () => {
    const lines = (library: string | null, transit: string | null = null) => ({ library, transit, pharmacy: null })
    expect(faults({ lines: lines('', ' ') })).toEqual({ library: 'line_empty', transit: 'line_empty' })
    expect(faults({ lines: lines('a\nb') })).toEqual({ library: 'lines' })
    expect(faults({ lines: lines('é'.repeat(21)) })).toEqual({ library: 'long' })
    expect(checkFacts(rules, { ...good, lines: lines(' 2 1182  0451 ') }, today).answers?.lines).toEqual(lines('2 1182 0451'))
    const full = { address: 'a'.repeat(160), emergencyContact: 'b'.repeat(120), lines: lines('c'.repeat(40), 'd'.repeat(31)) }
    expect(faults(full)).toEqual({})
    expect(faults({ ...full, name: 'ليلى', nameLatin: 'Layla' })).toEqual({ transit: 'back_full' })
  })

  it('shows a long name as the card will have it', () => {
    const { shortened, answers } = checkFacts(rules, { ...good, name: 'Maximiliana Bartholomea '.repeat(8) }, today)
    expect(shortened).toBe(answers?.name)
    expect(new TextEncoder().encode(shortened!).length).toBeLessThanOrEqual(109)
  })

  it('hands over nothing that a card cannot hold, whatever was typed', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.string({ maxLength: 40 }),
      // What comes along when a name is copied: marks that nobody sees.
      fc.string({
        unit: fc.constantFrom('a', 'ي', ' ', '\u061c', '\u00ad', '\u200f', '\u2066', '\u180e', '\u200d', '\u0301'),
        maxLength: 12,
      }),
    )
    fc.assert(
      fc.property(
        typed,
        typed,
        fc.option(typed),
        fc.option(typed),
        fc.option(typed),
        (name, nameLatin, address, emergencyContact, library) => {
          const lines = { ...noLines, library, transit: library }
          const { answers } = checkFacts(rules, { ...good, name, nameLatin, address, emergencyContact, lines }, today)
          if (!answers) return
          expect(() =>
            parseFacts({
              name: answers.name,
              name_latin: answers.nameLatin,
              birth_date: answers.birthDate,
              portrait: new Uint8Array([0xff, 0xd8, 0xff, 0xff, 0xd9]),
              ends: null,
              address: answers.address,
              gender: answers.gender,
              emergency_contact: answers.emergencyContact,
              veteran: answers.veteran || null,
              lines: answers.lines,
            }),
          ).not.toThrow()
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe('papersToShow', () => {
  it('shows a paper for the veteran mark beside those for the card, to whoever wants it and to nobody else', () => {
    const papers = ['lease', 'passport', 'veteran_card', 'discharge_paper']
    expect(papersToShow(rules, { kind: 'adult', papers })).toEqual(['passport', 'lease'])
    expect(papersToShow(rules, { kind: 'adult', papers, veteran: true })).toEqual(['passport', 'lease', 'discharge_paper'])
    expect(papersToShow(rules, { kind: 'young', papers, veteran: true })).toEqual(['passport'])
    expect(checkFacts(rules, { ...good, veteran: true }, today).answers).toMatchObject({ veteran: true })
    expect(checkFacts({ ...rules, marks: undefined }, { ...good, veteran: true }, today).answers).toMatchObject({ veteran: false })
  })

  it('shows the fewest that are enough, all while they are not, and nothing an older page knew', () => {
    expect(papersToShow(rules, { kind: 'adult', papers: ['lease', 'passport', 'birth_certificate', 'moon_rock'] })).toEqual([
      'passport',
      'lease',
    ])
    expect(papersToShow(rules, { kind: 'adult', papers: ['birth_certificate', 'lease'] })).toEqual(['birth_certificate', 'lease'])
  })
})
