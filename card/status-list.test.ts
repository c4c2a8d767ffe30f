import { deflateSync, inflateSync } from 'node:zlib'
import { getListFromStatusListJWT, StatusList as StrangersList } from '@owf/token-status-list'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CardFault } from './faults.ts'
import {
  buildList,
  cancelled,
  newStatuses,
  padStep,
  replaced,
  type Status,
  setStatus,
  statusesLength,
  statusOf,
  valid,
  verifyList,
} from './status-list.ts'
import { keyOf, specimenCertificate, verify } from './vectors/specimen.ts'

const { listKey, listAddress } = specimenCertificate()
const at = 1_790_000_000
const deflate = (bytes: Uint8Array) => deflateSync(bytes)
const inflate = (bytes: Uint8Array, most: number) => inflateSync(bytes, { maxOutputLength: most })
const build = (statuses: Uint8Array, of: Partial<Parameters<typeof buildList>[0]> = {}) =>
  buildList({ statuses, listAddress, at, ttl: 3600, until: at + 86_400 * 90, deflate, sign: keyOf('list').sign, ...of })
const read = (jwt: string, of: Partial<Parameters<typeof verifyList>[1]> = {}) =>
  verifyList(jwt, { listKey, listAddress, now: at + 60, inflate, verify, ...of })
const faultOf = async (run: Promise<unknown>) => {
  try {
    await run
  } catch (fault) {
    if (fault instanceof CardFault) return fault.code
    throw fault
  }
  return 'none'
}

const marks: [number, Status][] = [
  [0, cancelled],
  [1, replaced],
  [2, valid],
  [3, cancelled],
  [777_777, replaced],
  [2 ** 20 - 1, cancelled],
]
const statuses = newStatuses()
for (const [index, status] of marks) setStatus(statuses, index, status)
const jwt = await build(statuses)

describe('cancelled list', () => {
  it('comes back with every status and its time', async () => {
    const list = await read(jwt)
    for (const [index, status] of marks) expect(list.status(index)).toBe(status)
    expect([4, 777_776, 777_778].map(index => list.status(index))).toEqual([valid, valid, valid])
    expect(list.at).toBe(at)
  })

  it('is read alike by another implementation', () => {
    const strangers = getListFromStatusListJWT(jwt)
    for (const [index, status] of marks) expect(strangers.getStatus(index)).toBe(status)
    expect(strangers.getStatus(12_345)).toBe(0)
  })

  it('reads what another implementation packs', async () => {
    const values = new Array<number>(2 ** 20).fill(0)
    for (const [index, status] of marks) values[index] = status
    const strangers = new StrangersList(values, 2)
    const lst = strangers.compressStatusListToBytes()
    expect(new Uint8Array(inflateSync(lst))).toEqual(statuses)
  })

  it('keeps the neighbours of what is written', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(63), fc.constantFrom<Status>(0, 1, 3)), { maxLength: 40 }), writes => {
        const list = newStatuses()
        const model = new Map<number, Status>()
        for (const [index, status] of writes) {
          setStatus(list, index, status)
          model.set(index, status)
        }
        for (let index = 0; index < 64; index++) expect(statusOf(list, index)).toBe(model.get(index) ?? 0)
      }),
    )
  })

  it('reads the fourth value, which nobody writes, as cancelled', () => {
    const list = newStatuses()
    list[0] = 0b10
    expect(statusOf(list, 0)).toBe(cancelled)
  })

  it('refuses an index outside', async () => {
    const list = await read(jwt)
    for (const index of [-1, 2 ** 20, 0.5, Number.NaN]) expect(() => list.status(index)).toThrow('malformed')
    expect(() => setStatus(statuses, 2 ** 20, 1)).toThrow('malformed')
  })

  it('has the same length whatever is cancelled, until it fills another 16 KiB', async () => {
    const few = await build(newStatuses())
    expect(few.length).toBe(jwt.length)
    const payload = (text: string) => Buffer.from(text.split('.')[1]!, 'base64url').length
    expect(payload(jwt)).toBe(padStep)
    const many = newStatuses()
    for (let index = 0; index < 2 ** 20; index += 7) setStatus(many, index, ((index / 7) % 3 === 0 ? 1 : 3) as Status)
    expect(payload(await build(many)) % padStep).toBe(0)
    expect(await faultOf(read(await build(many)))).toBe('none')
  })

  it('holds the whole of a list that does not shrink', async () => {
    const noise = new Uint8Array(statusesLength)
    let state = 1
    for (let place = 0; place < noise.length; place++) noise[place] = (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24
    expect(await faultOf(read(await build(noise)))).toBe('none')
  })

  it.each<[string, () => Promise<unknown>, string]>([
    ['signed by another key', async () => read(await build(statuses, { sign: keyOf('thief').sign })), 'list_signature'],
    ['with a key that is no point', () => read(jwt, { listKey: new Uint8Array(65) }), 'list_signature'],
    ['of another period', () => read(jwt, { listAddress: listAddress.replace('11', '12') }), 'list_other'],
    ['after its end', () => read(jwt, { now: at + 86_400 * 90 + 1 }), 'list_ended'],
    [
      'that inflates to more',
      async () => read(await build(statuses, { deflate: () => deflateSync(new Uint8Array(statusesLength + 1)) })),
      'list_malformed',
    ],
    ['that inflates to less', async () => read(await build(statuses, { deflate: () => deflateSync(new Uint8Array(9)) })), 'list_malformed'],
    ['that does not inflate', async () => read(await build(statuses, { deflate: () => new Uint8Array(9) })), 'list_malformed'],
    ['of two parts', () => read(jwt.slice(0, jwt.lastIndexOf('.'))), 'list_malformed'],
    ['that is endless', () => read('a'.repeat(600_000)), 'list_malformed'],
  ])('refuses one %s', async (_, run, code) => {
    expect(await faultOf(run())).toBe(code)
  })

  it('refuses another kind of token or a payload of another shape, though its key signed it', async () => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const signed = async (header: unknown, payload: unknown) => {
      const input = `${encode(header)}.${encode(payload)}`
      return `${input}.${Buffer.from(await keyOf('list').sign(Buffer.from(input))).toString('base64url')}`
    }
    const header = { alg: 'ES256', typ: 'statuslist+jwt' }
    const lst = Buffer.from(deflate(statuses)).toString('base64url')
    const payload = { sub: listAddress, iat: at, exp: at + 1000, ttl: 3600, status_list: { bits: 2, lst }, pad: '' }
    expect(await faultOf(read(await signed(header, payload)))).toBe('none')
    const others = [
      [{ ...header, typ: 'JWT' }, payload],
      [{ ...header, alg: 'none' }, payload],
      [{ ...header, jwk: {} }, payload],
      [header, { ...payload, status_list: { bits: 1, lst } }],
      [header, { ...payload, status_list: { bits: 2, lst: 5 } }],
      [header, { ...payload, status_list: { bits: 2, lst: '!' } }],
      [header, { ...payload, iat: '1' }],
      [header, { ...payload, exp: -1 }],
      [header, { ...payload, more: 1 }],
      [header, []],
      [header, null],
    ]
    for (const [head, body] of others) expect(await faultOf(read(await signed(head, body)))).toBe('list_malformed')
  })

  it('answers any text with a fault of the list', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async text => {
        expect(await faultOf(read(text))).toBe('list_malformed')
      }),
    )
  })
})
