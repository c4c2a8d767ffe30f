import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasOtherLetters, nameBytes, needsLatin, shortenName, tidyName } from './name.ts'

const utf8 = (text: string) => new TextEncoder().encode(text).length
const asked = { value: 'other_script' as const, status: 'unconfirmed' as const, source: [], note: 'Not said.' }
const anyName = fc.string({ unit: 'grapheme', maxLength: 300 })

describe('tidyName', () => {
  it('keeps what was typed, in one normal form', () => {
    expect(tidyName('  Mari\u0301a  José\tLee ')).toBe('María José Lee')
    expect(tidyName('\u202eAnna\u200f')).toBe('Anna')
    expect(tidyName('\u061cعلي \u2067محمد\u2069\u00ad')).toBe('علي محمد')
    expect(tidyName('Nguye\u0302\u0303n')).toBe('Nguyễn')
    expect(tidyName('می\u200cخواهم')).toBe('می\u200cخواهم')
  })
  it('says the same twice', () => {
    fc.assert(
      fc.property(anyName, name => {
        expect(tidyName(tidyName(name))).toBe(tidyName(name))
      }),
    )
  })
})

describe('a name in other letters', () => {
  it.each([
    ['Ana', false],
    ["Seán O'Brien-Łukasz", false],
    ['ليلى حداد', true],
    ['Ana 王', true],
    ['Олена', true],
    ['ሰላም ታደሰ', true],
    ['Е́лена', true],
    ['Nguyễn Thị Ánh', false],
    ['Kaʻiulani', false],
    ['Oʼzbek', false],
    ['M̄arama', false],
    ['N\u0303in\u0303o', false],
    ['', false],
  ])('%s: %s', (name, answer) => {
    expect(hasOtherLetters(name)).toBe(answer)
    expect(needsLatin({ latinName: asked }, name)).toBe(answer)
    expect(needsLatin({ latinName: { ...asked, value: 'never' } }, name)).toBe(false)
  })
})

describe('shortenName', () => {
  it('leaves a name that fits as it is', () => {
    expect(shortenName('Lee')).toBe('Lee')
    expect(shortenName('María Fernanda García Hernández', 120)).toBe('María Fernanda García Hernández')
  })

  it('makes initials of the words in the middle, from the second on, and no more than it must', () => {
    expect(shortenName('María Fernanda Guadalupe García Hernández', 40)).toBe('María F. Guadalupe García Hernández')
    expect(shortenName('María Fernanda Guadalupe García Hernández', 30)).toBe('María F. G. G. Hernández')
  })

  it('then takes letters from the end of the longest word', () => {
    expect(shortenName('Wolfeschlegelsteinhausenbergerdorff Li', 20)).toBe('Wolfeschlegelstei Li')
  })

  it('leaves one name as one name, and both surnames as long as there is room', () => {
    expect(shortenName('Suharto', 109)).toBe('Suharto')
    expect(shortenName('José Ramón Gómez-Ibáñez y Peña', 109)).toBe('José Ramón Gómez-Ibáñez y Peña')
    expect(shortenName('Raghunathananandakrishnamurthy'.repeat(5), 109)).toBe('Raghunathananandakrishnamurthy'.repeat(5).slice(0, 109))
  })

  it.each([
    ['አበበ ገብረ ማርያም ወልደ ሥላሴ ኃይለ ሥላሴ ተክለ ሃይማኖት ገብረ መድኅን', 'አበበ', 'መድኅን'],
    ['عبد الرحمن محمد الأمين عبد الحفيظ بن عبد الكريم بن يوسف الحسيني الهاشمي القرشي', 'عبد', 'القرشي'],
    ['Константин Александрович Рождественский-Преображенский Владимирович', 'Константин', 'Владимирович'],
    ['欧阳娜娜', '欧阳娜娜', '欧阳娜娜'],
  ])('keeps the first and the last of %s', (name, first, last) => {
    const words = shortenName(name, 109).split(' ')
    expect([words[0], words.at(-1)]).toEqual([first, last])
    expect(utf8(words.join(' '))).toBeLessThanOrEqual(109)
  })

  it('never cuts a letter from its marks', () => {
    expect(shortenName('नि'.repeat(30), 21)).toBe('नि'.repeat(3))
  })

  it('fits any name into any budget, keeps it non-empty, and says the same twice', () => {
    fc.assert(
      fc.property(
        anyName.filter(name => /\p{L}/u.test(tidyName(name))),
        fc.integer({ min: 12, max: 130 }),
        (name, budget) => {
          const short = shortenName(name, budget)
          expect(utf8(short)).toBeLessThanOrEqual(budget)
          expect(nameBytes(short)).toBe(utf8(short))
          expect(short.length).toBeGreaterThan(0)
          if (utf8(tidyName(name)) <= budget) expect(short).toBe(tidyName(name))
        },
      ),
    )
  })

  it('refuses a name without a letter', () => {
    for (const name of ['', '   ', '123', '\u202e']) expect(() => shortenName(name)).toThrow('name_empty at name')
  })
})
