import { type MemoryDeclaration, notKeptLaw } from '../declaration.ts'

export const rooms: MemoryDeclaration = {
  name: 'rooms',
  where: 'memory',
  copy: false,
  fields: [
    'two sockets',
    'desk alias',
    'when the visit began',
    'whether it is at a counter, and the right to a new card that it stands on',
    'what its phone was given to come back today, until the visit is over',
    'the signer lent to it',
    'the closed answer, until it has arrived',
  ],
  purpose:
    'Pass closed cells between one phone and one desk, and give a lost answer again. What passes is not kept and cannot be read here.',
  law: notKeptLaw,
  kept: 'the visit',
  readBy: 'nobody',
  writtenBy: 'phone and desk of that visit',
}
