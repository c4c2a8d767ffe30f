import { type MemoryDeclaration, notKeptLaw } from '../declaration.ts'

export const comebacks: MemoryDeclaration = {
  name: 'comebacks',
  where: 'memory',
  copy: true,
  fields: ['16 random bytes of each way back that was used today'],
  purpose:
    'Let a phone that was in a visit today come back once without a new number. Every phone gets a way back, so one that is used says nothing of how a visit ended.',
  law: notKeptLaw,
  kept: 'until the day ends',
  life: 'day',
  readBy: 'nobody',
  writtenBy: 'a phone that comes back',
}
