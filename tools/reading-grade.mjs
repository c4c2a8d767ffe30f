/**
 * How hard an English text is to read, as a school grade: Flesch-Kincaid (0.39 words a sentence + 11.8 syllables a word - 15.59), because it needs no
 * list of known words, looks at the two things a writer can mend (long sentences, long words), and is what plain-language laws name. Three choices:
 * - As Flesch counted, a colon or a semicolon ends a sentence too.
 * - The formula is made for running text. On a button a single word decides everything ("Library" would be grade 20), so a text shorter than ten words is
 *   filled up to ten with words of usual length. A hard word still shows: "Accessibility" alone is above 6.
 * - As in Gunning's index a name is an easy word: one with a capital inside a sentence counts two syllables at most. Nobody can write it shorter.
 */

const usual = { words: 10, syllables: 1.4 }

/** Where counting vowels goes wrong, in words our texts use. */
const counted = {
  1: 'done gone us real',
  2: 'being create every people quiet someone something somewhere id jpeg science homeland',
  3: 'anyone area areas idea ideas somebody radio video pdf png',
}
const known = new Map(Object.entries(counted).flatMap(([count, words]) => words.split(' ').map(word => [word, Number(count)])))

/** Syllables of an English word, as near as its letters tell. */
export function syllablesOf(word) {
  const letters = word.toLowerCase().replaceAll('’', "'")
  const listed = known.get(letters) ?? known.get(letters.replace(/'s$/, ''))
  if (listed !== undefined) return listed
  const plain = letters
    .replace(/'(t|re|ve|ll|d|m)$/, '')
    .replace("'s", 's')
    .replace(/[^a-z]/g, '')
    // A plural, a past or a silent e is no syllable: phones, closed, page; but boxes, needed, table.
    .replace(/(?<!s|x|z|ch|sh|c|g)es$/, 'e')
    .replace(/(?<![td])ed$/, '')
    .replace(/(?<=[aeiouy].*?)(?<![^aeiouy]l)e$/, '')
  const groups = plain.match(/[aeiouy]+/g)?.length ?? 0
  const split = plain.match(/i[ao](?!u)|[eu]o(?!u)|ua|iu|oi(?=ng)|yi/g)?.length ?? 0
  const joined = plain.match(/[ctgsx]i(on|an|al|ous)|qua/g)?.length ?? 0
  return Math.max(1, groups + split - joined)
}

/** @param {string} text without placeholders @returns {number} the grade; 0 for a text without words */
export function gradeOf(text) {
  const sentences = text
    .split(/[.!?:;…]+(?=[\s”"’)]|$)|\n+/)
    .map(wordsOf)
    .filter(words => words.length > 0)
  const words = sentences.flat()
  if (words.length === 0) return 0
  const missing = Math.max(0, usual.words - words.length)
  const syllables = sentences.flatMap(countedOf).reduce((sum, count) => sum + count, missing * usual.syllables)
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / (words.length + missing)) - 15.59
}

/** Words to read: figures do not count. */
const wordsOf = text => text.match(/[A-Za-z][A-Za-z’'-]*/g) ?? []
const countedOf = words => words.map((word, at) => Math.min(syllablesOf(word), at > 0 && /^[A-Z]/.test(word) ? 2 : 99))
