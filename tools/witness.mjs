// `npm run witness -- --name library.example/witness --log KEY --data DIR [--port N] [--host NAME]`: a small witness (C2SP tlog-witness) that a library can run.
// It cosigns a log's checkpoint when it follows from the last one it cosigned, and forgets everything else: one file with the last size and root of each log,
// and its key. It writes before it answers, answers one request at a time, and logs nothing. Put a proxy with TLS before it.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign as signWith } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { verifyEd25519 } from '../record/ed25519.ts'
import { cosignatureKey, encodeKey, noteKey, parseKey } from '../record/note.ts'
import { longestRequest, witness } from '../record/witness.ts'

/**
 * The witness's key, made at the first start; the file only its owner may read.
 * @returns {{ key: import('../record/note.ts').VerifierKey, sign: (message: Uint8Array) => Uint8Array }}
 */
export function witnessKey(directory, name) {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, 'witness.pem')
  if (!existsSync(path)) {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' })
    writeFileSync(path, pem, { mode: 0o600, flag: 'wx', flush: true })
  }
  const secret = createPrivateKey(readFileSync(path))
  const publicKey = new Uint8Array(Buffer.from(createPublicKey(secret).export({ format: 'jwk' }).x, 'base64url'))
  return { key: { name, type: cosignatureKey, publicKey }, sign: message => new Uint8Array(signWith(null, message, secret)) }
}

/** The last tree of each log, as one file that is replaced whole and is on the disk before anybody hears of it. */
export function witnessState(directory) {
  const path = join(directory, 'seen.json')
  const seen = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  return {
    find: origin =>
      Object.hasOwn(seen, origin) ? { size: seen[origin].size, root: new Uint8Array(Buffer.from(seen[origin].root, 'base64')) } : null,
    keep(origin, { size, root }) {
      const next = { ...seen, [origin]: { size, root: Buffer.from(root).toString('base64') } }
      writeFileSync(`${path}.new`, `${JSON.stringify(next, null, 1)}\n`, { mode: 0o600, flush: true })
      renameSync(`${path}.new`, path)
      seen[origin] = next[origin]
    },
  }
}

/** @param {{ name: string, logs: import('../record/note.ts').VerifierKey[], directory: string, now?: () => number }} options */
export function createWitness({ name, logs, directory, now = () => Math.floor(Date.now() / 1000) }) {
  const { key, sign } = witnessKey(directory, name)
  const state = witnessState(directory)
  // One after the other: of two requests that begin from the same tree the second must see what the first left.
  let turn = Promise.resolve()
  const answer = body => {
    const asked = turn.then(async () => {
      let origin = ''
      const ports = { key, sign, logs, verify: verifyEd25519, now: now() }
      const find = one => {
        origin = one
        return state.find(one)
      }
      const said = await witness(body, find, ports)
      if (said.seen) state.keep(origin, said.seen)
      return said
    })
    turn = asked.then(
      () => {},
      () => {},
    )
    return asked
  }
  const server = createServer(async (request, response) => {
    const end = (status, type, body) => response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
    try {
      if (request.method !== 'POST' || !request.url.endsWith('/add-checkpoint')) return end(404, 'text/plain; charset=utf-8', '')
      const pieces = []
      let length = 0
      for await (const piece of request) {
        length += piece.length
        if (length > longestRequest) return end(400, 'text/plain; charset=utf-8', '')
        pieces.push(piece)
      }
      const { status, type, body } = await answer(new Uint8Array(Buffer.concat(pieces)))
      end(status, type, body)
    } catch {
      if (!response.headersSent) end(500, 'text/plain; charset=utf-8', '')
    }
  })
  server.requestTimeout = 10_000
  return { server, key }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv.slice(2)
  const values = option => given.flatMap((one, at) => (one === option && given[at + 1] !== undefined ? [given[at + 1]] : []))
  const [name] = values('--name')
  const [directory] = values('--data')
  let logs = []
  try {
    logs = values('--log').map(parseKey)
  } catch {
    // Said below.
  }
  if (!name || /[\s+]/.test(name) || !directory || logs.length === 0 || logs.some(({ type }) => type !== noteKey)) {
    console.error(
      "npm run witness -- --name library.example/witness --log KEY --data DIR [--port N] [--host NAME]\nKEY is what the city's /record/key says: name+hash+base64.",
    )
    process.exit(2)
  }
  const { server, key } = createWitness({ name, logs, directory })
  const port = Number(values('--port')[0] ?? 7380)
  server.listen(port, values('--host')[0] ?? 'localhost', () => {
    console.log(`witness of ${logs.map(log => log.name).join(', ')} at http://localhost:${server.address().port}`)
    console.log(`its key, for the city's witnesses.json: ${encodeKey(key)}`)
  })
}
