import { describe, expect, it } from 'vitest'
import chicago from '../cities/chicago/look.json' with { type: 'json' }
import { contrast, LookFault, lookFaults, parseLook } from './look.ts'

function faultOf(value: unknown): LookFault {
  try {
    parseLook(value)
  } catch (cause) {
    if (cause instanceof LookFault) return cause
    throw cause
  }
  throw new Error('it was accepted')
}
const { colours, front, back, code, choices, texts } = chicago

describe('a look', () => {
  it('is read whole, and nothing else', () => {
    expect(parseLook(chicago)).toEqual(chicago)
  })

  it.each([
    ['nothing', null, 'malformed', 'the whole file'],
    ['a list', [], 'malformed', 'the whole file'],
    ['an entry more', { ...chicago, practice: false }, 'malformed', 'practice'],
    ['an entry less', { ...chicago, choices: { noFace: true } }, 'malformed', 'choices.largePrint'],
    ['another kind of entry', { ...chicago, front: { ...front, waves: 'yes' } }, 'malformed', 'front.waves'],
    [
      'a field that no card has',
      { ...chicago, front: { ...front, rows: [['birth_date', 'ends'], ['height']] } },
      'malformed',
      'front.rows.1.0',
    ],
    ['three fields in a row', { ...chicago, front: { ...front, rows: [['birth_date', 'ends', 'gender']] } }, 'malformed', 'front.rows.0'],
    ['an empty row', { ...chicago, front: { ...front, rows: [['birth_date', 'ends'], []] } }, 'malformed', 'front.rows.1'],
    ['no birth date', { ...chicago, front: { ...front, rows: [['ends', 'gender']] } }, 'left_out', 'front.rows'],
    ['no end', { ...chicago, front: { ...front, rows: [['birth_date']] } }, 'left_out', 'front.rows'],
    ['a field twice', { ...chicago, front: { ...front, rows: [['birth_date', 'ends'], ['ends']] } }, 'doubled', 'front.rows'],
    ['a line twice', { ...chicago, back: { ...back, lines: ['address', 'address'] } }, 'doubled', 'back.lines'],
    ['a colour by its name', { ...chicago, colours: { ...colours, ink: 'black' } }, 'colour', 'colours.ink'],
    ['pale text', { ...chicago, colours: { ...colours, quiet: '#9aa5a0' } }, 'contrast', 'colours.quiet on colours.paper'],
    ['a pale band', { ...chicago, colours: { ...colours, onAccent: '#6f9f8d' } }, 'contrast', 'colours.onAccent on colours.accent'],
    ['modules of three dots', { ...chicago, code: { ...code, moduleWhenCrowded: 3 } }, 'small_modules', 'code.moduleWhenCrowded'],
    ['modules of six dots', { ...chicago, code: { ...code, module: 6 } }, 'small_modules', 'code.module'],
    ['a choice by a word', { ...chicago, choices: { ...choices, noFace: 'no' } }, 'malformed', 'choices.noFace'],
    ['a text that is too long', { ...chicago, texts: { ...texts, gender: 'Gender as the holder says' } }, 'long_text', 'texts.gender'],
    ['an empty text', { ...chicago, texts: { ...texts, found: ' ' } }, 'long_text', 'texts.found'],
    ['a sign that turns text around', { ...chicago, texts: { ...texts, found: 'Found\u202e?' } }, 'long_text', 'texts.found'],
  ])('with %s is refused, and says where', (_, value, fault, place) => {
    const found = faultOf(value)
    expect([found.code, found.place]).toEqual([fault, place])
    expect(found.message).toBe(`${place}: ${lookFaults[found.code]}`)
  })
})

describe('contrast', () => {
  it('is that of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#ffffff', '#ffffff')).toBe(1)
    // The lightest grey that text may have on white.
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  })
})
