import { type MemoryDeclaration, notKeptLaw } from '../declaration.ts'

export const onDuty: MemoryDeclaration = {
  name: 'on-duty',
  where: 'memory',
  copy: false,
  fields: [
    'desk alias',
    'desk key',
    'role',
    'the site it stands at, if its address says so',
    'when the key runs out',
    'cards sealed today under this alias, how many of them were handed in with a place, and whether this desk has handed in',
    'the number, or the seat of a booked time, that stands at its counter',
    'what a supervisor has set for tonight: the line of each desk, no more numbers of today, how many cards can still be printed',
    'fixed phrases of a supervisor with a site or a station, for whom, and which clerks have read them',
  ],
  purpose:
    "Know that a desk is open, that its chain follows from the root, that it stays under the day's limit of cards, and that one number gets at most four. Let a supervisor see who is on, move desks between lines and tell clerks where they are needed.",
  law: notKeptLaw,
  kept: 'until the desk signs out; the number at its counter until it takes another, signs out or its key runs out; the number of cards, the lines and the phrases until the day ends',
  life: 'desk_key',
  readBy:
    'everyone (whether a desk is open); the desk itself (what is left of its limit, its line, its phrases); supervisors at their desks (who is on, on which line, cards today)',
  writtenBy: "a clerk's sign-in; a number at its counter; the seal; a supervisor's board; a clerk who has read a phrase",
}
