import { type MemoryDeclaration, notKeptLaw } from '../declaration.ts'

export const onDuty: MemoryDeclaration = {
  name: 'on-duty',
  where: 'memory',
  copy: false,
  fields: [
    'desk alias',
    'desk key',
    'role',
    'when the key runs out',
    'cards sealed today under this alias',
    'the number, or the seat of a booked time, that stands at its counter',
  ],
  purpose:
    "Know that a desk is open, that its chain follows from the root, that it stays under the day's limit of cards, and that one number gets at most four.",
  law: notKeptLaw,
  kept: 'until the desk signs out; the number at its counter until it takes another, signs out or its key runs out; the number of cards until the day ends',
  readBy: 'everyone (whether a desk is open); the desk itself (what is left of its limit)',
  writtenBy: "a clerk's sign-in; a number at its counter; the seal",
}
