import type { Later } from '@latchkey/channel/socket.ts'
import { expect, test, vi } from 'vitest'
import { mostPdfPages, openPdf } from './pdf.ts'
import type { PdfAnswer, PdfAsk } from './pdf-worker.ts'

vi.mock('./pdf-worker.ts?worker&url', () => ({ default: '/a/pdf-worker-1.js' }))

/** A worker that says what it is told to; time passes when the test says so. */
function reader(answers: (ask: PdfAsk) => PdfAnswer | 'silent' | 'fails') {
  let ended = 0
  const timers = new Set<() => void>()
  const later: Later = (_, run) => {
    timers.add(run)
    return () => timers.delete(run)
  }
  const worker = {
    onmessage: null as ((event: MessageEvent) => void) | null,
    onerror: null as ((event: ErrorEvent) => void) | null,
    postMessage(ask: PdfAsk) {
      const said = answers(ask)
      if (said === 'fails') queueMicrotask(() => worker.onerror?.({} as ErrorEvent))
      else if (said !== 'silent') queueMicrotask(() => worker.onmessage?.({ data: said } as MessageEvent))
    },
    terminate: () => void ended++,
  }
  const passTime = () => {
    for (const run of [...timers]) run()
  }
  return { start: () => worker as never, later, ended: () => ended, passTime, timers }
}
const file = () => new Uint8Array(10)
const pixels = { width: 1, height: 1, data: new Uint8ClampedArray(4) } as unknown as ImageData

test('a file with more pages than can be chosen from says how many it has', async () => {
  const one = reader(ask => ('file' in ask ? { pages: 34 } : { pixels }))
  const pdf = await openPdf(file(), one)
  expect([pdf.all, pdf.pages]).toEqual([34, mostPdfPages])
  expect(await pdf.draw(3)).toBe(pixels)
  expect(one.timers.size).toBe(0)
  pdf.close()
  expect(one.ended()).toBe(1)
})

test('a reader that never answers is ended, and so is one that fails', async () => {
  const hung = reader(() => 'silent')
  const opening = openPdf(file(), hung)
  hung.passTime()
  await expect(opening).rejects.toMatchObject({ code: 'slow' })
  expect(hung.ended()).toBeGreaterThan(0)
  const failing = reader(() => 'fails')
  await expect(openPdf(file(), failing)).rejects.toMatchObject({ code: 'no_reader' })
  expect(failing.ended()).toBeGreaterThan(0)
})

test('a page that never comes ends the reader; a page that is broken leaves the others', async () => {
  const one = reader(ask => ('file' in ask ? { pages: 3 } : ask.page === 2 ? { fault: 'broken' } : ask.page === 3 ? 'silent' : { pixels }))
  const pdf = await openPdf(file(), one)
  await expect(pdf.draw(2)).rejects.toMatchObject({ code: 'broken' })
  expect(one.ended()).toBe(0)
  expect(await pdf.draw(1)).toBe(pixels)
  const hung = pdf.draw(3)
  one.passTime()
  await expect(hung).rejects.toMatchObject({ code: 'slow' })
  expect(one.ended()).toBe(1)
})

test('a fault of opening ends the reader; so does leaving while it opens; a browser without one is told', async () => {
  const locked = reader(() => ({ fault: 'locked' }))
  await expect(openPdf(file(), locked)).rejects.toMatchObject({ code: 'locked' })
  expect(locked.ended()).toBe(1)
  const leaving = new AbortController()
  const slow = reader(() => 'silent')
  void openPdf(file(), { ...slow, signal: leaving.signal }).catch(() => undefined)
  leaving.abort()
  expect(slow.ended()).toBe(1)
  const none = () => {
    throw new TypeError('no workers')
  }
  await expect(openPdf(file(), { start: none })).rejects.toMatchObject({ code: 'no_reader' })
})
