/** The cancelled list of 1,048,576 cards, built and signed as the clock does it, beside the implementation of others that wallets use. */
import { buildList, cancelled, newStatuses, setStatus } from '@latchkey/card/status-list.ts'
import { indexes } from '@latchkey/certificates/blank.ts'
import { compress } from '@latchkey/server/cancelled/cancelled.ts'
import { makeP256, random, signer } from '@latchkey/server/platform.ts'
import { createHeaderAndPayload, StatusList } from '@owf/token-status-list'
import { inTurns, type Measured } from './measure.ts'

/** One card in a hundred, anywhere in the list. */
const cancelledOnes = Array.from({ length: Math.floor(indexes / 100) }, () => Buffer.from(random(4)).readUInt32BE() % indexes)
const listAddress = 'http://localhost:4400/cancelled/list/1'
const at = 1_790_000_000
const until = at + 30 * 86_400

const milliseconds = async (work: () => Promise<unknown>) => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

export async function cancelledList(): Promise<Measured> {
  const sign = signer(makeP256())
  // The other takes a list of numbers. Making it is not counted.
  const numbers = new Array<number>(indexes).fill(0)
  for (const index of cancelledOnes) numbers[index] = cancelled
  const { value, peerValue } = await inTurns(
    () =>
      milliseconds(async () => {
        const statuses = newStatuses()
        for (const index of cancelledOnes) setStatus(statuses, index, cancelled)
        await buildList({ statuses, listAddress, at, ttl: 3600, until, deflate: compress, sign })
      }),
    () =>
      milliseconds(async () => {
        const payload = { iss: listAddress, sub: listAddress, iat: at, exp: until }
        const made = createHeaderAndPayload(new StatusList(numbers, 2), payload, { alg: 'ES256', typ: 'statuslist+jwt' })
        const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
        const input = `${encode(made.header)}.${encode(made.payload)}`
        return `${input}.${Buffer.from(await sign(Buffer.from(input))).toString('base64url')}`
      }),
    7,
  )
  return {
    bench: 'cancelled-list',
    value,
    unit: 'ms a list of 1,048,576',
    peer: '@owf/token-status-list, signed by the same key',
    peerValue,
    ratio: value / peerValue,
    target: 'ratio ≤ 0.5',
    met: value / peerValue <= 0.5,
  }
}
