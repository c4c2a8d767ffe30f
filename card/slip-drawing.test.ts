import { describe, expect, it } from 'vitest'
import { slipDrawing } from './slip-drawing.ts'

const labels = { title: 'Cancel slip', how: 'How', only: 'Only', practice: 'Practice' }
const code = '110123456789012345678901'

describe('slipDrawing', () => {
  it('holds the whole code, in groups of four, and nothing else that is particular', () => {
    const texts = slipDrawing(code, labels, false).ops.flatMap(op => (op.op === 'text' ? [op.text] : []))
    expect(texts).toEqual(['Cancel slip', '1101 2345 6789', '0123 4567 8901', 'How', 'Only'])
  })

  it('keeps everything inside the card and apart', () => {
    for (const practice of [false, true]) {
      const drawing = slipDrawing(code, labels, practice)
      const boxes = drawing.ops.flatMap(op => (op.op === 'text' ? [op.box] : []))
      for (const box of boxes) {
        expect(box.x).toBeGreaterThanOrEqual(0)
        expect(box.x + box.width).toBeLessThanOrEqual(drawing.width)
        expect(box.y + box.height).toBeLessThanOrEqual(drawing.height)
      }
      const rows = [...boxes].sort((a, b) => a.y - b.y)
      for (let at = 1; at < rows.length; at++) expect(rows[at]!.y).toBeGreaterThanOrEqual(rows[at - 1]!.y + rows[at - 1]!.height)
    }
  })

  it('says practice on a practice slip only', () => {
    const says = (practice: boolean) => slipDrawing(code, labels, practice).ops.some(op => op.op === 'text' && op.text === 'Practice')
    expect([says(true), says(false)]).toEqual([true, false])
  })
})
