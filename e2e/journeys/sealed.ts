/**
 * A request whose existence may not be stated: two worlds from one store, under one clock, the second with a sealed request in it. Every public file, every
 * screen of a clerk and a supervisor, and counsel's statement for another request have the same bytes in both. A third world, where the same request is not sealed, must differ: the comparison sees.
 *
 * Randomness: the worlds have the same store and keys. What a server signs anew has another signature each time, for whatever reason it signs; the cancelled list
 * is therefore compared without its signature, and by its length.
 */
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { parseRoot } from '@latchkey/certificates/root.ts'
import { askStatementTag, encodeAskStatement } from '@latchkey/certificates/statement.ts'
import { legalServerOf } from '@latchkey/desk/legal/ask-legal.ts'
import { type LegalPerson, signLegal } from '@latchkey/desk/legal/people.ts'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { recordPaths } from '@latchkey/server/record/record-pages.ts'
import { startServer } from '@latchkey/server/start.ts'
import { emptyStore } from '@latchkey/server/store/empty-store.test.kit.ts'
import { openPractice } from '@latchkey/try/practice-root/open-practice.ts'
import { practiceAdministrators, practicePasskey } from '@latchkey/try/practice-root/practice-people.ts'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import type { LegalDesk, LegalRequest, LegalSaid } from '@latchkey/wire/legal.ts'
import { buildCity, top } from '../../tools/build.mjs'
import { type Journey, must } from '../journey.ts'
import { openDesk, sitDown } from '../people.ts'

/** 23 November 2026, 12:00 in Chicago. */
const noon = 1_795_456_800
/** Longer than a signed number is remembered. */
const forgotten = 400

const arrived = {
  act: 'take_in',
  instrument: 'records_request',
  issuer: 'press',
  received: '2026-11-20',
  served: 'email',
  seal: 'none',
} as const satisfies LegalSaid

interface World {
  /** By address. */
  files: Map<string, string>
  /** By the name of the screen. */
  screens: Map<string, string>
}

export async function journey(run: Journey) {
  const directory = join(top, 'cities/chicago')
  const { out } = await buildCity({ city: 'chicago', say: () => {} })
  const root = parseRoot(JSON.parse(readFileSync(join(directory, 'root.json'), 'utf8')))
  const port = await freePort()
  const clock = { now: noon }
  const counsel: LegalPerson = { role: 'counsel', alias: '9', passkeys: [practicePasskey('9')] }
  const [first] = practiceAdministrators()
  const administrator: LegalPerson = { role: 'administrator', alias: 'a', passkeys: [first!] }

  const start = (data: string) =>
    startServer({
      cityDirectory: directory,
      dataDirectory: data,
      practice: true,
      port,
      pagesDirectory: join(out, 'www'),
      signer: { command: process.execPath, args: ['-e', ''] },
      warmSigners: 0,
      clock: () => clock.now,
      timer: false,
      memoryBase: null,
    })
  const address = `http://localhost:${port}`
  const post = (path: string, body: object) =>
    fetch(address + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const freshNonce = async () => toBytes(((await (await post('/settings/nonce', {})).json()) as { nonce: string }).nonce)
  const say = async (people: LegalPerson[], said: LegalSaid, seen: LegalRequest | null = null): Promise<LegalDesk> => {
    const certified = await signLegal({ root, nonce: await freshNonce(), people, said, seen })
    return legalServerOf((path, options) => fetch(address + path, options)).say(said.act === 'look' ? 'look' : 'act', certified)
  }
  /** What counsel hands out for the request that everyone may know of: JSON, PDF and hash. */
  const statement = async (): Promise<string> => {
    const nonce = await freshNonce()
    const body = encodeAskStatement({ city: root.city, alias: '9', nonce })
    const certified = toText(encodeCertified(await certify(askStatementTag, body, [practicePasskey('9')])))
    const answer = await post('/statement', { certified })
    must(answer.ok, 'no statement could be made')
    return answer.text()
  }
  const newest = ({ requests }: LegalDesk) => requests.at(-1) as LegalRequest

  const base = join(run.folder, 'base')
  await run.step('a city with staff, cards to print and one request that everyone may know of', async () => {
    await emptyStore(base)
    const server = await start(base)
    await openPractice({ address, fetch, now: clock.now })
    await say([counsel], arrived)
    await server.tick()
    await server.stop()
  })

  /** Lives through the same hours as every other world; only `between` is its own. */
  async function live(name: string, between: () => Promise<void>): Promise<World> {
    clock.now = noon
    const data = join(run.folder, name)
    cpSync(base, data, { recursive: true })
    const server = await start(data)
    try {
      await between()
      clock.now = noon + forgotten
      await server.step()
      await server.tick()
      const files = await publicFiles(address)
      files.set('counsel’s statement for the other request', await statement())
      return { files, screens: await screens(run, address, name, clock.now) }
    } finally {
      await server.stop()
    }
  }

  const without = await run.step('the world without it', () => live('without', async () => {}))
  const sealed = await run.step('the world with it: taken in, decided, sealed anew, seen by counsel alone', () =>
    live('sealed', async () => {
      const taken = newest(await say([counsel], { ...arrived, instrument: 'grand_jury_subpoena', issuer: 'prosecutor', seal: 'open' }))
      const refused = await say([counsel], { act: 'state' }, taken).then(
        () => 'done',
        problem => (problem as { code?: string }).code,
      )
      must(refused === 'legal_sealed', 'its existence was stated before its seal lifts')
      const decided = (await say([counsel], { act: 'decide', decision: 'nothing_held' }, taken)).requests.find(
        ({ number }) => number === taken.number,
      ) as LegalRequest
      await say([counsel], { act: 'reseal', seal: '2027-06-01' }, decided)
      must((await say([counsel], { act: 'look' })).requests.length === 2, 'counsel does not see both')
      const seen = await say([administrator], { act: 'look' }).then(
        () => 'done',
        problem => (problem as { code?: string }).code,
      )
      must(seen === 'not_allowed', 'an administrator who is not named sees it')
    }),
  )
  await run.step('every public file is the same, byte by byte', async () => {
    must(without.files.size > 15, `only ${without.files.size} files were compared`)
    must(differing(without.files, sealed.files).length === 0, `these differ: ${differing(without.files, sealed.files).join(', ')}`)
  })
  await run.step('so is every screen of a clerk, a supervisor and an administrator', async () => {
    must(without.screens.size >= 5, `only ${without.screens.size} screens were compared`)
    must(differing(without.screens, sealed.screens).length === 0, `these differ: ${differing(without.screens, sealed.screens).join(', ')}`)
  })
  await run.step('the same request without a seal is seen by this comparison', async () => {
    const open = await live('open', async () => {
      await say([counsel], { ...arrived, instrument: 'grand_jury_subpoena', issuer: 'prosecutor' })
    })
    must(differing(without.files, open.files).length > 0, 'a request that may be stated changed no public file')
    must(differing(without.screens, open.screens).length === 0, 'a hold shows on the screen of somebody who must not see it')
  })
}

const differing = (one: Map<string, string>, other: Map<string, string>): string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter(name => one.get(name) !== other.get(name))

/** Values for the parts of an address that are not fixed. A route with others has to be given one here. */
const parts: Record<string, string> = { period: '11', site: 'main_office', day: '2026-11-24.ics', quarter: '2026-4' }

/** Everything that anybody may get, as the routes of the server say it: a new route is compared without anybody thinking of it. */
async function publicFiles(address: string): Promise<Map<string, string>> {
  const source = ['routes.ts', 'page-routes.ts'].map(name => readFileSync(join(top, 'server/http', name), 'utf8')).join('\n')
  const paths = [...source.matchAll(/\bget\(\s*'(\/[^'*]*)'/g)].map(([, path]) => path as string).concat(recordPaths)
  must(paths.length > 12, 'the routes were not found')
  const files = new Map<string, string>()
  for (const path of new Set(paths)) {
    const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
      must(parts[name] !== undefined, `${path}: give ${name} a value in sealed.ts`)
      return parts[name]
    })
    files.set(filled, await answerOf(await fetch(address + filled)))
  }
  const state = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
  files.set('/settings/state', await answerOf(await fetch(`${address}/settings/state`, state)))
  for (const [path, said] of await publishedFiles(address)) files.set(path, said)
  return files
}

/** The record's hours, file by file. Lists are signed anew each time, so that of them the length is compared; entries and checkpoint follow from all of it. */
async function publishedFiles(address: string): Promise<Map<string, string>> {
  const text = async (path: string) => (await fetch(`${address}/record/${path}`)).text()
  const size = Number((await text('checkpoint')).split('\n')[1])
  must(size >= 2, 'the record has no hour of its own')
  const files = new Map<string, string>()
  for (let n = 0; n < size; n++) {
    const names = (await text(`hours/${n}/files`))
      .trimEnd()
      .split('\n')
      .map(line => line.slice(66))
    must(names.includes('requests.json'), 'the requests are not published')
    for (const name of names) {
      const said = await text(`hours/${n}/${name}`)
      files.set(`hour ${n}: ${name}`, name.startsWith('cancelled') ? String(said.length) : said)
    }
  }
  return files
}

/** Status, headers and bytes; of what is signed anew each time its signature by length alone. */
async function answerOf(answer: Response): Promise<string> {
  const headers = [...answer.headers].filter(([name]) => !['date', 'keep-alive'].includes(name)).map(([name, value]) => `${name}: ${value}`)
  const body = await answer.text()
  const signed = answer.headers.get('content-type')?.startsWith('application/statuslist+jwt')
  const compared = signed ? body.replace(/\.([^.]*)$/, (_, signature: string) => `.${'x'.repeat(signature.length)}`) : body
  return [answer.status, ...headers, compared].join('\n')
}

/** What stands on the screens of those who must not know. */
async function screens(run: Journey, address: string, world: string, now: number): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  for (const who of ['clerk', 'supervisor'] as const) {
    const desk = await openDesk(run, address, `${world}-${who}`, { path: who === 'supervisor' ? '/desk#supervisor' : '/desk' })
    const { page } = desk
    await page.clock.setFixedTime(now * 1000)
    await page.reload()
    const keep = async (name: string) => {
      seen.set(`${who} ${name}`, await page.evaluate(() => document.body.outerHTML))
      await run.shot(page, `${world}-${who}-${name}`)
    }
    await page.waitForSelector('#touch:not([disabled])')
    await keep('open')
    await sitDown(desk)
    await page.waitForSelector('#next')
    await keep('line')
    if (who === 'supervisor') {
      await desk.press('v')
      await desk.at('board')
      await page.waitForSelector('#desks')
      await page.waitForFunction(() => /\d/.test(document.querySelector('#board-wait strong')?.textContent ?? ''))
      await keep('board')
    } else {
      await page.goto(`${address}/desk#settings`)
      await page.reload()
      await page.waitForSelector('.standing')
      await keep('settings')
    }
    await desk.person.close()
  }
  return seen
}
