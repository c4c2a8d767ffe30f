/**
 * The practice city's launcher: keeps the server running as a child, opens the city as its practice administrators would,
 * and, asked by the tour, seizes the server. The server never searches itself: what looks for traces is outside it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openPractice } from '../practice-root/open-practice.ts'
import { seizeTheServer } from './seize.ts'

const here = dirname(fileURLToPath(import.meta.url))
const value = (name: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? process.argv[at + 1] : undefined
}
const directory = resolve(value('directory') ?? 'cities/chicago')
const port = Number(value('port') ?? 4400)
const data = resolve(value('data') ?? join('data', directory.split('/').at(-1) ?? 'practice'))
if (process.argv.includes('--fresh')) rmSync(data, { recursive: true, force: true })
mkdirSync(data, { recursive: true, mode: 0o700 })

const address = `http://localhost:${port}`
const { city: cityName } = JSON.parse(readFileSync(join(directory, 'names.json'), 'utf8')) as { city: string }
let server: ChildProcess | undefined
let stopping = false
let announced = false
let quickDeaths = 0
/** A practice city that runs across the end of a quarter certifies the next one by itself. */
const daily = setInterval(() => void openPractice({ address, fetch }).catch(() => {}), 86_400_000)
daily.unref()

function startServer() {
  const startedAt = Date.now()
  const child = spawn(
    process.execPath,
    [join(here, 'server.js'), '--directory', directory, '--data', data, '--port', String(port), '--practice'],
    {
      // Where it is open, the launcher says in more words.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // Its own group: Ctrl-C in the terminal reaches the launcher, which then stops the server in order.
      detached: true,
    },
  )
  server = child
  child.on('message', message => void heard(child, message as { at?: string; ask?: string }))
  child.on('exit', code => {
    if (stopping) return
    quickDeaths = Date.now() - startedAt < 5_000 ? quickDeaths + 1 : 0
    // A server that ends by itself with a status has said why; one that was killed is started again at once.
    if (code !== null && code !== 0 && !announced) process.exit(code)
    if (quickDeaths > 5) {
      console.error('The server ends right after its start; giving up.')
      process.exit(1)
    }
    startServer()
  })
}

async function heard(child: ChildProcess, message: { at?: string; ask?: string }) {
  if (message.at === 'listening') {
    // After a restart everything is in the store already; this finds that out and does nothing.
    await openPractice({ address, fetch })
    if (!announced) announce()
    announced = true
  }
  if (message.ask === 'seize' && child.pid) {
    const tell = (seizure: unknown) => child.connected && child.send({ seizure })
    await seizeTheServer({ address, directory, data, serverPid: child.pid, programs: here, tell })
  }
}

function announce() {
  console.log(`
${cityName} (practice city) is open. Nothing here is real.

  Start here      ${address}/try
  Resident        ${address}/
  Clerk           ${address}/desk
  Check a card    ${address}/check
  Public record   ${address}/record

Ctrl-C stops. --fresh forgets everything. Data: ${data}
`)
}

function stop() {
  if (stopping) return
  stopping = true
  if (!server?.pid || server.exitCode !== null) process.exit(0)
  server.once('exit', () => process.exit(0))
  if (server.connected) server.send({ do: 'stop' })
  else server.kill('SIGTERM')
  setTimeout(() => server?.kill('SIGKILL'), 5_000).unref()
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
process.on('SIGHUP', stop)
process.on('exit', () => server?.kill('SIGKILL'))

startServer()
