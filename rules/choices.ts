/** What a card of this city may show beside name, photo, birth date and end. What each costs its holder is a sentence: `choice.<id>.price`. */
import type { BackLine, Choice, Rules } from './rules.ts'

export interface MayShow {
  address: boolean
  /** The letters somebody can pick from; none: no letter is on this city's card. */
  gender: readonly NonNullable<Choice['values']>[number][]
  emergencyContact: boolean
  lines: readonly BackLine['id'][]
}

/** Phone and desk both leave out what is not here, whoever sent it. Party: city. */
export function mayShow(rules: Pick<Rules, 'choices' | 'backLines'>): MayShow {
  const choice = (id: Choice['id']) => rules.choices.find(one => one.id === id)
  return {
    address: choice('address') !== undefined,
    gender: choice('gender')?.values ?? [],
    emergencyContact: choice('emergency_contact') !== undefined,
    lines: rules.backLines.map(line => line.id),
  }
}
