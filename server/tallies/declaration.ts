import { type MemoryDeclaration, notKeptLaw } from '../declaration.ts'

export const tallies: MemoryDeclaration = {
  name: 'tallies',
  where: 'memory',
  copy: true,
  life: 'quarter',
  fields: [
    'for each cell of the counts: how many since the last whole tens were written',
    'faces pressed at goodbye, in the same way',
    'the Sunday until which they are counted, and the last closing',
  ],
  purpose: 'Add up until there are ten. A desk that closes hands in whole tens of its own; nothing here says which visit counted.',
  law: notKeptLaw,
  kept: 'until they are written as whole tens, and at most the quarter. In the copy only whole tens: a restart drops at most nine a cell',
  readBy: 'the clock, at closing',
  writtenBy: 'a seal, a number that was come with, a second look, a face that was pressed; a desk that closes; the clock',
}
