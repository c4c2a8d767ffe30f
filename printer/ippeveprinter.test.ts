/** The helper as the office starts it, and a printer that nobody here wrote. */
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { memoryOf } from '@latchkey/drill/sweep/capture.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildPrograms } from '../tools/build.mjs'
import { type RunningHelper, startBus, startHelper, startPrinter } from './ippeveprinter.test.kit.ts'
import { encodeJob, type HelperStatus, type PageJob, pairingHeader } from './job.ts'
import { page } from './page.test.kit.ts'
import { readPwg } from './pwg-reader.test.kit.ts'

const top = fileURLToPath(new URL('..', import.meta.url))
const origin = 'https://id.example.gov'
/** What a resident of this job is called and was born: it must be nowhere but in the picture, where a reader of pixels sees it. */
const canary = 'Zzyzx Quillfeather 1987-03-29'
const patterns = [
  Buffer.from(canary),
  Buffer.from('Quillfeather'),
  Buffer.from(canary, 'utf16le'),
  Buffer.from(Buffer.from(canary).toString('base64')),
  Buffer.from(Buffer.from(canary).toString('hex')),
]

let bus: Awaited<ReturnType<typeof startBus>>
beforeAll(async () => {
  bus = await startBus()
})
afterAll(() => bus.stop())
const running: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop()
})
const started = <T extends { stop(): Promise<void> }>(one: T): T => {
  running.push(one)
  return one
}

/** A card whose pixels spell the canary: what prints it has it in memory, as a real card has. */
function card(): PageJob {
  const front = page(1)
  front.pixels.set(Buffer.from(canary.repeat(40)), 500)
  return { what: 'card', pages: [front, page(2)] }
}

async function ask(helper: RunningHelper, path: string, job?: PageJob) {
  const response = await fetch(helper.address + path, {
    method: path === '/printer' ? 'GET' : 'POST',
    headers: { origin, [pairingHeader]: helper.code.replace('-', ''), ...(job ? { 'content-type': 'application/octet-stream' } : {}) },
    ...(job ? { body: encodeJob(job) } : {}),
  })
  return { status: response.status, body: (await response.json()) as unknown }
}

/** An open file may be closed while it is looked at. */
const linkOf = (path: string) => {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
const found = (bytes: Uint8Array) => patterns.some(pattern => Buffer.from(bytes).includes(pattern))

describe('a card through the helper and a real printer', () => {
  it('comes out dot by dot, and nobody is named but in the picture', async () => {
    const printer = started(await startPrinter())
    const helper = started(await startHelper({ printer: printer.uri, origin }))
    expect(await ask(helper, '/print', card())).toEqual({ status: 200, body: { printed: true } })

    const [image, ...more] = printer.pages()
    expect(more).toEqual([])
    expect(found(image as Uint8Array)).toBe(true)
    const sides = readPwg(Buffer.from(image as Uint8Array))
    for (const [index, side] of card().pages.entries()) expect(sides[index]?.pixels.equals(side.pixels)).toBe(true)

    const jobs = await printer.jobs()
    expect(jobs.map(job => [job['job-name'], job['job-originating-user-name'], job['job-state']])).toEqual([
      ['City ID', 'desk', 'completed'],
    ])
    const rest = printer.everythingElse()
    expect(rest.length).toBeGreaterThan(0)
    expect(rest.filter(({ path, bytes }) => found(bytes) || /quill|1987|zzyzx/i.test(path))).toEqual([])
    for (const said of [JSON.stringify(jobs), printer.output(), helper.output()]) expect(found(Buffer.from(said))).toBe(false)
    // Fixed words, one for each thing that happened.
    expect(helper.output().split('\n').slice(2)).toEqual(['printed', ''])
    for (const about of ['cmdline', 'environ']) expect(found(readFileSync(`/proc/${helper.process.pid}/${about}`))).toBe(false)
  })

  it('leaves no page in the memory of the helper and no open file', async () => {
    const printer = started(await startPrinter())
    const helper = started(await startHelper({ printer: printer.uri, origin }))
    await ask(helper, '/print', card())
    const traces: string[] = []
    let beacon = false
    for (const piece of memoryOf(helper.process.pid as number, 256)) {
      // The code stays for the day: a sweep that does not find it has seen nothing.
      if (Buffer.from(piece.bytes).includes(helper.code.replace('-', ''))) beacon = true
      if (found(piece.bytes)) traces.push(piece.where)
    }
    expect([beacon, traces]).toEqual([true, []])
    const open = readdirSync(`/proc/${helper.process.pid}/fd`).map(file => linkOf(`/proc/${helper.process.pid}/fd/${file}`))
    expect(open.filter(file => file.startsWith('/') && !/^\/dev\/(null|pts|tty)/.test(file))).toEqual([])
  })

  it.each([
    ['media-jam', 'jam'],
    ['media-needed', 'cards_out'],
    ['marker-supply-empty', 'ribbon_out'],
    ['cover-open', 'cover_open'],
  ] as const)('that fails of %s is not printed, and is when that is mended', async (reason, fault) => {
    const printer = started(await startPrinter())
    const helper = started(await startHelper({ printer: printer.uri, origin }))
    await printer.breaks(reason)
    expect(await ask(helper, '/print', card())).toEqual({ status: 502, body: { fault } })
    expect((await printer.jobs()).map(job => job['job-state'])).toEqual(['aborted'])
    await printer.breaks(null)
    expect(await ask(helper, '/print', card())).toEqual({ status: 200, body: { printed: true } })
    expect(helper.output().split('\n').slice(2)).toEqual(['not printed', 'printed', ''])
  })

  it('that waits in the printer for cards is cancelled, and does not come out when somebody loads some', async () => {
    const printer = started(await startPrinter())
    const helper = started(await startHelper({ printer: printer.uri, origin }))
    await printer.breaks('media-empty')
    for (let job = 0; job < 2; job++) {
      expect(await ask(helper, '/print', card())).toEqual({ status: 502, body: { fault: 'cards_out' } })
    }
    // ippeveprinter marks the job and ends it when it is loaded; its own log is what shows that it was told.
    expect(printer.output()).toMatch(/Cancel-Job successful-ok/)
  })

  it('is not printed when the printer is gone, nor by another one in its place', async () => {
    const printer = started(await startPrinter())
    const helper = started(await startHelper({ printer: printer.uri, origin }))
    await printer.kill()
    expect(await ask(helper, '/print', card())).toEqual({ status: 502, body: { fault: 'printer_absent' } })
    const other = started(await startPrinter({ name: 'Lobby printer', port: Number(new URL(printer.uri).port) }))
    expect(await ask(helper, '/print', card())).toEqual({ status: 502, body: { fault: 'printer_other' } })
    expect((await ask(helper, '/printer')).body).toMatchObject({ printers: { card: { fault: 'printer_other' } } })
    expect(other.pages()).toEqual([])
  })

  it('goes over TLS to the printer that showed the same certificate when it was chosen, and to no other', async () => {
    const printer = started(await startPrinter())
    const helper = started(await startHelper({ printer: printer.uri.replace('ipp:', 'ipps:'), origin }))
    expect(await ask(helper, '/print', card())).toEqual({ status: 200, body: { printed: true } })
    await printer.kill()
    // The same name on the same port: the same printer by its own words, with another key.
    const other = started(await startPrinter({ port: Number(new URL(printer.uri).port) }))
    expect(await ask(helper, '/print', card())).toEqual({ status: 502, body: { fault: 'printer_other' } })
    expect(other.pages()).toEqual([])
  })

  it('a printer that remembers its jobs is said to', async () => {
    const printer = started(await startPrinter())
    const helper = started(await startHelper({ printer: printer.uri, origin }))
    expect(await ask(helper, '/purge')).toEqual({ status: 200, body: { left: 'purged' } })
    await ask(helper, '/print', card())
    expect(await ask(helper, '/purge')).toEqual({ status: 200, body: { left: 'cannot' } })
    expect(((await ask(helper, '/printer')).body as HelperStatus).printers.card.purges).toBe(false)
  })
})

describe('paper', () => {
  it.each(['image/pwg-raster', 'application/pdf'] as const)('goes to its own printer, in the form that it takes: %s', async format => {
    const cards = started(await startPrinter())
    const paper = started(await startPrinter({ media: 'letter', format }))
    const helper = started(await startHelper({ printer: cards.uri, paper: paper.uri, origin }))
    expect(await ask(helper, '/print', { what: 'sheet', pages: [page(1, 1, 2550, 3300)] })).toEqual({
      status: 200,
      body: { printed: true },
    })
    expect(await ask(helper, '/print', { what: 'label', pages: [page(1, 1, 600, 300)] })).toEqual({
      status: 502,
      body: { fault: 'printer_absent' },
    })
    expect(cards.pages()).toEqual([])
    const [sheet] = paper.pages()
    if (format === 'application/pdf') expect(Buffer.from(sheet ?? []).toString('latin1')).toContain('/MediaBox [0 0 612.000 792.000]')
    else
      expect(readPwg(Buffer.from(sheet ?? [])).map(({ width, height, points }) => [width, height, points])).toEqual([
        [2550, 3300, [612, 792]],
      ])
  })
})

describe('starting the helper', () => {
  it('prints as it is built, in one file, and leaves no page in its memory', async () => {
    const out = mkdtempSync(join(tmpdir(), 'latchkey-helper-'))
    running.push({ stop: async () => rmSync(out, { recursive: true, force: true }) })
    await buildPrograms({ directory: join(top, 'cities/chicago'), out, names: ['printer'] })
    const printer = started(await startPrinter())
    const helper = started(await startHelper({ printer: printer.uri, origin, program: join(out, 'printer.js'), cwd: out }))
    expect(await ask(helper, '/print', card())).toEqual({ status: 200, body: { printed: true } })
    const pieces = memoryOf(helper.process.pid as number, 256)
    expect(pieces.some(({ bytes }) => bytes.includes(helper.code.replace('-', '')))).toBe(true)
    expect(pieces.filter(({ bytes }) => found(bytes)).map(({ where }) => where)).toEqual([])
  })

  it.each([
    ['a printer without ID-1 cards', 'letter' as const, origin, /takes no pages of this kind/],
    ['an origin with a path', 'id-1' as const, `${origin}/desk`, /without a path/],
    ['an origin without TLS', 'id-1' as const, 'http://id.example.gov', /must begin with https/],
  ])('ends with a sentence: %s', async (_, media, page, says) => {
    const printer = started(await startPrinter({ media }))
    await expect(startHelper({ printer: printer.uri, origin: page })).rejects.toThrow(says)
  })

  it('ends when somebody else listens in its place, before a code is shown', async () => {
    const printer = started(await startPrinter())
    const helper = started(await startHelper({ printer: printer.uri, origin }))
    const port = Number(new URL(helper.address).port)
    await expect(startHelper({ printer: printer.uri, origin, port })).rejects.toThrow(/port is taken/)
  })

  it('knows the port that the desk may ask', () => {
    const headers = readFileSync(fileURLToPath(new URL('../server/http/headers.ts', import.meta.url)), 'utf8')
    expect(headers).toContain(`'http://127.0.0.1:6310'`)
  })
})
