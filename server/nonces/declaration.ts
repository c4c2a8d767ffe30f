import { type MemoryDeclaration, notKeptLaw } from '../declaration.ts'

export const nonces: MemoryDeclaration = {
  name: 'nonces',
  where: 'memory',
  copy: false,
  fields: ['random number given to an administrator', 'when it runs out'],
  purpose: 'Make an act of an administrator good once and for five minutes.',
  law: notKeptLaw,
  kept: 'five minutes, or until it is used',
  readBy: 'nobody',
  writtenBy: "an administrator's page",
}
