/**
 * Settings: makes a period and its blanks off the main thread, so that the page stays alive for the half minute it takes. The period's key
 * lives in this worker and cannot be exported; the page ends the worker when the stock has come, and the key with it.
 */
import type { Assertion } from '@latchkey/certificates/assertion.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { makeStock, type Stock, type StockOrder } from '@latchkey/certificates/x509/stock.ts'
import { random } from '@latchkey/ui/platform.ts'

export type StockStart = { do: 'start'; order: Omit<StockOrder, 'passkeys' | 'random'>; threshold: number }
export type StockAnswer = { do: 'assertion'; assertion: Assertion | null }
export type FromStock =
  | { say: 'assert'; challenge: Uint8Array }
  | { say: 'made'; done: number }
  | { say: 'stock'; stock: Stock }
  | { say: 'failed' }

const say = (message: FromStock) => self.postMessage(message)
let asked: { done(assertion: Assertion): void; failed(): void } | null = null

/** Stands for the next administrator: the page asks them. */
const passkey: Passkey = {
  credentialId: new Uint8Array(),
  publicKey: new Uint8Array(),
  assert: challenge =>
    new Promise((done, failed) => {
      asked = { done, failed: () => failed(new Error('cancelled')) }
      say({ say: 'assert', challenge })
    }),
}

self.onmessage = async (event: MessageEvent<StockStart | StockAnswer>) => {
  const message = event.data
  if (message.do === 'assertion') {
    if (message.assertion) asked?.done(message.assertion)
    else asked?.failed()
    return
  }
  const { order, threshold } = message
  try {
    const passkeys = Array.from({ length: threshold }, () => passkey)
    const stock = await makeStock({ ...order, passkeys, random }, done => {
      // Every blank would be a drawing of its own; the bar moves often enough.
      if (done % 32 === 0 || done === order.count) say({ say: 'made', done })
    })
    say({ say: 'stock', stock })
  } catch {
    say({ say: 'failed' })
  }
}
