// `npm run watch -- https://city.example [--once] [--state FILE] [--key KEY] [--no-pages]`: the watcher as a command, for a library or a legal-aid office.
// One look, or one after every entry. Exit status with --once: 0 all is well, 1 an alarm, 2 it could not look. Keeps one file and nothing else.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { verifyEd25519 } from '../record/ed25519.ts'
import { parseKey } from '../record/note.ts'
import { isWell, look } from '../record/watch.ts'
import { encodeWatched, parseWatched } from '../record/watched.ts'
import { createGet, originOf } from '../watcher/ask.ts'
import { nextStep } from '../watcher/next-step.ts'

const texts = JSON.parse(readFileSync(new URL('../ui/languages/en/watch.json', import.meta.url), 'utf8'))
/** Seconds after an entry is due. */
const grace = 20

/**
 * One look, with what the last one left in the state file; what this one leaves is written beside it and moved there whole.
 * @param {{ origin: string, state: string, key?: import('../record/note.ts').VerifierKey, pages?: boolean, say?: (line: string) => void, now?: () => number, get?: import('../record/watch.ts').WatchPorts['get'] }} options
 * @returns {Promise<{ status: 0 | 1 | 2, next: number | null }>} `next`: when the next entry is due
 */
export async function watchOnce({
  origin,
  state,
  key,
  pages = true,
  say = console.log,
  now = () => Math.floor(Date.now() / 1000),
  get = createGet(origin),
}) {
  const before = existsSync(state) ? parseWatched(readFileSync(state, 'utf8')) : null
  if (before === null && existsSync(state)) {
    say(`${state} is not what an earlier look left. Move it away to begin anew: what was seen before is then forgotten.`)
    return { status: 2, next: null }
  }
  const found = await look({ get, verify: verifyEd25519, now: now(), before, pages, key })
  const { findings, newest, watched } = found
  for (const { what, alarm, n, names } of findings) {
    const next = alarm ? texts[`watch.next.${nextStep[what]}`] : texts['watch.waiting.says']
    const about = [n === undefined ? '' : ` Entry ${n}.`, names ? ` ${names.join(', ')}.` : ''].join('')
    say(`${alarm ? 'ALARM' : 'this hour'} ${what}: ${texts[`watch.${what}`]}.${about}\n      ${next}`)
  }
  if (newest) {
    const { size, at, every, hours, files, witnesses } = newest
    say(
      `${isWell(found) ? 'well' : 'NOT WELL'}: ${origin}, ${size} entries, newest ${new Date(at * 1000).toISOString()}; ${hours} hours read, ${files} files compared, ${witnesses} witnesses`,
    )
    if (before === null && watched) say(`first look; key of the record: ${JSON.parse(encodeWatched(watched)).key}`)
    if (watched) {
      writeFileSync(`${state}.new`, encodeWatched(watched), { flush: true })
      renameSync(`${state}.new`, state)
    }
    return { status: isWell(found) ? 0 : 1, next: at + every + grace }
  }
  // What was seen is kept as it was: an alarm does not go away by looking again.
  return { status: findings.some(({ what }) => what === 'city_unreachable' || what === 'record_missing') ? 2 : 1, next: null }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv.slice(2)
  const after = option => (given.includes(option) ? given.splice(given.indexOf(option), 2)[1] : undefined)
  const flag = option => given.includes(option) && given.splice(given.indexOf(option), 1).length > 0
  const [state, keyText] = [after('--state'), after('--key')]
  const [once, pages] = [flag('--once'), !flag('--no-pages')]
  const origin = given.length === 1 ? originOf(given[0]) : null
  let key
  try {
    key = keyText === undefined ? undefined : parseKey(keyText)
  } catch {
    console.error('That is not a key of a record. It looks like name+hash+base64.')
    process.exit(2)
  }
  if (origin === null) {
    console.error('Which city? npm run watch -- https://city.example [--once] [--state FILE] [--key KEY] [--no-pages]')
    process.exit(2)
  }
  const options = { origin, key, pages, state: state ?? `watch-${new URL(origin).host.replace(':', '-')}.json` }
  for (;;) {
    const { status, next } = await watchOnce(options)
    if (once) process.exit(status)
    const wait = Math.max(60, (next ?? 0) - Date.now() / 1000)
    await new Promise(done => setTimeout(done, wait * 1000))
  }
}
