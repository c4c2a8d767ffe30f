// The control of an idle socket: ws on Node's own HTTP, two sockets a room in a map, nothing else.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import './collect.mjs'

const rooms = new Map()
let opened = 0
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 16_384 })
const server = createServer((_request, response) => response.writeHead(404).end())
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, client => {
    const id = Math.floor(opened++ / 2)
    const room = rooms.get(id) ?? []
    room.push(client)
    rooms.set(id, room)
    client.on('error', () => {})
    client.on('message', (data, binary) => {
      for (const other of room) if (other !== client) other.send(data, { binary })
    })
    client.on('close', () => rooms.delete(id))
  }),
)
server.listen(0, 'localhost', () => process.send({ port: server.address().port }))
process.on('disconnect', () => process.exit(0))
