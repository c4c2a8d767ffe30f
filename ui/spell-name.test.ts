import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { directionOfText, spellName } from './spell-name.ts'

describe('spellName', () => {
  it('gives each letter its own box, accents with their letter', () => {
    expect(spellName('Zoë Núñez').words).toEqual([
      { units: ['Z', 'o', 'ë'], joined: false },
      { units: ['N', 'ú', 'ñ', 'e', 'z'], joined: false },
    ])
    // e + combining acute is one letter to a reader
    expect(spellName('Jose\u0301').words[0]?.units).toEqual(['J', 'o', 's', 'e\u0301'])
  })

  it('keeps words of joined scripts whole and reads them from the right', () => {
    const spelled = spellName('ليلى حدّاد')
    expect(spelled).toEqual({
      direction: 'rtl',
      words: [
        { units: ['ليلى'], joined: true },
        { units: ['حدّاد'], joined: true },
      ],
    })
    expect(spellName('देवी').words).toEqual([{ units: ['देवी'], joined: true }])
  })

  it('spells Hebrew, which does not join, letter by letter from the right', () => {
    expect(spellName('שרה')).toEqual({ direction: 'rtl', words: [{ units: ['ש', 'ר', 'ה'], joined: false }] })
  })

  it('takes direction from the first letter, not from digits or quotes', () => {
    expect(directionOfText('“12” ليلى')).toBe('rtl')
    expect(directionOfText('12 (ليلى)')).toBe('rtl')
    expect(directionOfText('Ana ليلى')).toBe('ltr')
    expect(directionOfText('12 345')).toBe('ltr')
  })

  it('loses nothing of any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), name => {
        const back = spellName(name)
          .words.map(word => word.units.join(''))
          .join(' ')
        expect(back).toBe(name.split(/\s+/u).filter(Boolean).join(' '))
      }),
    )
  })
})
