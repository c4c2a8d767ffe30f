/** Every route of the server and the one thing each does. Who may is said in wire/, beside the messages; docs/protocol/server.md lists both. */

import {
  type Arrive,
  arrive,
  askCode,
  type Book,
  type Booked,
  book,
  type CancelBooked,
  cancelBooked,
  type Looked,
  type Slots as SlotsMessage,
} from '@latchkey/wire/booking.ts'
import { cancel, type Heard } from '@latchkey/wire/cancelled.ts'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import { type Face, feedback } from '@latchkey/wire/feedback.ts'
import type { LegalDesk } from '@latchkey/wire/legal.ts'
import type { HeldNow, Holdings, Periods as PeriodsMessage, Seizure } from '@latchkey/wire/record.ts'
import { certified, maxPeriodBody, period as periodMessage, type State } from '@latchkey/wire/settings.ts'
import type { SiteList } from '@latchkey/wire/sites.ts'
import { ask as askStatement, type Answer as StatementAnswer } from '@latchkey/wire/statement.ts'
import {
  askNumber,
  type Comeback,
  claim,
  comeBack,
  type Now,
  type Today,
  type Number as WaitingNumber,
  type WayIn,
} from '@latchkey/wire/waiting.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { LegalFault } from '../legal/legal-fault.ts'
import { bodyOf, refuseQuery, told } from './edge.ts'
import { contentPolicy, needsOf } from './headers.ts'
import { onceATurn } from './once-a-turn.ts'
import { addPages, type PagePorts, sendPacked } from './page-routes.ts'
import type { Page } from './pages.ts'
import { addPublicRecord, openToRead, type PublicRecordPorts } from './public-record-routes.ts'

const nothing = v.strictObject({})

/** What the routes ask of the rest of the server. */
export interface RoutePorts extends PagePorts, PublicRecordPorts {
  practice: boolean
  /** Is this a page of this server, as a browser names it in `Origin`? */
  ownOrigin(origin: string): boolean
  now(): Now
  today(): Today
  number(way: WayIn): WaitingNumber
  claim(number: WaitingNumber, placeHash: Uint8Array): void
  comeBack(comeback: Comeback, placeHash: Uint8Array): void
  slots(): SlotsMessage
  book(asked: Book): Booked
  lookBooked(code: string): Looked
  cancelBooked(asked: CancelBooked): void
  arriveBooked(asked: Arrive): void
  /** Anyone. @throws Fault `too_fast` */
  pressFace(face: Face): void
  cancel(code: string): number
  list(period: number): string | null
  /** Pages of the public record by their addresses, packed. */
  recordPaths: readonly string[]
  recordPage(path: string): Pick<Page, 'bytes' | 'br' | 'gz'>
  recordLook: string
  /** The report of a quarter, as a page and as a file; null asks for the newest. @returns null: there is none */
  quarterPage(quarter: string | null): Pick<Page, 'bytes' | 'br' | 'gz'> | null
  quarterFile(quarter: string): string | null
  quarterLook: string
  /** *What do you hold about me?* */
  letterPage(): string
  letterLook: string
  /** What the clock stated this month; null: nothing yet. */
  statement(): { json: string; pdf: Uint8Array | null } | null
  askStatement(certified: Uint8Array): Promise<StatementAnswer>
  /** The list of places as a page, and as data. */
  sitesPage(): string
  /** The same for whoever answers calls about it. */
  operatorsPage(): string
  siteList(): SiteList
  /** What changed at a site for a day, as a calendar; null: no such site, or no day of the coming year. */
  feed(site: string, day: string): string | null
  holdings(): Holdings
  periods(): PeriodsMessage
  heldNow(): HeldNow
  seize(): void
  seizure(): Seizure
  nonce(): Uint8Array
  certifyClerk(certified: Uint8Array): Promise<void>
  certifyPeriod(message: v.InferOutput<typeof periodMessage>): Promise<void>
  setWay(certified: Uint8Array): Promise<void>
  state(): State
  lookLegal(certified: Uint8Array): Promise<LegalDesk>
  actLegal(certified: Uint8Array): Promise<LegalDesk>
}

export function addRoutes(app: FastifyInstance, ports: RoutePorts): void {
  const done = { ok: true } as const
  const get = (path: string, answer: (request: FastifyRequest, reply: FastifyReply) => unknown) =>
    app.get(path, async (request, reply) => {
      refuseQuery(request)
      return answer(request, reply)
    })

  app.look(
    '/now',
    onceATurn(() => JSON.stringify(ports.now())),
  )
  get('/waiting/today', () => ports.today())
  app.post('/waiting/number', told, (request, reply) => {
    const { way, day, n, mac } = ports.number(bodyOf(request, askNumber).way)
    reply.tell(`{"way":"${way}","day":"${day}","n":${n},"mac":"${mac}"}`)
  })
  app.post('/waiting/claim', async request => {
    const { number, placeHash } = bodyOf(request, claim)
    ports.claim(number, toBytes(placeHash))
    return done
  })

  app.post('/waiting/comeback', async request => {
    const { comeback, placeHash } = bodyOf(request, comeBack)
    ports.comeBack(comeback, toBytes(placeHash))
    return done
  })

  get('/booking/slots', () => ports.slots())
  app.post('/booking/book', async request => ports.book(bodyOf(request, book)))
  app.post('/booking/look', async request => ports.lookBooked(bodyOf(request, askCode).code))
  app.post('/booking/cancel', async request => {
    ports.cancelBooked(bodyOf(request, cancelBooked))
    return done
  })
  app.post('/booking/arrive', async request => {
    ports.arriveBooked(bodyOf(request, arrive))
    return done
  })

  app.post('/feedback', async request => {
    ports.pressFace(bodyOf(request, feedback).face)
    return done
  })

  app.post('/cancelled/cancel', async request => ({ at: ports.cancel(bodyOf(request, cancel).code) }) satisfies Heard)
  get('/cancelled/list/:period', (request, reply) => {
    const { period } = request.params as { period: string }
    const list = /^(0|[1-9]\d?)$/.test(period) ? ports.list(Number(period)) : null
    if (list === null) throw new Fault('unknown_route')
    return openToRead(reply).type('application/statuslist+jwt').send(list)
  })

  for (const path of ports.recordPaths) {
    const record = (request: FastifyRequest, reply: FastifyReply) => {
      openToRead(reply)
        .type('text/html; charset=utf-8')
        .header('content-security-policy', contentPolicy(needsOf(path), ports.sockets()))
      return sendPacked(request, reply, ports.recordPage(path))
    }
    get(path, record)
    get(`${path}/`, record)
  }
  get('/record/record.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(ports.recordLook))
  const sendReport = (request: FastifyRequest, reply: FastifyReply, quarter: string | null) => {
    reply.type('text/html; charset=utf-8').header('content-security-policy', contentPolicy(needsOf('/record'), ports.sockets()))
    return sendPacked(request, reply, found(ports.quarterPage(quarter)))
  }
  const report = (request: FastifyRequest, reply: FastifyReply) => sendReport(request, reply, null)
  get('/record/quarter', report)
  get('/record/quarter/', report)
  get('/record/quarter.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(ports.quarterLook))
  get('/record/quarter/:quarter', (request, reply) => {
    const { quarter } = request.params as { quarter: string }
    if (!quarter.endsWith('.csv')) return sendReport(request, reply, quarter)
    return reply.type('text/csv; charset=utf-8').send(found(ports.quarterFile(quarter.slice(0, -'.csv'.length))))
  })
  get('/record/letter', (_request, reply) => html(reply, '/record', ports.letterPage()))
  get('/record/letter.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(ports.letterLook))
  const stated = () => {
    const newest = ports.statement()
    if (newest === null) throw new Fault('unknown_route')
    return newest
  }
  get('/record/statement', (_request, reply) => reply.type('application/json; charset=utf-8').send(stated().json))
  get('/record/statement.pdf', (_request, reply) => {
    const { pdf } = stated()
    if (pdf === null) throw new Fault('unknown_route')
    return reply.type('application/pdf').send(Buffer.from(pdf))
  })
  app.post('/statement', async request => ports.askStatement(toBytes(bodyOf(request, askStatement).certified)))
  get('/record/holdings', () => ports.holdings())
  get('/record/periods', (_request, reply) => {
    openToRead(reply)
    return ports.periods()
  })
  addPublicRecord(app, ports)

  const places = (_request: FastifyRequest, reply: FastifyReply) => html(reply, '/sites', ports.sitesPage())
  get('/sites', places)
  get('/sites/', places)
  get('/sites/311', (_request, reply) => html(reply, '/sites', ports.operatorsPage()))
  get('/sites/list', (_request, reply) => {
    openToRead(reply)
    return ports.siteList()
  })
  get('/sites/feed/:site/:day', (request, reply) => {
    const { site, day } = request.params as { site: string; day: string }
    const feed = day.endsWith('.ics') ? ports.feed(site, day.slice(0, -'.ics'.length)) : null
    if (feed === null) throw new Fault('unknown_route')
    return reply.type('text/calendar; charset=utf-8').send(feed)
  })

  const practice = () => {
    if (!ports.practice) throw new Fault('practice_only')
  }
  get('/practice/now', () => {
    practice()
    return ports.heldNow()
  })
  app.post('/practice/seize', async request => {
    practice()
    bodyOf(request, nothing)
    ports.seize()
    return done
  })
  get('/practice/seize', () => {
    practice()
    return ports.seizure()
  })

  app.post('/settings/nonce', async request => {
    bodyOf(request, nothing)
    return { nonce: toText(ports.nonce()) }
  })
  app.post('/settings/clerk', async request => {
    await ports.certifyClerk(toBytes(bodyOf(request, certified).certified))
    return done
  })
  app.post('/settings/period', { bodyLimit: maxPeriodBody }, async request => {
    await ports.certifyPeriod(bodyOf(request, periodMessage))
    return done
  })
  app.post('/settings/way', async request => {
    await ports.setWay(toBytes(bodyOf(request, certified).certified))
    return done
  })
  app.post('/settings/state', async request => {
    bodyOf(request, nothing)
    return ports.state()
  })

  const legal = (path: string, answer: (certified: Uint8Array) => Promise<LegalDesk>) =>
    app.post(path, async (request, reply) => {
      const { certified: signed } = bodyOf(request, certified)
      try {
        return await answer(toBytes(signed))
      } catch (problem) {
        if (problem instanceof LegalFault) return reply.code(409).send({ fault: problem.code })
        throw problem
      }
    })
  legal('/legal/look', signed => ports.lookLegal(signed))
  legal('/legal/act', signed => ports.actLegal(signed))

  // A page of ours asks to have everything of this site erased in its own browser; nothing happens here. A link or a form elsewhere must not:
  // it would take somebody's only copy of their card.
  app.post('/erase', async (request, reply) => {
    if (request.headers.origin === undefined || !ports.ownOrigin(request.headers.origin)) throw new Fault('malformed')
    reply.header('clear-site-data', '"*"')
    return done
  })

  addPages(app, ports)

  /** There is something at this address, or there is not. */
  function found<T>(what: T | null): T {
    if (what === null) throw new Fault('unknown_route')
    return what
  }

  function html(reply: FastifyReply, path: string, text: string): FastifyReply {
    const policy = contentPolicy(needsOf(path), ports.sockets())
    return reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(text)
  }
}
