/** The public record's addresses (docs/protocol/public-record.md): out of memory, the same for everyone, open to be read by a page of any other place. */
import { encodeKey } from '@latchkey/record/note.ts'
import { parseTilePath, type Tile } from '@latchkey/record/tiles.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PublicRecord } from '../public-record/public-record.ts'
import { refuseQuery } from './edge.ts'

export interface PublicRecordPorts {
  record: PublicRecord
}

/** A watcher elsewhere may read what anyone may: no cookie exists, so a browser's answer is the one that everybody gets. */
export const openToRead = (reply: FastifyReply): FastifyReply => reply.header('access-control-allow-origin', '*')

const types: Record<string, string> = {
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  pdf: 'application/pdf',
}
/** tlog-tiles: what stands at such an address never changes. */
const forGood = (reply: FastifyReply) => openToRead(reply).header('cache-control', 'public, max-age=31536000, immutable')
const unknown = () => new Fault('unknown_route')

export function addPublicRecord(app: FastifyInstance, { record }: PublicRecordPorts): void {
  const text = (reply: FastifyReply) => openToRead(reply).type('text/plain; charset=utf-8')
  const get = (path: string, answer: (path: string, reply: FastifyReply) => FastifyReply) =>
    app.get(path, async (request: FastifyRequest, reply) => {
      refuseQuery(request)
      return answer(request.url, reply)
    })

  get('/record/key', (_path, reply) => text(reply).send(`${encodeKey(record.key)}\n`))
  get('/record/checkpoint', (_path, reply) => text(reply).send(Buffer.from(record.serveCheckpoint())))
  get('/record/tile/*', (path, reply) => {
    const bytes = record.serveTile(tileOf(path.slice('/record/'.length)))
    if (bytes === null) throw unknown()
    return forGood(reply).type('application/octet-stream').send(Buffer.from(bytes))
  })
  get('/record/hours/*', (path, reply) => {
    const [, number, name] = /^\/record\/hours\/(0|[1-9]\d{0,8})\/([a-z0-9_./-]+)$/.exec(path) ?? []
    if (number === undefined || name === undefined) throw unknown()
    const bytes = name === 'files' ? record.serveListing(Number(number)) : record.serveFile(Number(number), name)
    if (bytes === null) throw unknown()
    const type = name === 'files' ? types.txt : (types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
    return forGood(reply)
      .type(type as string)
      .send(Buffer.from(bytes))
  })
}

function tileOf(path: string): Tile {
  try {
    return parseTilePath(path)
  } catch {
    throw unknown()
  }
}
