import { type MemoryDeclaration, programLaw } from '../declaration.ts'

export const openPool: MemoryDeclaration = {
  name: 'open-pool',
  where: 'memory',
  copy: true,
  fields: ['which blanks of the opened pools are left, without order'],
  purpose: 'Draw the next blank at random. In what order the others were used is not known.',
  law: programLaw,
  kept: 'the pool; a power cut burns what was left of it',
  life: 'pool',
  readBy: 'nobody',
  writtenBy: 'the seal',
}
