/** Texts whose id is put together at run time: the guard in tools/ sees only ids that stand in the code as they are. */
import { readFileSync } from 'node:fs'
import { cameraFaults } from '@latchkey/ui/camera.ts'
import { expect, test } from 'vitest'
import type { NotPrintedWhy } from './not-printed.tsx'
import { printerFaults } from './printer.ts'
import { mishaps } from './printing.ts'

const texts = JSON.parse(readFileSync(new URL('../../ui/languages/en/print.json', import.meta.url), 'utf8'))
const whys = {
  other_code: '',
  card_code: '',
  damaged: '',
  mixed: '',
  doubled: '',
  missing: '',
  expired: '',
  cancelled: '',
  replaced: '',
  changed: '',
  unknown_issuer: '',
  practice: '',
  real: '',
  phone_date: '',
  list_old: '',
  other_person: '',
} satisfies Record<NotPrintedWhy, string>
const shownByPicture = ['ribbon_out', 'cards_out', 'jam']

test('every no, every mishap and every fault of a printer has its name and its next step', () => {
  const mended = [...mishaps, ...Object.keys(printerFaults).filter(code => !shownByPicture.includes(code))]
  const ids = [
    ...Object.keys(whys).flatMap(why => [`print.no.${why}`, `print.next.${why}`]),
    ...mended.flatMap(why => [`print.mishap.${why}`, `print.mishap.${why}.steps`]),
    ...['browser', 'helper'].map(by => `print.sending.${by}`),
    ...Object.keys(cameraFaults).map(fault => `print.scan.camera.${fault}`),
  ]
  expect(ids.filter(id => !texts[id])).toEqual([])
})

test('what to do is two or three steps', () => {
  for (const [id, steps] of Object.entries<string>(texts).filter(([id]) => id.endsWith('.steps')))
    expect([2, 3], id).toContain(steps.split('\n').length)
})
