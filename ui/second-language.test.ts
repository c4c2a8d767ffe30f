import fc from 'fast-check'
import { expect, test } from 'vitest'
import { both, setBeside } from './language.ts'
import { firstOf, join, secondOf } from './second-language.ts'

/** Words as they are written anywhere: never the three signs that Unicode leaves to programs. */
const words = fc.string({ unit: 'grapheme' })

test('a text of two languages gives each back, whatever they say', () => {
  fc.assert(
    fc.property(words, words, (first, second) => {
      const text = join(first, second)
      expect(firstOf(text)).toBe(first)
      expect(secondOf(text)).toBe(second)
    }),
  )
})

test('a name within a sentence: each sentence keeps its own half', () => {
  fc.assert(
    fc.property(words, words, words, words, (first, second, one, other) => {
      const name = join(one, other)
      const text = join(`${first} ${name}.`, `${second}: ${name}`)
      expect(firstOf(text)).toBe(`${first} ${one}.`)
      expect(secondOf(text)).toBe(`${second}: ${other}`)
    }),
  )
})

test('what is the same in both stands once', () => {
  expect(join('City ID', 'City ID')).toBe('City ID')
})

test('texts written one after the other are read on, each in its language', () => {
  const text = `${join('نعم', 'Yes')}. ${join('لا', 'No')}`
  expect([firstOf(text), secondOf(text)]).toEqual(['نعم. لا', 'Yes. No'])
})

test('without a helper a text has one language and no marks; with one it has both, until they read the same', () => {
  const say = (code: string) => `in ${code}`
  expect(both(say)).toBe('in en')
  setBeside({ code: 'ar', join })
  expect([firstOf(both(say)), secondOf(both(say))]).toEqual(['in en', 'in ar'])
  setBeside({ code: 'en', join })
  expect(both(say)).toBe('in en')
  setBeside(null)
  expect(both(say)).toBe('in en')
})
