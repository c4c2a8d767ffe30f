import { type MemoryDeclaration, notKeptLaw } from '../declaration.ts'

export const rights: MemoryDeclaration = {
  name: 'rights',
  where: 'memory',
  copy: true,
  fields: ['16 random bytes for each cancel code that was spent and whose new card is not sealed yet'],
  purpose: 'Let one new card be sealed for one that was replaced, and no second.',
  law: notKeptLaw,
  kept: 'until the new card is sealed, at most the day',
  life: 'day',
  readBy: 'nobody',
  writtenBy: 'a desk that brings a cancel code',
}
