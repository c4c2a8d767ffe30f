import { type MemoryDeclaration, notKeptLaw } from '../declaration.ts'

export const booking: MemoryDeclaration = {
  name: 'booking',
  where: 'memory',
  copy: true,
  fields: [
    'slot',
    'of each of its seats: free, given, back, come, or released before a power cut',
    'how often each seat was given before, and after which of these its holder had another time',
    'of a seat that is given, eight bytes by which its phone is answered again with the same code',
    'how many people come along with the holders of seats, all together',
  ],
  purpose: 'Give each seat of a slot once. A code says which seat it is of; who has the code is not held.',
  law: notKeptLaw,
  kept: 'until the day of the slot is over',
  life: 'slot',
  readBy: 'everyone (free seats as none, few, about 20, many; every ten minutes); whoever has a code (its own slot)',
  writtenBy: 'whoever books, cancels or comes',
}
