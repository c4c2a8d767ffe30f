import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask } from './ask.ts'
import { ChosenPrinter } from './chosen-printer.ts'
import { type FakePrinter, startFakePrinter } from './fake-printer.test.kit.ts'
import type { PageJob } from './job.ts'
import { page } from './page.test.kit.ts'
import { readPwg } from './pwg-reader.test.kit.ts'

let fake: FakePrinter
beforeEach(async () => {
  fake = await startFakePrinter()
})
afterEach(() => fake.stop())

const card = (): PageJob => ({ what: 'card', pages: [page(1), page(2)] })
const choose = (kind: 'card' | 'paper' | 'labels' = 'card', looks = 5) =>
  ChosenPrinter.choose({ uri: fake.uri, kind, looks, pause: async () => {} })
const operations = () => fake.heard.map(({ operation }) => operation)
const sent = () => {
  const heard = fake.heard.find(({ operation }) => operation === 'Print-Job')
  if (!heard) throw new Error('nothing was sent')
  return heard
}

describe('a job', () => {
  it('says nothing but what it is: the same title and user for everyone, ID-1, both sides', async () => {
    await (await choose()).print(card())
    const { attributes, job, bytes } = sent()
    expect(attributes).toEqual({
      'attributes-charset': 'utf-8',
      'attributes-natural-language': 'en',
      'printer-uri': fake.uri,
      'requesting-user-name': 'desk',
      'job-name': 'City ID',
      'document-format': 'image/pwg-raster',
    })
    expect(job).toEqual({ 'media-col': { 'media-size': { 'x-dimension': 8560, 'y-dimension': 5398 } }, sides: 'two-sided-short-edge' })
    expect(readPwg(bytes).map(({ pixels }) => pixels.equals(page(1).pixels) || pixels.equals(page(2).pixels))).toEqual([true, true])
  })

  it('is turned for a printer that lists the card upright', async () => {
    fake.printer['media-size-supported'] = { 'x-dimension': 5400, 'y-dimension': 8560 }
    await (await choose()).print(card())
    expect(readPwg(sent().bytes).map(({ width, height }) => [width, height])).toEqual([
      [638, 1011],
      [638, 1011],
    ])
    expect(sent().job['media-col']).toEqual({ 'media-size': { 'x-dimension': 5398, 'y-dimension': 8560 } })
  })

  it('is a PDF of pictures where the printer takes no raster, without title, author or date', async () => {
    fake.printer['document-format-supported'] = ['application/pdf', 'image/jpeg']
    await (await choose()).print(card())
    const text = sent().bytes.toString('latin1')
    expect(text).toMatch(/^%PDF-1\.4\n[\s\S]*%%EOF\n$/)
    expect(text.match(/\/MediaBox \[0 0 242\.646 153\.014\]/g)).toHaveLength(2)
    expect(text).not.toMatch(/\/(Info|Title|Author|CreationDate|ID|Metadata)\b/)
  })

  it('is one-sided where the printer cannot turn a card', async () => {
    fake.printer['sides-supported'] = 'one-sided'
    await (await choose()).print(card())
    expect(sent().job.sides).toBe('one-sided')
  })

  it('of paper lies on a whole sheet of Letter or A4', async () => {
    fake.printer['media-size-supported'] = [
      { 'x-dimension': 21590, 'y-dimension': 27940 },
      { 'x-dimension': 21000, 'y-dimension': 29700 },
    ]
    const paper = await choose('paper')
    await paper.print({ what: 'slip', pages: [page(1, 1, 400, 300)] })
    expect(readPwg(sent().bytes).map(({ width, height }) => [width, height])).toEqual([[2550, 3300]])
    fake.heard.length = 0
    await paper.print({ what: 'sheet', pages: [page(1, 1, 2480, 3508)] })
    expect(sent().job).toEqual({ 'media-col': { 'media-size': { 'x-dimension': 21000, 'y-dimension': 29700 } }, sides: 'one-sided' })
  })

  it('leaves no page in memory, whether it arrived or not', async () => {
    const reached = page(1).pixels
    await ask(fake.uri, { operation: 'Print-Job', pages: [reached] })
    const lost = page(2).pixels
    await fake.stop()
    await expect(ask(fake.uri, { operation: 'Print-Job', pages: [lost] })).rejects.toMatchObject({ code: 'printer_absent' })
    expect([reached, lost].map(pixels => pixels.some(one => one !== 0))).toEqual([false, false])
  })
})

describe('a job that does not come out', () => {
  it.each([
    ['media-empty-error', 'cards_out'],
    ['marker-supply-empty', 'ribbon_out'],
    ['media-jam-error', 'jam'],
    ['cover-open', 'cover_open'],
    ['door-open-error', 'cover_open'],
    ['paused', 'stopped'],
  ])('is not even sent while the printer says %s', async (reason, code) => {
    const printer = await choose()
    fake.printer['printer-state-reasons'] = ['media-low-warning', reason]
    await expect(printer.print(card())).rejects.toMatchObject({ code })
    expect(operations()).not.toContain('Print-Job')
    expect((await printer.status()).fault).toBe(code)
  })

  it('is sent in spite of a mere warning or report', async () => {
    fake.printer['printer-state-reasons'] = ['marker-supply-low-warning', 'media-empty-report', 'media-needed-warning']
    await (await choose()).print(card())
    expect(operations()).toContain('Print-Job')
  })

  it.each([
    ['printer-state', 'stopped'],
    ['printer-is-accepting-jobs', false],
  ])('is not sent when %s is %s', async (attribute, value) => {
    const printer = await choose()
    fake.printer[attribute] = value
    await expect(printer.print(card())).rejects.toMatchObject({ code: 'stopped' })
    expect(operations()).not.toContain('Print-Job')
  })

  it('is cancelled when it stops in the middle, and says why', async () => {
    const printer = await choose()
    fake.on['Get-Job-Attributes'] = () => {
      fake.printer['printer-state-reasons'] = 'media-jam-warning'
      return { jobs: [{ 'job-state': 'processing-stopped', 'job-state-reasons': 'printer-stopped' }] }
    }
    await expect(printer.print(card())).rejects.toMatchObject({ code: 'jam' })
    expect(fake.heard.filter(({ operation }) => operation === 'Cancel-Job').map(({ attributes }) => attributes['job-id'])).toEqual([7])
  })

  it('is cancelled when the printer needs something while it says that it is printing', async () => {
    const printer = await choose()
    fake.on['Get-Job-Attributes'] = () => {
      fake.printer['printer-state-reasons'] = 'media-empty-error'
      return { jobs: [{ 'job-state': 'processing' }] }
    }
    await expect(printer.print(card())).rejects.toMatchObject({ code: 'cards_out' })
    expect(operations()).toContain('Cancel-Job')
  })

  it.each(['aborted', 'canceled'])('is not printed when it was %s', async state => {
    fake.on['Get-Job-Attributes'] = () => ({ jobs: [{ 'job-state': state }] })
    await expect((await choose()).print(card())).rejects.toMatchObject({ code: 'stopped' })
  })

  it('is not printed when the printer completed it with errors', async () => {
    fake.on['Get-Job-Attributes'] = () => ({ jobs: [{ 'job-state': 'completed', 'job-state-reasons': ['job-completed-with-errors'] }] })
    await expect((await choose()).print(card())).rejects.toMatchObject({ code: 'stopped' })
  })

  it('is given up and cancelled when it never ends', async () => {
    fake.on['Get-Job-Attributes'] = () => ({ jobs: [{ 'job-state': 'processing' }] })
    await expect((await choose()).print(card())).rejects.toMatchObject({ code: 'stopped' })
    expect(operations().at(-1)).toBe('Cancel-Job')
  })

  it('that a queue without history forgot is printed when the queue is well, and not when it is not', async () => {
    const printer = await choose()
    fake.on['Get-Job-Attributes'] = () => ({ status: 'client-error-not-found' })
    await printer.print(card())
    fake.on['Get-Job-Attributes'] = () => {
      fake.printer['printer-state-reasons'] = 'media-jam-warning'
      return { status: 'client-error-not-found' }
    }
    await expect(printer.print(card())).rejects.toMatchObject({ code: 'jam' })
  })

  it('is refused by another printer on the same address', async () => {
    const printer = await choose()
    fake.printer['printer-uuid'] = 'urn:uuid:00000000-0000-4000-8000-000000000002'
    await expect(printer.print(card())).rejects.toMatchObject({ code: 'printer_other' })
    await expect(printer.purge()).rejects.toMatchObject({ code: 'printer_other' })
    expect(operations()).not.toContain('Print-Job')
    expect(operations()).not.toContain('Purge-Jobs')
  })

  it.each(['hangUp', 'raw'] as const)('is not printed when the printer goes away or talks nonsense: %s', async how => {
    const printer = await choose()
    fake.on['Get-Job-Attributes'] = () => (how === 'hangUp' ? { hangUp: true } : { raw: Buffer.from('<html>') })
    await expect(printer.print(card())).rejects.toMatchObject({ code: 'printer_absent' })
  })

  it('is printed when the printer was silent for one look only', async () => {
    let looks = 0
    fake.on['Get-Job-Attributes'] = () => (++looks === 1 ? { hangUp: true } : { jobs: [{ 'job-state': 'completed' }] })
    await (await choose()).print(card())
    expect(operations()).not.toContain('Cancel-Job')
  })

  it('may come out when the printer falls silent for good, and was told to forget it as often as it is worth', async () => {
    const printer = await choose('card', 50)
    fake.on['Get-Job-Attributes'] = () => {
      for (const one of ['Get-Job-Attributes', 'Get-Printer-Attributes', 'Cancel-Job']) fake.on[one] = () => ({ hangUp: true })
      return { hangUp: true }
    }
    await expect(printer.print(card())).rejects.toMatchObject({ code: 'may_come_out' })
  })

  it('is cancelled when the printer that was lost comes back', async () => {
    const printer = await choose('card', 50)
    let silent = 5
    const gone = () => (silent-- > 0 ? { hangUp: true as const } : { printer: fake.printer })
    fake.on['Get-Job-Attributes'] = () => {
      silent--
      fake.on['Get-Printer-Attributes'] = gone
      return { hangUp: true }
    }
    await expect(printer.print(card())).rejects.toMatchObject({ code: 'printer_absent' })
    expect(fake.heard.filter(({ operation }) => operation === 'Cancel-Job').map(({ attributes }) => attributes['job-id'])).toEqual([7])
  })

  it('may come out when the printer does not let it be cancelled, and not when it was cancelled there', async () => {
    const printer = await choose()
    fake.on['Cancel-Job'] = () => ({ status: 'client-error-not-possible' })
    fake.on['Get-Job-Attributes'] = () => ({ jobs: [{ 'job-state': 'processing' }] })
    await expect(printer.print(card())).rejects.toMatchObject({ code: 'may_come_out' })
    fake.on['Cancel-Job'] = () => {
      fake.on['Get-Job-Attributes'] = () => ({ jobs: [{ 'job-state': 'canceled' }] })
      return { status: 'client-error-not-possible' }
    }
    await expect(printer.print(card())).rejects.toMatchObject({ code: 'stopped' })
  })

  it('is not looked for at another printer that came to the same address: that one’s jobs have the same numbers', async () => {
    const printer = await choose()
    fake.on['Get-Job-Attributes'] = () => {
      fake.printer['printer-uuid'] = 'urn:uuid:00000000-0000-4000-8000-000000000002'
      return { jobs: [{ 'job-state': 'processing' }] }
    }
    await expect(printer.print(card())).rejects.toMatchObject({ code: 'may_come_out' })
    expect(operations()).not.toContain('Cancel-Job')
  })

  it.each([{ hangUp: true as const }, {}])('that was taken without an answer is found and cancelled: %j', async answer => {
    const printer = await choose()
    fake.on['Print-Job'] = () => answer
    fake.on['Get-Jobs'] = () => ({
      jobs: [
        { 'job-id': 11, 'job-name': 'Menu' },
        { 'job-id': 12, 'job-name': 'City ID' },
      ],
    })
    await expect(printer.print(card())).rejects.toMatchObject({ code: 'printer_absent' })
    const asked = fake.heard.find(({ operation }) => operation === 'Get-Jobs')?.attributes
    expect(asked).toMatchObject({ 'my-jobs': true, 'which-jobs': 'not-completed', 'requesting-user-name': 'desk' })
    expect(fake.heard.filter(({ operation }) => operation === 'Cancel-Job').map(({ attributes }) => attributes['job-id'])).toEqual([12])
  })

  it('that got no answer and is not listed may come out: it never arrived, or is printed already', async () => {
    const printer = await choose()
    fake.on['Print-Job'] = () => ({ hangUp: true })
    await expect(printer.print(card())).rejects.toMatchObject({ code: 'may_come_out' })
    expect(operations().at(-1)).toBe('Get-Jobs')
  })

  it('ends when the printer answers without end', async () => {
    const printer = await choose()
    fake.on['Get-Job-Attributes'] = () => ({ raw: Buffer.alloc(2 * 1024 * 1024) })
    await expect(printer.print(card())).rejects.toMatchObject({ code: 'printer_absent' })
  })
})

describe('choosing', () => {
  it('refuses a printer without ID-1 cards for cards, and takes it for paper', async () => {
    fake.printer['media-size-supported'] = { 'x-dimension': 21590, 'y-dimension': 27940 }
    await expect(choose('card')).rejects.toMatchObject({ code: 'printer_other' })
    await expect(choose('paper')).resolves.toBeInstanceOf(ChosenPrinter)
  })

  it('refuses a printer that takes neither raster nor PDF', async () => {
    fake.printer['document-format-supported'] = ['image/jpeg', 'application/postscript']
    await expect(choose()).rejects.toMatchObject({ code: 'printer_other' })
  })

  it.each(['http://127.0.0.1/ipp', 'ipp://user:secret@127.0.0.1/ipp', 'file:///dev/usb/lp0', 'ipp:'])('refuses %s', async uri => {
    await expect(ChosenPrinter.choose({ uri, kind: 'card', looks: 1, pause: async () => {} })).rejects.toMatchObject({ code: 'malformed' })
  })
})

describe('at closing', () => {
  it('the printer is asked to forget, and is looked at', async () => {
    expect(await (await choose()).purge()).toBe('purged')
    expect(operations().slice(-3)).toEqual(['Purge-Jobs', 'Get-Jobs', 'Get-Jobs'])
  })

  it.each(['completed', 'not-completed'])('a printer that still lists %s jobs could not', async which => {
    fake.on['Get-Jobs'] = ({ attributes }) => (attributes['which-jobs'] === which ? { jobs: [{ 'job-id': 7 }] } : {})
    expect(await (await choose()).purge()).toBe('cannot')
  })

  it('a printer that does not say what it remembers could not', async () => {
    fake.on['Get-Jobs'] = () => ({ status: 'server-error-operation-not-supported' })
    expect(await (await choose()).purge()).toBe('cannot')
  })
})
