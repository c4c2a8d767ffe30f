/**
 * Before a city has a root there is nothing to serve but the page that makes one: no store, no relay, no settings. The page works alone;
 * what it makes is saved by the person who made it (cities/README.md).
 */
import type { AddressInfo } from 'node:net'
import { createEdge, type Tls } from './http/edge.ts'
import { addPages } from './http/page-routes.ts'
import { readPages } from './http/pages.ts'

export interface MakeRootOptions {
  port: number
  host: string
  tls?: Tls | undefined
  pagesDirectory: string
}

export async function startMakeRoot({ port, host, tls, pagesDirectory }: MakeRootOptions) {
  const app = createEdge({ faulted: () => {}, tls })
  addPages(app, { pages: readPages(pagesDirectory), sockets: () => [] })
  await app.listen({ port, host })
  const listening = (app.server.address() as AddressInfo).port
  return {
    port: listening,
    address: `${tls ? 'https' : 'http'}://localhost:${listening}/desk`,
    stop: async () => void (await app.close()),
  }
}
