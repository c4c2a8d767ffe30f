/** For tests without a legal request: everything ends as declared. Never built into anything. */
import type { Endings } from './endings.ts'

export const nothingHeld: Endings = {
  mayEnd: () => true,
  days: ({ keptFor }) => (keptFor.for === 'days' ? keptFor.days : 0),
}
