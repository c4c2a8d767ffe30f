/** Stopping: nobody outside can keep a server from ending. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { startTestServer } from './running-server.test.kit.ts'

it('ends although somebody never finishes what they began to ask', async () => {
  const test = await startTestServer()
  const slow = connect(test.server.port, 'localhost')
  slow.on('error', () => {})
  await once(slow, 'connect')
  slow.write('POST /waiting/claim HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{')
  // Answered on another connection, the request above has been read as far as it goes.
  expect((await fetch(`${test.server.address}/now`)).status).toBe(200)
  const cut = once(slow, 'close')
  await test.end()
  await cut
})
