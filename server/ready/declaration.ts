import { type MemoryDeclaration, notKeptLaw } from '../declaration.ts'

export const ready: MemoryDeclaration = {
  name: 'ready',
  where: 'memory',
  copy: true,
  fields: [
    'order',
    'hash of the place, which the phone made, or the desk at a counter',
    'desk alias of who looked first, and since when, while a supervisor is to look again',
  ],
  purpose:
    'Let the phone whose number was reached, or the desk at a counter, and nobody else, come back to its own place after a lost connection.',
  law: notKeptLaw,
  kept: 'until the resident stops, the visit is over or the day ends',
  life: 'day',
  readBy: 'supervisors at their desks (how many wait for a second look, in fives of minutes); otherwise nobody',
  writtenBy: 'a claimed number; a way back that is used; a desk that opens a visit at a counter, or gives a visit on',
}
