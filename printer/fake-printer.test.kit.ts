/** A printer that does what a test tells it, for what no printer of this world can be made to do: stop in the middle, be another one, purge, talk nonsense. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import parse from '@sealsystems/ipp/lib/parser.js'
import serialize from '@sealsystems/ipp/lib/serializer.js'
import type { Attributes } from './ask.ts'

export interface Heard {
  operation: string
  attributes: Attributes
  job: Attributes
  bytes: Buffer
}

export interface FakeAnswer {
  status?: string
  printer?: Attributes
  jobs?: Attributes[]
  /** Instead of an answer. */
  raw?: Buffer
  hangUp?: true
}

export interface FakePrinter {
  uri: string
  heard: Heard[]
  /** What it says of itself; a test changes it. */
  printer: Attributes
  /** Overrides what it does. */
  on: Record<string, (heard: Heard) => FakeAnswer>
  stop(): Promise<void>
}

export const id1Printer: Attributes = {
  'printer-uuid': 'urn:uuid:00000000-0000-4000-8000-000000000001',
  'printer-name': 'cards',
  'printer-make-and-model': 'Fake',
  'printer-state': 'idle',
  'printer-state-reasons': 'none',
  'printer-is-accepting-jobs': true,
  'color-supported': true,
  'document-format-supported': ['application/octet-stream', 'image/pwg-raster'],
  'pwg-raster-document-type-supported': ['sgray_8', 'srgb_8'],
  'pwg-raster-document-resolution-supported': [[300, 300, 'dpi']],
  'media-supported': 'custom_id-1',
  'media-size-supported': { 'x-dimension': 8560, 'y-dimension': 5398 },
  'sides-supported': ['one-sided', 'two-sided-short-edge'],
  'operations-supported': ['Print-Job', 'Cancel-Job', 'Get-Job-Attributes', 'Get-Jobs', 'Get-Printer-Attributes', 'Purge-Jobs'],
}

export async function startFakePrinter(): Promise<FakePrinter> {
  const usual: FakePrinter['on'] = {
    'Get-Printer-Attributes': () => ({ printer: fake.printer }),
    'Print-Job': () => ({ jobs: [{ 'job-id': 7, 'job-uri': `${fake.uri}/7`, 'job-state': 'pending' }] }),
    'Get-Job-Attributes': () => ({ jobs: [{ 'job-state': 'completed', 'job-state-reasons': 'job-completed-successfully' }] }),
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const message = parse(Buffer.concat(chunks))
    const heard = {
      operation: String(message.operation),
      attributes: (message['operation-attributes-tag'] ?? {}) as Attributes,
      job: (message['job-attributes-tag'] ?? {}) as Attributes,
      bytes: message.data ?? Buffer.alloc(0),
    }
    fake.heard.push(heard)
    const answer: FakeAnswer = (fake.on[heard.operation] ?? usual[heard.operation] ?? (() => ({})))(heard)
    if (answer.hangUp) return response.destroy()
    response.writeHead(200, { 'content-type': 'application/ipp' })
    response.end(
      answer.raw ??
        serialize({
          statusCode: answer.status ?? 'successful-ok',
          id: Number(message.id),
          'operation-attributes-tag': { 'attributes-charset': 'utf-8', 'attributes-natural-language': 'en' },
          ...(answer.printer ? { 'printer-attributes-tag': answer.printer } : {}),
          ...(answer.jobs ? { 'job-attributes-tag': answer.jobs } : {}),
        }),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const fake: FakePrinter = {
    uri: `ipp://127.0.0.1:${(server.address() as AddressInfo).port}/ipp/print`,
    heard: [],
    printer: { ...id1Printer },
    on: {},
    async stop() {
      server.close()
      server.closeAllConnections()
    },
  }
  return fake
}
