/** What an answer may do to the copy that a desk already holds. */
import { deflateSync } from 'node:zlib'
import { buildList, newStatuses, setStatus } from '@latchkey/card/status-list.ts'
import { keyOf, specimenCertificate, specimenNow } from '@latchkey/card/vectors/specimen.ts'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { encodePeriod, periodTag } from '@latchkey/certificates/period-certificate.ts'
import { makeRoot } from '@latchkey/try/made-root.ts'
import { random, verify } from '@latchkey/ui/platform.ts'
import { describe, expect, test } from 'vitest'
import { AskFault } from '../ask-server.ts'
import { type ListPorts, noLists, refreshLists } from './own-lists.ts'

const made = makeRoot({ city: 'chicago', threshold: 2, administrators: 2, rpId: 'city.example', origin: 'https://city.example', random })
const stranger = makeRoot({
  city: 'chicago',
  threshold: 2,
  administrators: 2,
  rpId: 'city.example',
  origin: 'https://city.example',
  random,
})
const period = async (number: number, by = made) =>
  encodeCertified(await certify(periodTag, encodePeriod(specimenCertificate('chicago', number)), by.administrators))
const list = (number: number, at: number, index: number, signedBy = 'list') => {
  const statuses = newStatuses()
  setStatus(statuses, index, 1)
  const { listAddress } = specimenCertificate('chicago', number)
  const deflate = (bytes: Uint8Array) => deflateSync(bytes)
  return buildList({ statuses, listAddress, at, ttl: 3600, until: at + 86_400 * 30, deflate, sign: keyOf(signedBy).sign })
}
const [old, now] = await Promise.all([period(10), period(11)])
const earlier = specimenNow - 7200
const later = specimenNow - 3600

function world() {
  const lists = new Map<number, string>()
  let periods: Uint8Array[] | null = []
  const ports: ListPorts = {
    root: made.root,
    verify,
    clock: () => specimenNow,
    server: {
      periods: async () => {
        if (periods === null) throw new AskFault('unreachable')
        return periods
      },
      list: async number => {
        const found = lists.get(number)
        if (periods === null || !found) throw new AskFault('unreachable')
        return found
      },
    },
  }
  let held = noLists
  return {
    lists,
    serve: (...all: Uint8Array[]) => {
      periods = all
    },
    goOffline: () => {
      periods = null
    },
    look: async () => {
      held = await refreshLists(ports, held)
      return held
    },
  }
}

describe("the desk's own copy", () => {
  test('holds every period with its list, and the others when one list cannot be had', async () => {
    const { lists, serve, look } = world()
    serve(old, now)
    lists.set(11, await list(11, later, 5))
    const own = await look()
    expect(own.periods.map(one => one.period)).toEqual([10, 11])
    expect(own.lists.has(10)).toBe(false)
    expect(own.lists.get(11)?.status(5)).toBe(1)
  })

  test('goes on without a line, and loses nothing to an answer that leaves something out', async () => {
    const { lists, serve, goOffline, look } = world()
    serve(old, now)
    lists.set(10, await list(10, later, 3))
    lists.set(11, await list(11, later, 5))
    await look()
    goOffline()
    expect((await look()).lists.get(10)?.status(3)).toBe(1)
    serve(now)
    expect((await look()).lists.get(10)?.status(3)).toBe(1)
  })

  test('takes a newer list and refuses an older, which would bring a cancelled card back', async () => {
    const { lists, serve, look } = world()
    serve(now)
    lists.set(11, await list(11, later, 5))
    await look()
    lists.set(11, await list(11, earlier, 6))
    expect((await look()).lists.get(11)?.status(5)).toBe(1)
    lists.set(11, await list(11, specimenNow, 7))
    expect((await look()).lists.get(11)).toMatchObject({ at: specimenNow })
  })

  test('takes neither a period of another root nor a list of another key', async () => {
    const { lists, serve, look } = world()
    serve(await period(11, stranger), now)
    lists.set(11, await list(11, later, 5, 'thief'))
    const own = await look()
    expect(own.periods).toHaveLength(1)
    expect(own.lists.size).toBe(0)
  })
})
