// The control of a number: the same framework, asked the same, answering the same bytes without thinking.
import fastify from 'fastify'

const app = fastify({ logger: false })
const reply = { way: 'phone', day: '2026-11-29', n: 12_345, mac: 'AAAAAAAAAAAAAAAAAAAAAA' }
app.post('/waiting/number', async () => reply)
await app.listen({ port: 0, host: '127.0.0.1' })
process.send({ port: app.server.address().port })
process.on('disconnect', () => process.exit(0))
