/** Settings: a period's stock from its worker. The worker is ended when the stock has come or nothing more will: the period's key goes with it. */
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import type { Stock, StockOrder } from '@latchkey/certificates/x509/stock.ts'
import { workerUrl } from '@latchkey/ui/worker-url.ts'
import type { FromStock, StockAnswer, StockStart } from './stock-worker.ts'
import workerAddress from './stock-worker.ts?worker&url'

/**
 * @param passkeys of as many administrators as must sign, asked before the blanks are made
 * @param onMade how many blanks there are so far
 * @throws when an administrator cancels, or the worker fails
 */
export function makeStockApart(
  order: Omit<StockOrder, 'passkeys' | 'random'>,
  passkeys: readonly Passkey[],
  onMade: (done: number) => void,
): Promise<Stock> {
  const worker = new Worker(workerUrl(workerAddress), { type: 'module', name: 'stock' })
  const tell = (message: StockStart | StockAnswer) => worker.postMessage(message)
  let next = 0
  return new Promise<Stock>((done, failed) => {
    worker.onerror = () => failed(new Error('the worker failed'))
    worker.onmessage = async (event: MessageEvent<FromStock>) => {
      const message = event.data
      if (message.say === 'made') onMade(message.done)
      else if (message.say === 'stock') done(message.stock)
      else if (message.say === 'failed') failed(new Error('no stock'))
      else {
        const assertion = await passkeys[next++]?.assert(message.challenge).catch(() => null)
        tell({ do: 'assertion', assertion: assertion ?? null })
      }
    }
    tell({ do: 'start', order, threshold: passkeys.length })
  }).finally(() => worker.terminate())
}
