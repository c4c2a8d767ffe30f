import { type MemoryDeclaration, programLaw } from '../declaration.ts'

export const changes: MemoryDeclaration = {
  name: 'changes',
  where: 'memory',
  copy: true,
  fields: ['period', 'index', 'cancelled or replaced'],
  purpose: 'Gather what was cancelled until the whole list is made again, so that the list shows an hour and never a moment.',
  law: programLaw,
  kept: 'until the next list, at most an hour; a power cut forgets it',
  life: 'hour',
  readBy: 'nobody',
  writtenBy: 'whoever brings the right cancel code; a clerk before whom the card lies',
}
