import { type MemoryDeclaration, notKeptLaw } from '../declaration.ts'

export const waiting: MemoryDeclaration = {
  name: 'waiting',
  where: 'memory',
  copy: true,
  fields: [
    'day',
    'first day of the line',
    'highest number given',
    'highest number called',
    'highest number called before today',
    'which numbers were claimed',
    'which numbers are on paper',
    'mean time of a visit today (not in the copy)',
  ],
  purpose: 'Call people in turn, and tell everyone how long it takes. A number says nothing about who holds it.',
  law: notKeptLaw,
  kept: 'until the day ends; while numbers were not called, the counts go on with the next day',
  readBy: 'everyone (the day, the first day, numbers given and called, the pace); nobody (which were claimed, which are on paper)',
  writtenBy: 'the waiting itself',
}
