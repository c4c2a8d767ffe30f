/** What a paper is called where two people may show one: the caretaker's says so. */
import type { Text } from './language.ts'

const mark = 'caretaker.'

/**
 * @param ref id of a paper; with `caretaker.` before it where the caretaker shows it
 * @param say the city's texts
 * @param form '' as part of a sentence, '.short' as a name by itself
 */
export function paperWords(text: Text, say: (key: string) => string, ref: string, form: '' | '.short' = '.short'): string {
  const theirs = ref.startsWith(mark)
  const name = say(`paper.${theirs ? ref.slice(mark.length) : ref}${form}`)
  return theirs ? text('kinds.of_caretaker', { paper: name }) : name
}

/** A kind of person by its ages: *13 or younger*, *14 to 21*, *18 or older*. */
export function ageWords(text: Text, { from, to }: { from: number; to: number | null }): string {
  if (to === null) return text('kinds.ages.least', { from })
  return from === 0 ? text('kinds.ages.to', { to }) : text('kinds.ages.both', { from, to })
}
