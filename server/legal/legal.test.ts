/** What a legal request does from the day it arrives to the day its hold ends, on both stores. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jurisdictionOf } from '@latchkey/law/jurisdictions.ts'
import { issuers } from '@latchkey/law/lists.ts'
import type { MadePerson } from '@latchkey/try/made-root.ts'
import { type LegalRequest, type LegalSaid, legalDesk } from '@latchkey/wire/legal.ts'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { certifyClerk, noon, post, startTestServer, type TestServer } from '../running-server.test.kit.ts'
import { openStore } from '../store/open-store.ts'
import { findPostgres, startPostgres, type TemporaryPostgres } from '../store/temporary-postgres.test.kit.ts'
import { act, arrives, legalSaid, look, newest } from './legal.test.kit.ts'
import { readLegal } from './legal.ts'

const bin = findPostgres()
const day = 86_400

describe.each([{ kind: 'the embedded store' }, ...(bin ? [{ kind: 'PostgreSQL' }] : [])])('on $kind', ({ kind }) => {
  let test: TestServer
  let postgres: TemporaryPostgres | null = null
  let counsel: MadePerson
  let other: MadePerson
  beforeAll(async () => {
    if (kind === 'PostgreSQL' && bin) {
      postgres = await startPostgres(bin)
      test = await startTestServer({ databaseUrl: postgres.url, data: mkdtempSync(join(tmpdir(), 'latchkey-data-')) })
    } else test = await startTestServer()
    counsel = await certifyClerk(test, '9', 'counsel')
    other = await certifyClerk(test, '10', 'counsel')
  }, 60_000)
  afterAll(async () => {
    await test.end()
    await postgres?.end()
  })
  const says = async (said: LegalSaid, request: LegalRequest | null = null, who = [counsel.passkey]) => act(test, who, said, request)
  const done = async (said: LegalSaid, request: LegalRequest | null = null, who = [counsel.passkey]): Promise<LegalRequest> => {
    const answer = await says(said, request, who)
    expect(answer.status).toBe(200)
    v.parse(legalDesk, answer.body)
    return request ? (answer.body.requests.find(({ number }) => number === request.number) as LegalRequest) : newest(answer)
  }
  const fault = async (said: LegalSaid, request: LegalRequest | null = null, who = [counsel.passkey]) =>
    (await says(said, request, who)).body.fault
  /** What the holds and the public record ask, of what is written and not of what is remembered. */
  const stored = async () => {
    await test.server.stop()
    const store = await openStore({ directory: test.data, databaseUrl: postgres?.url, schedule: { practice: true, version: null } })
    const legal = await readLegal(store.db, false)
    await store.close()
    const { now } = test.clock
    test = await test.again()
    test.clock.now = now
    return legal
  }

  it('a day without one shows an empty desk and holds nothing', async () => {
    const { status, body } = await look(test, counsel.passkey)
    expect([status, body.requests, body.role, body.jurisdiction]).toEqual([200, [], 'counsel', 'illinois'])
    expect((await stored()).holding()).toBe(false)
  })

  it('is taken in with five answers, held at once, and answered by a day over Thanksgiving', async () => {
    const request = await done(arrives)
    expect(request).toMatchObject({ number: 1, binding: true, answerBy: { day: '2026-11-30', by: 'rule', moved: null }, released: null })
    const legal = await stored()
    expect(legal.holding()).toBe(true)
    expect(legal.stated('2026-11-23')).toEqual({
      asOf: '2026-11-23',
      release: 'two_people',
      requests: [
        {
          received: '2026-11-20',
          instrument: 'records_request',
          issuer: 'public',
          binding: true,
          answerBy: '2026-11-30',
          decision: null,
          outcome: null,
          closed: null,
        },
      ],
    })
  })

  it('two over one thing: both hold, and the end of the first changes nothing', async () => {
    const second = await done({ ...arrives, instrument: 'preservation_letter', issuer: 'party', served: 'mail' })
    const [first] = (await look(test, counsel.passkey)).body.requests as [LegalRequest]
    const closed = await done({ act: 'close', outcome: 'nothing_given' }, first)
    await done({ act: 'release' }, closed, [counsel.passkey, other.passkey])
    expect((await stored()).holding()).toBe(true)
    const ended = await done({ act: 'close', outcome: 'withdrawn' }, second)
    expect((await stored()).holding()).toBe(true)
    const released = await done({ act: 'release' }, ended, [counsel.passkey, other.passkey])
    expect(released.history.map(({ person, act }) => [person, act])).toEqual([
      ['9', 'take_in'],
      ['9', 'close withdrawn'],
      ['9, 10', 'release'],
    ])
    expect((await stored()).holding()).toBe(false)
  })

  it('of two who saw the same the second is told, and nothing is lost', async () => {
    const request = await done(arrives)
    const changed = await done({ act: 'decide', decision: 'give' }, request)
    expect(await fault({ act: 'decide', decision: 'decline' }, request, [other.passkey])).toBe('legal_changed')
    expect(newest(await look(test, other.passkey))).toEqual(changed)
  })

  it('extends once, on a ground of the law, in time', async () => {
    const request = await done(arrives)
    expect(await fault({ act: 'extend', ground: 'court', day: 'none' }, request)).toBe('malformed')
    expect(await fault({ act: 'extend', ground: 'many_records', day: '2026-12-20' }, request)).toBe('malformed')
    const extended = await done({ act: 'extend', ground: 'many_records', day: 'none' }, request)
    expect(extended).toMatchObject({ answerBy: { day: '2026-12-07', by: 'extended', moved: null }, ground: 'many_records' })
    expect(await fault({ act: 'extend', ground: 'needs_review', day: 'none' }, extended)).toBe('legal_no_extension')
    // Whoever asks may give more time at any moment: never less, and on a day of closed offices the next one counts.
    expect(await fault({ act: 'extend', ground: 'agreed', day: '2026-12-07' }, extended)).toBe('legal_day')
    const agreed = await done({ act: 'extend', ground: 'agreed', day: '2026-12-25' }, extended)
    expect(agreed.answerBy).toEqual({ day: '2026-12-28', by: 'given', moved: '2026-12-25' })
  })

  it('a paper’s own day is entered, mended, and moved off a holiday; the law’s count is not the paper’s to change', async () => {
    const subpoena = await done({ ...arrives, instrument: 'judicial_subpoena', issuer: 'court', served: 'in_person' })
    expect([subpoena.binding, subpoena.answerBy]).toEqual([true, null])
    expect(await fault({ act: 'extend', ground: 'many_records', day: 'none' }, subpoena)).toBe('legal_no_extension')
    expect(await fault({ act: 'due', day: '2026-11-19' }, subpoena)).toBe('legal_day')
    const dated = await done({ act: 'due', day: '2026-12-25' }, subpoena)
    expect(dated.answerBy).toEqual({ day: '2026-12-28', by: 'paper', moved: '2026-12-25' })
    expect((await done({ act: 'due', day: '2026-12-10' }, dated)).answerBy?.day).toBe('2026-12-10')
    expect(await fault({ act: 'due', day: '2026-12-10' }, await done(arrives))).toBe('legal_day')
  })

  it('binds from the day on which a court compels, and no longer when it quashes', async () => {
    const paper = await done({ ...arrives, instrument: 'administrative_subpoena' })
    expect(paper.binding).toBe(false)
    const asked = await done({ act: 'court', did: 'asked_to_compel' }, paper)
    expect(asked.binding).toBe(false)
    const compelled = await done({ act: 'court', did: 'compelled' }, asked)
    expect(compelled.binding).toBe(true)
    const appealed = await done({ act: 'court', did: 'appealed' }, compelled)
    expect(appealed.binding).toBe(true)
    expect((await done({ act: 'court', did: 'quashed' }, appealed)).binding).toBe(false)
  })

  it('a hold is not released before the request is closed, nor by one person; afterwards nothing changes any more', async () => {
    const request = await done(arrives)
    const both = [counsel.passkey, other.passkey]
    expect(await fault({ act: 'release' }, request, both)).toBe('legal_open')
    const closed = await done({ act: 'close', outcome: 'given' }, request)
    expect(await fault({ act: 'release' }, closed)).toBe('legal_one_person')
    expect(await fault({ act: 'release' }, closed, [counsel.passkey, counsel.passkey])).toBe('legal_one_person')
    const released = await done({ act: 'release' }, closed, both)
    expect(released.released).toBe('2026-11-23')
    expect(await fault({ act: 'decide', decision: 'give' }, released)).toBe('legal_released')
    expect(await fault({ act: 'release' }, released, both)).toBe('legal_released')
  })

  it('days that cannot be are refused, and nothing is written', async () => {
    const before = (await look(test, counsel.passkey)).body.requests.length
    expect(await fault({ ...arrives, received: '2026-11-24' })).toBe('legal_day')
    expect(await fault({ ...arrives, seal: '2026-11-23' })).toBe('legal_day')
    for (const received of ['2026-02-30', '2026-13-01', '0026-11-20', '26-11-20'])
      expect((await says({ ...arrives, received })).body.fault).toBe('malformed')
    expect((await look(test, counsel.passkey)).body.requests).toHaveLength(before)
  })

  it('unknown words, a word too many and a word too few are refused', async () => {
    const bent: [string, string[]][] = [
      ['take_in', ['records_request', 'public', '2026-11-20', 'email']],
      ['take_in', ['records_request', 'Jane Roe', '2026-11-20', 'email', 'none']],
      ['take_in', ['letter', 'public', '2026-11-20', 'email', 'none']],
      ['take_in', ['records_request', 'public', '2026-11-20', 'pigeon', 'none']],
      ['take_in', ['records_request', 'public', '2026-11-20', 'email', 'for ever']],
      ['decide', ['give', 'give']],
      ['burn', []],
      ['constructor', []],
      ['look', []],
    ]
    for (const [name, words] of bent) {
      const body = await legalSaid(test, [counsel.passkey], arrives, null, { act: name, says: words })
      expect([name, words, (await post(test.server, '/legal/act', body)).body]).toEqual([name, words, { fault: 'malformed' }])
    }
  })

  it('whoever asks changes nothing but the one word', async () => {
    const answers = []
    for (const issuer of issuers) answers.push(await done({ ...arrives, issuer }))
    const rest = answers.map(({ issuer: _, number: __, standing: ___, ...same }) => same)
    expect(rest.every(one => JSON.stringify(one) === JSON.stringify(rest[0]))).toBe(true)
  })
})

describe('a seal', () => {
  let test: TestServer
  let counsel: MadePerson
  beforeAll(async () => {
    test = await startTestServer()
    counsel = await certifyClerk(test, '9', 'counsel')
  }, 60_000)
  afterAll(() => test.end())
  /** The server's own public answer: what it counts for everyone. */
  const counted = async () => {
    const { held } = (await (await fetch(`${test.server.address}/practice/now`)).json()) as { held: { name: string; count: number }[] }
    return held.filter(({ name }) => name.startsWith('legal')).map(({ count }) => count)
  }
  const at = (moment: number) => {
    test.clock.now = moment
  }
  const fresh = async () => {
    counsel = await certifyClerk(test, '9', 'counsel')
    return newest(await look(test, counsel.passkey))
  }

  it('keeps a request out of everything until its day has come and counsel has said so: not one of both', async () => {
    const taken = newest(await act(test, [counsel.passkey], { ...arrives, seal: '2026-12-01' }))
    expect(await counted()).toEqual([0, 0])
    expect((await act(test, [counsel.passkey], { act: 'state' }, taken)).body.fault).toBe('legal_sealed')
    // Its day comes by the clock, and nothing is stated by the clock.
    at(noon + 8 * day)
    expect(await counted()).toEqual([0, 0])
    const lifted = await fresh()
    const stated = await act(test, [counsel.passkey], { act: 'state' }, lifted)
    expect(stated.status).toBe(200)
    expect(await counted()).toEqual([1, 2])
    // A court seals it again: no word of counsel's from before lasts.
    await act(test, [counsel.passkey], { act: 'reseal', seal: '2027-01-04' }, newest(stated))
    expect(await counted()).toEqual([0, 0])
  })

  it('without an end lifts when counsel enters that a court has lifted it', async () => {
    at(noon + 9 * day)
    counsel = await certifyClerk(test, '9', 'counsel')
    const taken = newest(await act(test, [counsel.passkey], { ...arrives, seal: 'open' }))
    expect((await act(test, [counsel.passkey], { act: 'state' }, taken)).body.fault).toBe('legal_sealed')
    expect((await act(test, [counsel.passkey], { act: 'reseal', seal: '2026-12-01' }, taken)).body.fault).toBe('legal_day')
    const lifted = newest(await act(test, [counsel.passkey], { act: 'reseal', seal: '2026-12-02' }, taken))
    expect(await counted()).toEqual([0, 0])
    expect((await act(test, [counsel.passkey], { act: 'state' }, lifted)).status).toBe(200)
    expect(await counted()).toEqual([1, 3])
  })

  it('may lift after the hold has ended', async () => {
    const second = await certifyClerk(test, '11', 'counsel')
    const taken = newest(await act(test, [counsel.passkey], { ...arrives, seal: '2027-01-01' }))
    const closed = newest(await act(test, [counsel.passkey], { act: 'close', outcome: 'given' }, taken))
    const released = await act(test, [counsel.passkey, second.passkey], { act: 'release' }, closed)
    expect(released.status).toBe(200)
    at(noon + 60 * day)
    const lifted = await fresh()
    expect((await act(test, [counsel.passkey], { act: 'state' }, lifted)).status).toBe(200)
  })
})

it('an office of one releases alone, and says so', async () => {
  const { makeCity } = await import('../running-server.test.kit.ts')
  const test = await startTestServer({ city: makeCity({ threshold: 1 }) })
  const counsel = await certifyClerk(test, '9', 'counsel')
  const taken = newest(await act(test, [counsel.passkey], arrives))
  const closed = newest(await act(test, [counsel.passkey], { act: 'close', outcome: 'given' }, taken))
  const released = await act(test, [counsel.passkey], { act: 'release' }, closed)
  expect([released.status, released.body.alone, newest(released).released]).toEqual([200, true, '2026-11-23'])
  await test.end()
}, 60_000)

it('the law of the city decides what binds: each instrument as its file says', () => {
  const law = jurisdictionOf('illinois')
  expect(Object.entries(law.instruments).filter(([, { binding }]) => binding === 'at_once')).toHaveLength(5)
})
