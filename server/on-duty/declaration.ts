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
    'the number that stands at its counter',
  ],
  purpose: "Know that a desk is open, that its chain follows from the root, and that it stays under the day's limit of cards.",
  law: notKeptLaw,
  kept: 'until the desk signs out; the number of cards until the day ends',
  readBy: 'everyone (whether a desk is open); the desk itself (what is left of its limit)',
  writtenBy: "a clerk's sign-in; the seal",
}
