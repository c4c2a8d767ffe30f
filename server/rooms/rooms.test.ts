import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toText } from '@latchkey/wire/edge.ts'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Place } from '../ready/ready.ts'
import { type Room, Rooms } from './rooms.ts'

const folder = mkdtempSync(join(tmpdir(), 'latchkey-rooms-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const owner = new Uint8Array(32).fill(1)
const comeback = { day: '2026-11-23', id: toText(new Uint8Array(16)), mac: toText(new Uint8Array(16)) }

const placeOf = (one: number, counter = false): Place => ({
  hash: new Uint8Array(32).fill(one + 1),
  order: 0,
  begun: true,
  counter,
  second: null,
  secondSince: 0,
  slot: one,
})
const roomOf = (one: number, counter = false): Room => ({
  id: new Uint8Array(16).fill(one + 1),
  place: placeOf(one, counter),
  alias: `Desk ${one}`,
  deskKey: new Uint8Array(65).fill(one + 1),
  openedAt: 1_790_000_000 + one,
  counter,
  right: null,
  comeback,
  phone: null,
  desk: null,
  deskLostAt: null,
  lease: null,
  sealed: null,
})
const find = (known: readonly Place[]) => (hash: Uint8Array) => known.find(place => Buffer.compare(place.hash, hash) === 0) ?? null
const said = ({ id, alias, deskKey, openedAt }: Room) => ({ id: toText(id), alias, deskKey: toText(deskKey), openedAt })

describe('rooms of a process that was killed', () => {
  it('are those of phone visits that were open, whatever was opened and ended before', () => {
    const act = fc.record({ end: fc.boolean(), one: fc.nat(20), counter: fc.boolean() })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), acts => {
        const path = mkdtempSync(join(folder, 'run-'))
        const before = new Rooms(path, owner)
        const open = new Map<number, Room>()
        for (const { end, one, counter } of acts) {
          const room = open.get(one)
          if (end && room) {
            before.end(room)
            open.delete(one)
          } else if (!end && !room) {
            const fresh = roomOf(one, counter)
            before.open(fresh)
            open.set(one, fresh)
          }
        }
        before.close()
        const after = new Rooms(path, owner)
        after.goOn(7, find([...open.values()].map(({ place }) => place)), () => comeback)
        const kept = [...open.values()].filter(({ counter }) => !counter)
        expect(after.all().map(said)).toEqual(expect.arrayContaining(kept.map(said)))
        expect(after.count).toBe(kept.length)
        // Nobody is in them, and their desks have as long as any desk that lost its line.
        for (const room of after.all()) expect(room).toMatchObject({ phone: null, desk: null, deskLostAt: 7, sealed: null, lease: null })
        for (const { place } of kept) expect(after.byPlace(after.all().find(room => room.place === place)!.place)).not.toBe(null)
        after.close()
      }),
      { numRuns: 30 },
    )
  })

  it('are gone where the line has forgotten the place, and stay gone', () => {
    const path = mkdtempSync(join(folder, 'run-'))
    const before = new Rooms(path, owner)
    const room = roomOf(3)
    before.open(room)
    before.close()
    for (const known of [[], [room.place]]) {
      const after = new Rooms(path, owner)
      after.goOn(7, find(known), () => comeback)
      expect(after.count).toBe(0)
      after.close()
    }
  })

  it('are in memory only where there is no memory file system', () => {
    const rooms = new Rooms(null, owner)
    const room = roomOf(1)
    rooms.open(room)
    expect(rooms.byPlace(room.place)).toBe(room)
    rooms.end(room)
    expect(rooms.byPlace(room.place)).toBe(null)
  })
})
