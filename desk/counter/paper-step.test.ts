import { expect, test } from 'vitest'
import { inHands, paperStep } from './paper-step.ts'

test('a dialog that closed counts as nothing printed: only the clerk’s yes lets the next person come', () => {
  const sent = paperStep('paper', 'sent')
  expect(sent).toBe('asking')
  expect(inHands(sent)).toBe(false)
  expect(inHands(paperStep(sent, 'sent'))).toBe(false)
  expect(inHands(paperStep(sent, 'in_hands'))).toBe(true)
})

test('nobody says yes to papers that were not sent; papers printed again are not asked about again', () => {
  expect(paperStep('paper', 'in_hands')).toBe('paper')
  expect(paperStep('done', 'sent')).toBe('done')
  expect(paperStep('card', 'card_out')).toBe('done')
  expect(paperStep('asking', 'card_out')).toBe('asking')
})
