import { type MemoryDeclaration, notKeptLaw } from '../declaration.ts'

export const rooms: MemoryDeclaration = {
  name: 'rooms',
  where: 'memory',
  copy: true,
  fields: [
    'two sockets',
    'desk alias',
    'when the visit began',
    'whether it is at a counter, and the right to a new card that it stands on',
    'what its phone was given to come back today, until the visit is over',
    'the signer lent to it',
    'the closed answer, until it has arrived',
    'its random name, the hash of its place and the public key of its desk; in the copy are only these three, the alias and when it began, and nothing of a visit at a counter',
  ],
  purpose:
    'Pass closed cells between one phone and one desk, give a lost answer again, and let both go on with each other when the server was killed. What passes is not kept and cannot be read here.',
  law: notKeptLaw,
  kept: 'the visit',
  life: 'visit',
  readBy: 'nobody',
  writtenBy: 'phone and desk of that visit',
}
