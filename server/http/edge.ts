/**
 * The edge of HTTP: one parser of bodies, one shape of errors, no log, no name of this server. An error carries a code of wire/faults.ts
 * and nothing else; what broke inside is not told, not even to a log, because its message may quote what somebody sent.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import { maxBody, parseText } from '@latchkey/wire/edge.ts'
import { Fault, type FaultBody, type FaultCode, faults } from '@latchkey/wire/faults.ts'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, type onRequestHookHandler } from 'fastify'
import type * as v from 'valibot'
import { commonHeaders, dataHeaders } from './headers.ts'
import { SilentConnections, silence } from './silent.ts'

export interface Tls {
  key: string | Buffer
  cert: string | Buffer
}

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * What everybody who waits asks for, again and again: `GET` of exactly this path is answered before the framework hears of it. Any other spelling or
     * method of it goes through the framework as every route does. Pages of other addresses may read it too, as a watcher does.
     * @param answer JSON that is text already, in ASCII
     */
    look(path: string, answer: () => string): void
  }
  interface FastifyReply {
    /** Sends JSON that is text already, in ASCII, with the headers of data, past everything by which the framework would find them. Only of a route with `told`. */
    tell(text: string): void
  }
}

/** The option of a route that answers with `tell`, for what very many ask in the same moment. */
export const told = { config: { told: true } }

export interface EdgeOptions {
  /** A fault was answered; only that it happened. */
  faulted(): void
  tls?: Tls | undefined
}

/** Codes of Fastify and find-my-way for a body or address that is not as it must be. */
const refusedBefore = (problem: { code?: unknown; statusCode?: unknown }): FaultCode =>
  typeof problem.statusCode === 'number' && problem.statusCode >= 400 && problem.statusCode < 500 ? 'malformed' : 'broken'

const codeOf = (problem: unknown): FaultCode => (problem instanceof Fault ? problem.code : refusedBefore(problem as object))

export function createEdge({ faulted, tls }: EdgeOptions): FastifyInstance {
  const headers = commonHeaders(tls !== undefined)
  const refuse = (reply: FastifyReply, code: FaultCode) => {
    faulted()
    const body: FaultBody = { fault: code }
    // That there is nothing at an address a watcher on another page may read too: a browser would tell it of a broken line instead.
    if (code === 'unknown_route') reply.header('access-control-allow-origin', '*')
    return reply.code(faults[code].status).headers(headers).send(body)
  }
  // Name, value, name, value: written as it stands. The last is the length.
  const head = [
    'content-type',
    'application/json; charset=utf-8',
    ...Object.entries(dataHeaders(tls !== undefined)).flat(),
    'content-length',
    '',
  ]
  const openHead = ['access-control-allow-origin', '*', ...head]
  // One piece and one call of the kernel: `end(text)` sends the text and an empty piece behind it, and gathers the two.
  const write = (response: ServerResponse, own: string[], text: string) => {
    const { socket } = response
    own[own.length - 1] = String(text.length)
    socket?.cork()
    response.writeHead(200, own).write(text, 'latin1')
    socket?.uncork()
    response.end()
  }

  const silent = new SilentConnections()
  const rounds = setInterval(() => silent.round(), silence).unref()

  const looks = new Map<string, () => string>()
  const lookFirst =
    (framework: RequestListener): RequestListener =>
    (request, response) => {
      const look = request.method === 'GET' ? looks.get(request.url ?? '') : undefined
      if (look === undefined) return framework(request, response)
      let text: string
      try {
        text = look()
      } catch {
        // It breaks there too, and is told as whatever breaks.
        return framework(request, response)
      }
      write(response, openHead, text)
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
    serverFactory: framework => {
      // Tickets would let recorded traffic be opened by who later takes this memory (adversary.md L19). 0x4000 is SSL_OP_NO_TICKET.
      const server = tls
        ? createTlsServer({ ...tls, minVersion: 'TLSv1.3', secureOptions: 0x4000 }, lookFirst(framework))
        : createServer(lookFirst(framework))
      server.keepAliveTimeout = 0
      server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => silent.watch(socket))
      return server
    },
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
  app.decorateReply('tell', function (this: FastifyReply, text) {
    write(this.hijack().raw, head, text)
  })
  app.decorate('look', (path, answer) => {
    looks.set(path, answer)
    app.get(path, told, (request, reply) => {
      refuseQuery(request)
      const text = answer()
      write(reply.hijack().raw, openHead, text)
    })
  })
  // Who asks while the server ends hears so of the framework, which closes the connection.
  app.addHook('preClose', async () => looks.clear())
  app.addHook('onClose', async () => clearInterval(rounds))
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
