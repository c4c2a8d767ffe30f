// The control of the relay: connections in pairs as they come, the bytes of one piped into the other by Node and by nothing else.
import { createServer } from 'node:net'

let first = null
const server = createServer({ noDelay: true }, socket => {
  socket.on('error', () => socket.destroy())
  if (first === null) first = socket
  else {
    first.pipe(socket).pipe(first)
    first = null
  }
})
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
process.on('disconnect', () => process.exit(0))
