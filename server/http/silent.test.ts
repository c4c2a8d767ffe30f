/** A connection without a word is ended, one that is used is not. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { expect, it } from 'vitest'
import { SilentConnections } from './silent.ts'

async function serve() {
  const silent = new SilentConnections()
  const server = createServer((_request, response) => response.end('yes'))
  server.keepAliveTimeout = 0
  server.on('connection', socket => silent.watch(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const open = async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    await once(server, 'connection')
    return socket
  }
  return { silent, open, end: () => server.close() }
}

const ask = async (socket: Socket) => {
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /)
}

it('who asks between any two rounds keeps the connection; who then falls silent loses it at the second', async () => {
  const { silent, open, end } = await serve()
  const socket = await open()
  for (let round = 0; round < 4; round++) {
    await ask(socket)
    silent.round()
  }
  const closed = once(socket, 'close')
  silent.round()
  await closed
  end()
})

it('who never says a word is ended, and the others go on', async () => {
  const { silent, open, end } = await serve()
  const [mute, other] = [await open(), await open()]
  const closed = once(mute, 'close')
  await ask(other)
  silent.round()
  await ask(other)
  silent.round()
  await closed
  await ask(other)
  other.destroy()
  end()
})
