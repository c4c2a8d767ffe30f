import { expect, test } from 'vitest'
import { gradeOf, syllablesOf } from './reading-grade.mjs'

test('syllables are counted as they are spoken', () => {
  const spoken = {
    1: ['phone', 'closed', 'page', "don't", 'scanned', 'whole', 'the'],
    2: [
      'places',
      'pages',
      'needed',
      'table',
      'tables',
      'people',
      'minutes',
      'cancelled',
      'social',
      'station',
      'question',
      'going',
      'boxes',
    ],
    3: ['camera', 'library', 'government', 'another', 'already', 'offices', 'official', 'area'],
    4: ['certificate', 'security'],
    6: ['accessibility'],
  }
  for (const [count, words] of Object.entries(spoken))
    for (const word of words) expect([word, syllablesOf(word)]).toEqual([word, Number(count)])
})

test('a plain sentence is easy, an office’s sentence is not', () => {
  expect(gradeOf('We look at your papers. You keep them.')).toBeLessThan(3)
  expect(gradeOf('Applicants must provide sufficient documentation establishing residency within the municipality.')).toBeGreaterThan(12)
})

test('one long word on a button does not make it a text for scholars, a hard one still shows', () => {
  expect(gradeOf('Library')).toBeLessThan(6)
  expect(gradeOf('Accessibility')).toBeGreaterThan(6)
})

test('a colon ends a sentence, a name is an easy word, figures are not read', () => {
  expect(gradeOf('Open this page in your browser: tap the three dots, then tap the line')).toBeLessThan(
    gradeOf('Open this page in your browser and tap the three dots, then tap the line'),
  )
  expect(gradeOf('a paper from Homeland Security')).toBeLessThan(gradeOf('a paper from homeland security'))
  expect(gradeOf('24')).toBe(0)
})
