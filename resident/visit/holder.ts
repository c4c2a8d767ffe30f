import { toBytes } from '@latchkey/wire/edge.ts'
import type { Holder } from './kept-visit.ts'

/** The phone's key on its card: made for one visit, kept with the card it is on. P-256, 32 bytes each. */
export async function makeHolder(subtle: SubtleCrypto): Promise<Holder> {
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const { x = '', y = '', d = '' } = await subtle.exportKey('jwk', pair.privateKey)
  return { x: toBytes(x), y: toBytes(y), d: toBytes(d) }
}
