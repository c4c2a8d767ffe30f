import { encodeSheet, readSheet } from '@latchkey/card/sheet.ts'
import { makeSpecimen } from '@latchkey/card/vectors/specimen.ts'
import { expect, test } from 'vitest'
import { forgetHeld, type Held } from './held-print.ts'

const zeros = (bytes: Uint8Array) => bytes.length > 0 && bytes.every(byte => byte === 0)

test('after printing no face is left: not the sheet’s two, and not the plate’s own copy', async () => {
  const content = readSheet(encodeSheet((await makeSpecimen()).sealed))
  const file = content.rest.print.slice()
  const box = { x: 0, y: 0, width: 9, height: 9 }
  const held: Held = { content, pages: [{ width: 1011, height: 638, ops: [{ op: 'picture', file, box }] }] }
  forgetHeld(held)
  expect([content.face, content.rest.print, file].every(zeros)).toBe(true)
  expect(held).toEqual({ content: null, pages: [] })
  // A second goodbye finds nothing.
  forgetHeld(held)
})
