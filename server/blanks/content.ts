/** A pool as one row of the store: CBOR [[index, certificate, signature, key, closed], …], so that using a blank is no change of any row. */
import type { PooledBlank } from '@latchkey/card/pipe.ts'
import { decodeCbor, encodeCbor } from '@latchkey/certificates/cbor.ts'

type Fields = [number, Uint8Array, Uint8Array, Uint8Array, Uint8Array]

export const encodeContent = (blanks: PooledBlank[]): Uint8Array =>
  encodeCbor(blanks.map(blank => [blank.index, blank.certificate, blank.signature, blank.key, blank.closed]))

export const parseContent = (content: Uint8Array): PooledBlank[] =>
  (decodeCbor(content) as Fields[]).map(([index, certificate, signature, key, closed]) => ({ index, certificate, signature, key, closed }))
