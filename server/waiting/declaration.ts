import { type MemoryDeclaration, notKeptLaw } from '../declaration.ts'

export const waiting: MemoryDeclaration = {
  name: 'waiting',
  where: 'memory',
  copy: true,
  fields: [
    'day',
    'first day of the line',
    'highest number given (in the copy: reserved, in blocks of 32)',
    'highest number called',
    'highest number called before today',
    'which numbers are of tomorrow, or of a day before and over',
    'which numbers were claimed',
    'which numbers are on paper',
    'which numbers were called and nobody came yet, and how long ago (not in the copy)',
    'mean time of a visit today and how much it varies, the share of numbers with which somebody came, how many visits are under way and the sum of their beginnings (not in the copy)',
  ],
  purpose: 'Call people in turn, and tell everyone how long it takes. A number says nothing about who holds it.',
  law: notKeptLaw,
  kept: 'until the day ends; while numbers were not called, the counts go on with the next day',
  life: 'day',
  readBy:
    'everyone (the day, the first day, numbers given, called and of tomorrow, the pace); nobody (which were claimed, which are on paper)',
  writtenBy: 'the waiting itself',
}
