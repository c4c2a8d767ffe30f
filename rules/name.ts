/**
 * Names as they are (one word, two surnames, accents, any script). The front of the compact seal has room for a fixed number of bytes, so
 * a longer name is shortened by this one rule, on desk and phone alike, and shown before the resident says yes.
 */
import { RulesFault } from './faults.ts'
import type { Rules } from './rules.ts'

/** Length in UTF-8. Counted by hand: this package compiles with the ES library alone, which has no TextEncoder. */
export function nameBytes(name: string): number {
  let bytes = 0
  for (const letter of name) {
    const point = letter.codePointAt(0)!
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}

/** NFC, no control or bidi-override characters, single spaces. What a person typed is otherwise kept letter for letter. */
export function tidyName(name: string): string {
  const tidy = name
    .normalize('NFC')
    // U+200C and U+200D join letters in Persian and Indic names and stay; the other marks nobody sees come along when a name is copied, could
    // reorder what a clerk reads, and no card holds them (card/facts.ts).
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return tidy.normalize('NFC')
}

/** True when a letter of the name belongs to another script than Latin. Letters of no script of their own, as the ʻokina of *Kaʻiulani*, are none. */
export const hasOtherLetters = (name: string): boolean =>
  /\p{L}/u.test(name.replace(/[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/gu, ''))

/**
 * True when the card also carries the name in Latin letters: the city asks for it, and the name has other ones. Its owner spells it; nothing
 * here writes a name in other letters for anybody, because there is no one right way to.
 */
export const needsLatin = (rules: Pick<Rules, 'latinName'>, name: string): boolean =>
  rules.latinName.value === 'other_script' && hasOtherLetters(name)

/** Letters with the marks that belong to them: a name is never cut between the two. Not Intl.Segmenter: both sides must cut alike. */
const clusters = (text: string): string[] => text.match(/\P{M}(?:[\p{M}\u200c]|\u200d\P{M}?)*/gu) ?? []

/**
 * The name in at most `budget` bytes of UTF-8. Words between the first and the last become initials, from the second on, until it
 * fits; if that is not enough the longest word loses its end, letter by letter. A name that fits is returned as it is (tidied).
 * @throws RulesFault name_empty
 */
export function shortenName(name: string, budget = 120): string {
  const words = tidyName(name).split(' ')
  if (!/\p{L}/u.test(words.join(''))) throw new RulesFault('name_empty', 'name')
  const fits = () => nameBytes(words.join(' ')) <= budget
  for (let i = 1; i < words.length - 1 && !fits(); i++) {
    const initial = `${clusters(words[i]!)[0] ?? ''}.`
    if (nameBytes(initial) < nameBytes(words[i]!)) words[i] = initial
  }
  while (!fits()) {
    const longest = words.reduce((best, word, i) => (nameBytes(word) > nameBytes(words[best]!) ? i : best), 0)
    const letters = clusters(words[longest]!)
    if (letters.length > 1) words[longest] = letters.slice(0, -1).join('')
    else if (words.length > 1) words.splice(longest, 1)
    // One letter under a pile of marks: what is left is cut by code points, because the seal has no more room.
    else words[0] = [...words[0]!].slice(0, -1).join('')
  }
  return words.join(' ')
}
