/**
 * The real server with one thing taken away: it gives as many numbers as are asked for, all of today. So many in a minute as a measure needs would otherwise fill the
 * day, and be refused by the bound that keeps a script from taking all of them. Started by number.ts: CITY DATA PORT SIGNER.
 */
import { startServer } from '@latchkey/server/start.ts'

const [cityDirectory = '', dataDirectory = '', port = '', signer = ''] = process.argv.slice(2)
const server = await startServer({
  cityDirectory,
  dataDirectory,
  practice: true,
  port: Number(port),
  host: 'localhost',
  pagesDirectory: null,
  signer: { command: process.execPath, args: [signer] },
  unboundedNumbers: true,
})
process.on('disconnect', () => void server.stop().then(() => process.exit(0)))
process.send?.({ port: server.port })
