import type { Op } from '@latchkey/card/drawing.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressLine, addressLines, addressOf, labelDrawing, labelHeight } from './label-drawing.ts'

const texts = (ops: Op[]) => ops.filter((op): op is Extract<Op, { op: 'text' }> => op.op === 'text')

describe('an address for one label', () => {
  it('is tidied line by line, and keeps every script', () => {
    expect(addressOf('  Amal  Haddad \n\n12 Long Street\nChicago IL 60608\n')).toEqual([
      'Amal Haddad',
      '12 Long Street',
      'Chicago IL 60608',
    ])
    expect(addressOf('أمل حداد\n١٢ شارع الطويل')).toEqual(['أمل حداد', '١٢ شارع الطويل'])
  })

  it('is none with one line, six, a line too long or a control character', () => {
    for (const typed of ['', 'one line', 'a\n'.repeat(addressLines + 1), `a\n${'b'.repeat(addressLine + 1)}`, 'a\nb\u0007'])
      expect(addressOf(typed)).toBeNull()
  })

  it('stands on the label whole, inside its edges, with nothing else on it', () => {
    const line = fc.stringMatching(/^[A-Za-z0-9]{1,40}$/)
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: addressLines }), lines => {
        const drawn = texts(labelDrawing(lines).ops)
        expect(drawn.map(op => op.text)).toEqual(lines)
        for (const { box } of drawn) expect(box.y + box.height).toBeLessThanOrEqual(labelHeight)
      }),
    )
  })
})
