/** The pages and nothing else: out of memory, compressed beforehand, each under its own policy. */
import { Fault } from '@latchkey/wire/faults.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { contentPolicy, isKept, needsOf } from './headers.ts'
import type { Page, Pages } from './pages.ts'
import { openToRead } from './public-record-routes.ts'

export interface PagePorts {
  pages: Pages
  /** Own origins as ws:// or wss://. */
  sockets(): string[]
}

export function addPages(app: FastifyInstance, { pages, sockets }: PagePorts): void {
  app.get('/*', async (request, reply) => {
    const path = request.url.split('?', 1)[0] as string
    const page = pages.find(path)
    if (page === null) throw new Fault('unknown_route')
    if ('to' in page) return reply.redirect(page.to, 308)
    openToRead(reply)
    if ('words' in page) {
      // `private`: a machine on the way that keeps answers must not, it might give one language's words for another's.
      reply.header('cache-control', 'private, max-age=31536000, immutable').header('vary', 'accept-language')
      return reply.type('application/octet-stream').send(page.words.get(String(request.headers['accept-language'])) ?? page.words.get('en'))
    }
    reply.type(page.type).header('content-security-policy', contentPolicy(needsOf(path), sockets()))
    if (page.hashed && isKept(path)) reply.header('cache-control', 'public, max-age=31536000, immutable')
    return sendPacked(request, reply, page)
  })
}

/** As the browser can read it. */
export function sendPacked(
  request: FastifyRequest,
  reply: FastifyReply,
  { bytes, br, gz }: Pick<Page, 'bytes' | 'br' | 'gz'>,
): FastifyReply {
  const accepts = String(request.headers['accept-encoding'] ?? '')
  if (br || gz) reply.header('vary', 'accept-encoding')
  if (br && /\bbr\b/.test(accepts)) return reply.header('content-encoding', 'br').send(br)
  if (gz && /\bgzip\b/.test(accepts)) return reply.header('content-encoding', 'gzip').send(gz)
  return reply.send(bytes)
}
