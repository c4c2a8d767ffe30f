/** The helper in front of a CUPS queue: what an office has that shares its card printer, with the settings that make it forget. */

import { filesBelow } from '@latchkey/drill/sweep/capture.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { ask } from './ask.ts'
import { ChosenPrinter } from './chosen-printer.ts'
import { type RunningQueue, startQueue } from './cups-queue.test.kit.ts'
import type { PageJob } from './job.ts'
import { page } from './page.test.kit.ts'
import { readPwg } from './pwg-reader.test.kit.ts'

const canary = 'Zzyzx Quillfeather 1987-03-29'
let queue: RunningQueue
afterEach(() => queue.stop())

const card = (): PageJob => {
  const front = page(1)
  front.pixels.set(Buffer.from(canary.repeat(40)), 500)
  return { what: 'card', pages: [front, page(2)] }
}
const choose = () =>
  ChosenPrinter.choose({ uri: queue.uri, kind: 'card', looks: 100, pause: () => new Promise(done => setTimeout(done, 100)) })
const found = (bytes: Uint8Array) =>
  [Buffer.from('Quillfeather'), Buffer.from('Quillfeather', 'utf16le'), Buffer.from(canary).toString('base64')].some(pattern =>
    Buffer.from(bytes).includes(pattern),
  )
const traces = () => [...filesBelow(queue.home, { undo: false })].filter(({ bytes }) => found(bytes)).map(({ where }) => where)
const jobs = async () => {
  const asked = await Promise.all(
    ['completed', 'not-completed'].map(which => ask(queue.uri, { operation: 'Get-Jobs', attributes: { 'which-jobs': which } })),
  )
  return asked.flatMap(answer => answer.jobs)
}

describe('a card through a CUPS queue', () => {
  it('reaches the printer, and the queue keeps neither the page nor the job', async () => {
    queue = await startQueue()
    await (await choose()).print(card())
    const printed = Buffer.from(queue.printed())
    expect(readPwg(printed).map(({ width, height }) => [width, height])).toEqual([
      [1011, 638],
      [1011, 638],
    ])
    expect(found(printed)).toBe(true)
    expect(traces()).toEqual([])
    expect(await jobs()).toEqual([])
    // The log did see the job, under the name and user that every job has.
    const log = [...filesBelow(`${queue.home}/log`, { undo: false })].map(({ bytes }) => bytes.toString('utf8')).join('\n')
    expect(log).toMatch(/\[Job 1\]/)
    expect(await (await choose()).purge()).toBe('purged')
  })

  it('is kept by a queue that nobody set up, until closing purges it', async () => {
    queue = await startQueue({ keep: true })
    const printer = await choose()
    await printer.print(card())
    expect(traces().length).toBeGreaterThan(0)
    expect((await jobs()).length).toBe(1)
    expect(await printer.purge()).toBe('purged')
    expect(await jobs()).toEqual([])
    expect(traces()).toEqual([])
  })
})
