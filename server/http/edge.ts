/**
 * The edge of HTTP: one parser of bodies, one shape of errors, no log, no name of this server. An error carries a code of wire/faults.ts
 * and nothing else; what broke inside is not told, not even to a log, because its message may quote what somebody sent.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { maxBody, parseText } from '@latchkey/wire/edge.ts'
import { Fault, type FaultBody, type FaultCode, faults } from '@latchkey/wire/faults.ts'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, type onRequestHookHandler } from 'fastify'
import type * as v from 'valibot'

export interface Tls {
  key: string | Buffer
  cert: string | Buffer
}

declare module 'fastify' {
  interface FastifyReply {
    /**
     * Sends JSON that is text already, in ASCII, with the headers of every answer, past everything by which the framework would find them. Only of a route with `told`.
     * @param open pages of other addresses may read it too, as a watcher does
     */
    tell(text: string, open?: 'open'): void
  }
}

/** The option of a route that answers with `tell`, for what very many ask in the same moment. */
export const told = { config: { told: true } }

export interface EdgeOptions {
  headers: Record<string, string>
  /** A fault was answered; only that it happened. */
  faulted(): void
  tls?: Tls | undefined
}

/** Codes of Fastify and find-my-way for a body or address that is not as it must be. */
const refusedBefore = (problem: { code?: unknown; statusCode?: unknown }): FaultCode =>
  typeof problem.statusCode === 'number' && problem.statusCode >= 400 && problem.statusCode < 500 ? 'malformed' : 'broken'

const codeOf = (problem: unknown): FaultCode => (problem instanceof Fault ? problem.code : refusedBefore(problem as object))

export function createEdge({ headers, faulted, tls }: EdgeOptions): FastifyInstance {
  const refuse = (reply: FastifyReply, code: FaultCode) => {
    faulted()
    const body: FaultBody = { fault: code }
    // That there is nothing at an address a watcher on another page may read too: a browser would tell it of a broken line instead.
    if (code === 'unknown_route') reply.header('access-control-allow-origin', '*')
    return reply.code(faults[code].status).headers(headers).send(body)
  }
  const app = fastify({
    logger: false,
    bodyLimit: maxBody,
    routerOptions: { maxParamLength: 16 },
    frameworkErrors: (problem, _request, reply) => refuse(reply as unknown as FastifyReply, codeOf(problem)),
    clientErrorHandler: (_problem, socket) => {
      const body = JSON.stringify({ fault: 'malformed' } satisfies FaultBody)
      const head = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`
      if (socket.writable) socket.end(head + body)
    },
    // Tickets would let recorded traffic be opened by who later takes this memory (adversary.md L19). 0x4000 is SSL_OP_NO_TICKET.
    ...(tls ? { https: { ...tls, minVersion: 'TLSv1.3' as const, secureOptions: 0x4000 } } : {}),
  }) as unknown as FastifyInstance<Server, IncomingMessage, ServerResponse>
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  const setHeaders: onRequestHookHandler = (_request, reply, done) => {
    reply.headers(headers)
    done()
  }
  app.addHook('onRoute', route => {
    if (route.config !== told.config) route.onRequest = setHeaders
  })
  // Name, value, name, value: written as it stands. The last is the length.
  const head = [...Object.entries({ 'content-type': 'application/json; charset=utf-8', ...headers }), ['content-length', '']].flat()
  const openHead = ['access-control-allow-origin', '*', ...head]
  app.decorateReply('tell', function (this: FastifyReply, text, open) {
    const own = open ? openHead : head
    own[own.length - 1] = String(text.length)
    this.hijack().raw.writeHead(200, own).end(text)
  })
  app.setErrorHandler((problem, _request, reply) => refuse(reply, codeOf(problem)))
  app.setNotFoundHandler((_request, reply) => refuse(reply, 'unknown_route'))
  app.options('*', (_request, reply) => reply.code(204).header('allow', 'GET, HEAD, POST, OPTIONS').send())
  return app
}

/** The request's body as this message and nothing else. @throws Fault `malformed` */
export function bodyOf<S extends v.GenericSchema>(request: FastifyRequest, schema: S): v.InferOutput<S> {
  refuseQuery(request)
  if (typeof request.body !== 'string') throw new Fault('malformed')
  return parseText(schema, request.body)
}

/** Nothing is ever asked by query: it would stand in every proxy's log. @throws Fault `malformed` */
export function refuseQuery(request: FastifyRequest): void {
  if (request.url.includes('?')) throw new Fault('malformed')
}
