import { type MemoryDeclaration, notKeptLaw } from '../declaration.ts'

export const ready: MemoryDeclaration = {
  name: 'ready',
  where: 'memory',
  copy: true,
  fields: ['order', "hash of the phone's place"],
  purpose: 'Let the phone whose number was reached, and nobody else, come back to its own place after a lost connection.',
  law: notKeptLaw,
  kept: 'until the resident stops or the day ends',
  readBy: 'nobody',
  writtenBy: 'a claimed number; a desk that gives a visit on',
}
