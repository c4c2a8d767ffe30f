import { readFileSync } from 'node:fs'
import { parseRules } from '@latchkey/rules/rules.ts'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { billPdf } from './bill-pdf.test.kit.ts'
import { kindOfFile, largestFile, openScreenFile } from './screen-file.ts'
import { takesScreen } from './takes-screen.ts'

vi.mock('./pdf-worker.ts?worker&url', () => ({ default: '/a/pdf-worker-1.js' }))

const bytes = (text: string) => Uint8Array.from(text, letter => letter.charCodeAt(0))

test('a file is what its bytes say, whatever it is called', () => {
  expect(kindOfFile(billPdf())).toBe('pdf')
  expect(kindOfFile(bytes(`${'\n'.repeat(900)}%PDF-1.4`))).toBe('pdf')
  expect(kindOfFile(bytes('\xff\xd8\xff\xe0'))).toBe('picture')
  expect(kindOfFile(bytes('\x89PNG\r\n\x1a\n'))).toBe('picture')
  expect(kindOfFile(bytes('RIFF\x00\x00\x00\x00WEBPVP8 '))).toBe('picture')
  for (const other of ['', '<svg xmlns="http://www.w3.org/2000/svg">', 'GIF89a', 'RIFF\x00\x00\x00\x00WAVE', '%PD', 'PK\x03\x04']) {
    expect(kindOfFile(bytes(other)), other).toBe(null)
  }
})

test('any bytes at all are a kind or none', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 1024 }), head => [null, 'pdf', 'picture'].includes(kindOfFile(head))))
})

test('too large and of another kind are refused before anything reads them', async () => {
  const { signal } = new AbortController()
  const large = { size: largestFile + 1 } as Blob
  await expect(openScreenFile(large, signal)).rejects.toMatchObject({ code: 'too_large' })
  await expect(openScreenFile(new Blob(['<html>']), signal)).rejects.toMatchObject({ code: 'other_file' })
})

test('offered for papers that the rules take so, of either person, never for a face', () => {
  const rulesOf = (city: string) =>
    parseRules(JSON.parse(readFileSync(new URL(`../../cities/${city}/rules.json`, import.meta.url), 'utf8')))
  const paper = (ref: string) => ({ purpose: 'paper' as const, paper: ref, side: 1 })
  const york = rulesOf('new-york')
  expect(takesScreen(york, paper('us_passport'))).toBe(false)
  expect(takesScreen(york, paper('utility_bill'))).toBe(true)
  expect(takesScreen(york, paper('caretaker.us_passport'))).toBe(false)
  const chicago = rulesOf('chicago')
  expect(takesScreen(chicago, paper('utility_bill'))).toBe(true)
  expect(takesScreen(chicago, paper('caretaker_form'))).toBe(false)
  expect(takesScreen(chicago, paper('not_a_paper'))).toBe(false)
  for (const purpose of ['portrait', 'turned', 'caretaker'] as const)
    expect(takesScreen(chicago, { purpose, paper: null, side: 0 })).toBe(false)
})
