import { type MemoryDeclaration, notKeptLaw } from '../declaration.ts'

export const nonces: MemoryDeclaration = {
  name: 'nonces',
  where: 'memory',
  copy: false,
  fields: ['one-time number that an administrator has signed', 'when it runs out'],
  purpose: 'Make an act of an administrator good once and for five minutes.',
  law: notKeptLaw,
  kept: 'five minutes after it was used',
  life: 'five_minutes',
  readBy: 'nobody',
  writtenBy: "an administrator's page",
}
