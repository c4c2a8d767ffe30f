import { plateHeight, plateWidth } from '@latchkey/card/plates.ts'
import { encodeJob, type HelperFaultCode, helperFaults, pairingHeader, parseJob } from '@latchkey/printer/job.ts'
import { describe, expect, it } from 'vitest'
import { printHelper } from '../../server/http/headers.ts'
import { createHelperPrinter, helperAddress, type Pixels } from './helper-printer.ts'
import { type PrintJob, printerFaults } from './printer.ts'

const drawing = { width: plateWidth, height: plateHeight, ops: [] }
const job: PrintJob = { what: 'card', pages: [drawing, drawing] }
const printer = { fault: null, media: ['custom_id-1'], twoSided: true, purges: false }
const status = { version: 1, printers: { card: printer, paper: null, labels: null } }

/** Red on the first side, grey on the second. */
function canvases() {
  const given: Pixels[] = []
  const render = async () => {
    const data = new Uint8ClampedArray(plateWidth * plateHeight * 4).fill(200)
    if (given.length === 0) for (let at = 0; at < data.length; at += 4) data[at] = 255
    given.push({ width: plateWidth, height: plateHeight, data })
    return given.at(-1) as Pixels
  }
  return { given, render }
}

interface Sent {
  url: string
  init: RequestInit
  body: Uint8Array
}

/** The helper's end, and what reached it, copied at that moment. */
function helper(answer: unknown, code = 200) {
  const sent: Sent[] = []
  const bodies: Uint8Array[] = []
  const send = (async (url: string, init: RequestInit) => {
    const body = (init.body ?? new Uint8Array()) as Uint8Array
    bodies.push(body)
    sent.push({ url, init, body: body.slice() })
    return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer), { status: code })
  }) as typeof fetch
  return { sent, bodies, send }
}

describe('a job to the helper', () => {
  it('is the pixels of both sides and nothing else, under the code and without cookies', async () => {
    const { given, render } = canvases()
    const { sent, send } = helper({ printed: true })
    await createHelperPrinter({ code: 'CDFHJKMN', render, fetch: send }).print(job)
    expect(sent.map(({ url, init }) => [url, init.method, init.credentials, init.cache, init.redirect])).toEqual([
      [`${helperAddress}/print`, 'POST', 'omit', 'no-store', 'error'],
    ])
    expect(sent[0]?.init.headers).toEqual({ [pairingHeader]: 'CDFHJKMN', 'content-type': 'application/octet-stream' })
    const read = parseJob(sent[0]?.body as Uint8Array)
    expect(read.pages.map(({ planes, pixels }) => [planes, ...pixels.subarray(0, 3)])).toEqual([
      [3, 255, 200, 200],
      [1, 200, 200, 200],
    ])
    expect(encodeJob(read).length).toBe(sent[0]?.body.length)
    expect(given).toHaveLength(2)
  })

  it.each([
    [200, { printed: true }],
    [502, { fault: 'jam' }],
  ])('leaves no pixel in the page, whatever became of it: %s', async (code, answer) => {
    const { given, render } = canvases()
    const { bodies, send } = helper(answer, code)
    await createHelperPrinter({ code: 'CDFHJKMN', render, fetch: send })
      .print(job)
      .catch(() => {})
    const left = [...given.map(({ data }) => data), ...bodies].map(bytes => bytes.some(one => one !== 0))
    expect(left).toEqual([false, false, false])
  })
})

describe('what the helper answers', () => {
  const ask = (answer: unknown, code = 200) => createHelperPrinter({ code: 'CDFHJKMN', ...canvases(), fetch: helper(answer, code).send })

  it('is its status, or that it forgot', async () => {
    expect(await ask(status).status()).toEqual(status)
    expect(await ask({ left: 'purged' }).purge()).toBe('purged')
    expect(await ask({ left: 'cannot' }).purge()).toBe('cannot')
  })

  it.each(Object.keys(helperFaults) as HelperFaultCode[])('%s is a fault the clerk can read about', async fault => {
    const said = await ask({ fault }, helperFaults[fault].status)
      .print(job)
      .catch((error: { code: string }) => error.code)
    const others: Partial<Record<HelperFaultCode, string>> = { malformed: 'helper_version', too_fast: 'helper_refused', busy: 'stopped' }
    expect(said).toBe(others[fault] ?? fault)
    expect(Object.keys(printerFaults)).toContain(said)
  })

  it.each<[string, unknown, number]>([
    ['another version', { ...status, version: 2 }, 200],
    ['something left over', { ...status, more: 1 }, 200],
    ['no JSON', '<html>', 200],
    ['a code that nobody knows', { fault: 'tired' }, 502],
    ['nothing', '', 204 + 296],
  ])('is of another version when it is not understood: %s', async (_, answer, code) => {
    await expect(ask(answer, code).status()).rejects.toMatchObject({ code: 'helper_version' })
  })

  it('was not printed unless it says so', async () => {
    await expect(ask({ printed: false }).print(job)).rejects.toMatchObject({ code: 'helper_version' })
    await expect(ask({ printed: true }, 500).print(job)).rejects.toMatchObject({ code: 'helper_version' })
  })

  it('is nothing when there is no helper', async () => {
    const absent = createHelperPrinter({ code: 'CDFHJKMN', ...canvases(), fetch: () => Promise.reject(new TypeError('Failed to fetch')) })
    await expect(absent.print(job)).rejects.toMatchObject({ code: 'helper_absent' })
    await expect(absent.purge()).rejects.toMatchObject({ code: 'helper_absent' })
  })
})

it('the policy of the desk lets it reach the helper, and no other page', async () => {
  const { contentPolicy, needsOf } = await import('../../server/http/headers.ts')
  expect(helperAddress).toBe(printHelper)
  const reaches = (path: string) => contentPolicy(needsOf(path), []).includes(printHelper)
  expect(['/desk', '/desk/', '/try/desk', '/try/desk/'].map(reaches)).toEqual([true, true, true, true])
  expect(['/', '/check', '/try', '/try/phone', '/record', '/lobby', '/a/x.js', '/deskx'].map(reaches)).toEqual(Array(8).fill(false))
  expect(contentPolicy(needsOf('/desk'), ['wss://id.example.gov'])).toContain(`connect-src 'self' wss://id.example.gov ${printHelper};`)
})
