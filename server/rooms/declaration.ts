import { type MemoryDeclaration, notKeptLaw } from '../declaration.ts'

export const rooms: MemoryDeclaration = {
  name: 'rooms',
  where: 'memory',
  copy: true,
  fields: [
    'the hash of the place, which the line holds too',
    'desk alias and the public key of that desk',
    'when the visit began',
    'two sockets (not in the copy)',
    'whether it is at a counter, and the right to a new card that it stands on (not in the copy, and one at a counter is not in it at all)',
    'what its phone was given to come back today, until the visit is over (not in the copy)',
    'the signer lent to it (not in the copy)',
    'the closed answer, until it has arrived (not in the copy)',
  ],
  purpose:
    'Pass closed cells between one phone and one desk, give a lost answer again, and let both go on with each other when the server was killed. What passes is not kept and cannot be read here.',
  law: notKeptLaw,
  kept: 'the visit',
  readBy: 'nobody',
  writtenBy: 'phone and desk of that visit',
}
