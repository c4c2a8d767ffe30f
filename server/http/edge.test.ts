/** What the edge adds to its framework: looks, which are answered before it. Routes have every-route.test.ts. */
import { afterEach, expect, it } from 'vitest'
import { createEdge } from './edge.ts'

let end = async () => {}
afterEach(() => end())

async function serve(answer: () => string) {
  let faults = 0
  const app = createEdge({ faulted: () => faults++ })
  app.look('/look', answer)
  end = () => app.close()
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  return { ask: (path: string, method = 'GET') => fetch(address + path, { method }), faults: () => faults }
}

it('a look says the same by either way, and its length in bytes', async () => {
  const { ask } = await serve(() => '{"line":7}')
  const [exact, head, encoded] = [await ask('/look'), await ask('/look', 'HEAD'), await ask('/loo%6B')]
  expect([await exact.text(), await head.text(), await encoded.text()]).toEqual(['{"line":7}', '', '{"line":7}'])
  const headers = ({ headers }: Response) => Object.fromEntries([...headers].filter(([name]) => name !== 'date' && name !== 'connection'))
  expect(headers(exact)).toMatchObject({ 'content-length': '10', 'cache-control': 'no-store', 'access-control-allow-origin': '*' })
  expect(headers(head)).toEqual(headers(exact))
  expect(headers(encoded)).toEqual(headers(exact))
})

it('a look that breaks is a fault as of any route, counted once, and the next one is answered', async () => {
  let broken = true
  const { ask, faults } = await serve(() => {
    if (broken) throw new Error('what somebody sent')
    return '{}'
  })
  const refused = await ask('/look')
  expect([refused.status, await refused.json()]).toEqual([500, { fault: 'broken' }])
  expect(faults()).toBe(1)
  broken = false
  expect(await (await ask('/look')).text()).toBe('{}')
})
