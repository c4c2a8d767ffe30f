// The control of a number: the same framework, asked the same, answering the same bytes without thinking. Its headers, as JSON, are the argument.
import fastify from 'fastify'

const headers = JSON.parse(process.argv[2])
const reply = { way: 'phone', day: '2026-11-29', n: 12_345, mac: 'AAAAAAAAAAAAAAAAAAAAAA' }
const app = fastify({ logger: false })
app.post('/waiting/number', (_request, answer) => {
  answer.headers(headers).send(reply)
})
await app.listen({ port: 0, host: '127.0.0.1' })
process.send({ port: app.server.address().port })
process.on('disconnect', () => process.exit(0))
