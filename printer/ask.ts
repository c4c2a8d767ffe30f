/// <reference path="./sealsystems-ipp.d.ts" />
/** One question to one printer: an IPP message over HTTP. Our own transport around the client's bytes, because every answer needs a limit and an end. */
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { TLSSocket } from 'node:tls'
import parse from '@sealsystems/ipp/lib/parser.js'
import serialize from '@sealsystems/ipp/lib/serializer.js'
import { HelperFault } from './job.ts'

export type Attributes = Record<string, unknown>

export interface Answer {
  /** `successful-ok` and its kin, or why not. */
  status: string
  printer: Attributes
  jobs: Attributes[]
  /** What the printer showed of itself under TLS; the same for as long as it is the same printer. */
  certificate: string
}

export interface Question {
  operation: string
  attributes?: Attributes
  job?: Attributes
  /** Pages; zeroed when they are sent, or cannot be. */
  pages?: Uint8Array[]
  /** Under TLS nothing is sent to another one. */
  certificate?: string
}

const longestAnswer = 1024 * 1024
const patience = 15_000
/** A page of a card printer may take its time to cross; an answer that has begun ends by then. */
const longestWait = 60_000
/** The same at every desk and for every job: a printer's list of jobs then says nothing. */
export const constantUser = 'desk'
export const constantTitle = 'City ID'

/** @param uri ipp://host[:port]/path or ipps://… */
export function parsePrinterUri(uri: string): URL {
  const at = uri.replace(/^ipp(s?):/, 'http$1:')
  if (!/^ipps?:\/\//.test(uri) || !URL.canParse(at)) throw new HelperFault('malformed')
  const url = new URL(at)
  if (url.username || url.password || url.search || url.hash) throw new HelperFault('malformed')
  if (!/^ipps?:\/\/[^/]*:\d/.test(uri)) url.port = '631'
  return url
}

/**
 * @throws HelperFault printer_absent when it does not answer, or not in this language; printer_other when it shows another certificate
 */
export async function ask(uri: string, question: Question): Promise<Answer> {
  const { operation, attributes = {}, job, pages = [] } = question
  const head = serialize({
    version: '2.0',
    operation,
    // One question a connection: nothing can be mixed up, and a count would tell how many jobs there were.
    id: 1,
    'operation-attributes-tag': {
      'attributes-charset': 'utf-8',
      'attributes-natural-language': 'en',
      'printer-uri': uri,
      'requesting-user-name': constantUser,
      ...attributes,
    },
    ...(job ? { 'job-attributes-tag': job } : {}),
  })
  try {
    const { bytes, certificate } = await post(parsePrinterUri(uri), [head, ...pages], question.certificate)
    return { ...parseAnswer(bytes), certificate }
  } catch (error) {
    throw error instanceof HelperFault ? error : new HelperFault('printer_absent')
  } finally {
    for (const page of pages) page.fill(0)
  }
}

function post(url: URL, pieces: Uint8Array[], certificate?: string): Promise<{ bytes: Buffer; certificate: string }> {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, refuse) => {
    const reject = (error: unknown) => {
      clearTimeout(late)
      refuse(error)
    }
    // The whole answer, too: one that trickles, or stops in its middle, would hold the desk for ever.
    const late = setTimeout(() => {
      reject(new HelperFault('printer_absent'))
      request.destroy()
    }, longestWait)
    let shown = ''
    const request = send(url, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/ipp', 'content-length': length },
      // A printer signs its own certificate; what counts is that it is the one it showed when it was chosen.
      rejectUnauthorized: false,
    })
    const write = () => {
      for (const piece of pieces) request.write(piece)
      request.end()
    }
    request.setTimeout(patience, () => request.destroy(new HelperFault('printer_absent')))
    request.on('error', reject)
    request.on('response', answer =>
      readAnswer(answer)
        .then(bytes => resolve({ bytes, certificate: shown }))
        .catch(reject)
        .finally(() => clearTimeout(late)),
    )
    if (url.protocol === 'http:') return write()
    request.on('socket', socket => {
      socket.once('secureConnect', () => {
        shown = (socket as TLSSocket).getPeerX509Certificate()?.fingerprint256 ?? ''
        if (certificate !== undefined && shown !== certificate) request.destroy(new HelperFault('printer_other'))
        else write()
      })
    })
  })
}

async function readAnswer(answer: IncomingMessage): Promise<Buffer> {
  if (answer.statusCode !== 200) throw new HelperFault('printer_absent')
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > longestAnswer) throw new HelperFault('printer_absent')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function parseAnswer(bytes: Buffer): Omit<Answer, 'certificate'> {
  const message = parse(bytes)
  if (message.id !== 1 || !message.statusCode) throw new HelperFault('printer_absent')
  const groups = (value: Attributes | Attributes[] | undefined) => (Array.isArray(value) ? value : value ? [value] : [])
  return {
    status: message.statusCode,
    printer: groups(message['printer-attributes-tag'])[0] ?? {},
    jobs: groups(message['job-attributes-tag']),
  }
}

export const succeeded = ({ status }: Answer) => status.startsWith('successful-ok')

/** One value or several, as a list of the strings among them. */
export const strings = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one.length > 0)
