/**
 * A printer for tests, journeys and the drill: Debian's `ippeveprinter` (package cups-ipp-utils), the IPP working group's reference, with ID-1 cards.
 *
 *   const bus = await startBus()                      dbus and avahi-daemon, which it needs; ends only what it started
 *   const printer = await startPrinter()              an ID-1 card printer in colour, two-sided; `{ media: 'letter' }` one for paper
 *   await printer.breaks('media-jam')                 from now on every job fails for this reason; null: prints again
 *   printer.pages()                                   the page images it kept, one a job
 *   printer.everythingElse()                          every other file it left, its name and bytes: no canary may be in there
 *   await printer.jobs()                              its list of jobs as it tells anyone: titles, users
 *   const helper = await startHelper({ printer: printer.uri, origin })      the helper as the office starts it
 *   helper.address, helper.code, helper.output()      what the desk is given, and what stood on its console
 *   await helper.stop(); await printer.stop(); await bus.stop()
 *
 * The desk page may only ask port 6310: journeys start the helper with `port: helperPort`. `program` runs a built `printer.js` instead of the source;
 * `cwd` runs another copy of the tree (the drill's plants).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { type Attributes, ask } from './ask.ts'

const top = dirname(dirname(fileURLToPath(import.meta.url)))
/** Programs of the system are outside the path of most users. */
const path = `${process.env.PATH}:/usr/sbin:/sbin`
const memoryFiles = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

const answers = (socket: string) =>
  new Promise<boolean>(done => {
    const connection = connect(socket)
    const tell = (does: boolean) => {
      connection.destroy()
      done(does)
    }
    connection.once('connect', () => tell(true)).once('error', () => tell(false))
  })

async function until(is: () => Promise<boolean>, says: string): Promise<void> {
  const end = Date.now() + 20_000
  while (!(await is())) {
    if (Date.now() > end) throw new Error(says)
    await wait(50)
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  // A program with a job in hand may wait for it.
  const late = setTimeout(() => child.kill('SIGKILL'), 3_000)
  await ended
  clearTimeout(late)
}

/** dbus and avahi-daemon, if they do not run yet (only root can start them). */
export async function startBus(): Promise<{ stop(): Promise<void> }> {
  const started: ChildProcess[] = []
  const needs: [socket: string, command: string, args: string[]][] = [
    ['/run/dbus/system_bus_socket', 'dbus-daemon', ['--system', '--nofork', '--nopidfile']],
    ['/run/avahi-daemon/socket', 'avahi-daemon', []],
  ]
  for (const [socket, command, args] of needs) {
    if (await answers(socket)) continue
    mkdirSync(dirname(socket), { recursive: true })
    const child = spawn(command, args, { stdio: 'ignore', env: { PATH: path } })
    child.on('error', () => {})
    started.push(child)
    await until(() => answers(socket), `${command} does not run and could not be started`)
  }
  return {
    async stop() {
      for (const child of started.reverse()) await end(child)
    },
  }
}

/**
 * What a job of this printer can fail of, as the printer says it: a card is stuck, no cards, no ribbon, open. After `media-empty` every further job waits
 * for cards that nobody can load here; `media-needed` is the same for who prints and can be mended.
 */
export type Reason = 'media-jam' | 'media-needed' | 'media-empty' | 'marker-supply-empty' | 'cover-open'
const reasons: Reason[] = ['media-jam', 'media-needed', 'media-empty', 'marker-supply-empty', 'cover-open']

export interface RunningPrinter {
  uri: string
  /** Where it keeps what it was sent. */
  directory: string
  breaks(reason: Reason | null): Promise<void>
  /** Between two jobs of one test: ippeveprinter calls a job over a moment before it can take the next, and loses one that comes in between. */
  settled(): Promise<void>
  pages(): Uint8Array[]
  everythingElse(): { path: string; bytes: Uint8Array }[]
  jobs(): Promise<Attributes[]>
  output(): string
  stop(): Promise<void>
  /** As if its plug was pulled; the folder stays. */
  kill(): Promise<void>
}

export interface PrinterOptions {
  name?: string
  port?: number
  /** ID-1 as it lies on the table, as it stands, or an ordinary paper printer. */
  media?: 'id-1' | 'id-1-upright' | 'letter'
  format?: 'image/pwg-raster' | 'application/pdf'
}

const size = (x: number, y: number) => `{ MEMBER integer x-dimension ${x} MEMBER integer y-dimension ${y} }`
const cardAttributes = (x: number, y: number) => `
ATTR collection media-col-database { MEMBER collection media-size ${size(x, y)} }
ATTR collection media-col-default { MEMBER collection media-size ${size(x, y)} }
ATTR collection media-col-ready { MEMBER collection media-size ${size(x, y)} }
ATTR collection media-size-supported ${size(x, y)}
ATTR keyword media-col-supported media-size
ATTR keyword media-default custom_id-1
ATTR keyword media-ready custom_id-1
ATTR keyword media-supported custom_id-1
ATTR keyword sides-supported one-sided,two-sided-short-edge
ATTR keyword sides-default one-sided
ATTR boolean color-supported true
ATTR resolution printer-resolution-supported 300dpi
ATTR resolution pwg-raster-document-resolution-supported 300dpi
ATTR keyword pwg-raster-document-type-supported srgb_8,sgray_8
ATTR keyword pwg-raster-document-sheet-back normal
ATTR textWithoutLanguage printer-make-and-model "Card printer for tests"
`

/** Prints, or fails for the reason in the file beside it. `STATE:` lines are how a print command tells ippeveprinter how the printer is. */
const command = (mode: string) => `#!/bin/sh
${reasons.map(reason => `echo "STATE: -${reason}-warning" >&2`).join('\n')}
reason=$(cat '${mode}')
[ -z "$reason" ] && exit 0
echo "STATE: +$reason-warning" >&2
exit 1
`

export async function startPrinter(options: PrinterOptions = {}): Promise<RunningPrinter> {
  const { name = 'Card printer', media = 'id-1', format = 'image/pwg-raster' } = options
  const port = options.port ?? (await freePort())
  const home = mkdtempSync(join(memoryFiles, 'latchkey-printer-'))
  const directory = join(home, 'kept')
  mkdirSync(directory)
  const [mode, program, attributes] = [join(home, 'mode'), join(home, 'print'), join(home, 'attributes')]
  writeFileSync(mode, '')
  writeFileSync(program, command(mode))
  chmodSync(program, 0o755)
  writeFileSync(attributes, media === 'id-1-upright' ? cardAttributes(5398, 8560) : cardAttributes(8560, 5398))
  const keys = join(home, 'keys')
  mkdirSync(keys)
  const args = ['-v', '-k', '-K', keys, '-d', directory, '-p', String(port), '-n', 'localhost', '-c', program]
  args.push(...(media === 'letter' ? ['-f', format] : ['-a', attributes]), name)
  const env = { PATH: path, HOME: home, TMPDIR: home }
  const child = spawn('ippeveprinter', args, { stdio: ['ignore', 'pipe', 'pipe'], env })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (output += data))
  child.on('error', () => {})
  const uri = `ipp://localhost:${port}/ipp/print`
  await until(
    async () => {
      if (child.exitCode !== null) throw new Error(`ippeveprinter ended:\n${output.slice(-2000)}`)
      return ask(uri, { operation: 'Get-Printer-Attributes' }).then(
        () => true,
        () => false,
      )
    },
    `ippeveprinter does not answer:\n${output.slice(-2000)}`,
  )
  const settled = () =>
    until(async () => {
      const asked = await ask(uri, { operation: 'Get-Printer-Attributes', attributes: { 'requested-attributes': ['printer-state'] } })
      return asked.printer['printer-state'] === 'idle'
    }, 'the printer does not become idle')
  const isPage = (path: string) => /\.(pwg|pdf)$/.test(path)
  return {
    uri,
    directory,
    async breaks(reason) {
      writeFileSync(mode, reason ?? '')
      await settled()
    },
    settled,
    pages: () =>
      filesBelow(directory)
        .filter(isPage)
        .map(path => readFileSync(path)),
    everythingElse: () =>
      filesBelow(home)
        .filter(path => !isPage(path))
        .map(path => ({ path, bytes: readFileSync(path) })),
    async jobs() {
      // One after the other: asked twice at a time it now and then begins an answer and does not end it.
      const asked = []
      for (const which of ['completed', 'not-completed'])
        asked.push(await ask(uri, { operation: 'Get-Jobs', attributes: { 'which-jobs': which, 'requested-attributes': ['all'] } }))
      return asked.flatMap(answer => answer.jobs)
    },
    output: () => output,
    async stop() {
      await end(child)
      rmSync(home, { recursive: true, force: true })
    },
    async kill() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Oldest first. */
function filesBelow(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(path => join(folder, path))
  return paths.filter(path => statSync(path).isFile()).sort((left, right) => left.localeCompare(right, 'en', { numeric: true }))
}

export interface RunningHelper {
  address: string
  /** As the clerk types it: four letters, a dash, four letters. */
  code: string
  process: ChildProcess
  output(): string
  stop(): Promise<void>
}

export interface HelperOptions {
  printer: string
  origin: string
  paper?: string
  labels?: string
  /** Any free one; a page in a browser needs `helperPort`. */
  port?: number
  /** A built printer.js; otherwise the source. */
  program?: string
  /** A copy of the tree. */
  cwd?: string
}

/** @throws Error with what it printed when it does not start */
export async function startHelper(options: HelperOptions): Promise<RunningHelper> {
  const { program, cwd = top } = options
  const args = program ? [program] : ['--import', 'tsx', 'printer/printer.ts']
  args.push('--printer', options.printer, '--origin', options.origin, '--port', String(options.port ?? 0))
  if (options.paper) args.push('--paper', options.paper)
  if (options.labels) args.push('--labels', options.labels)
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const started = new Promise<[address: string, code: string]>((done, failed) => {
    const hear = (data: Buffer) => {
      output += data
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0]
      const code = /today: (\S+)\n/.exec(output)?.[1]
      if (address && code) done([address, code])
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('close', () => failed(new Error(`the helper ended: ${output}`)))
  })
  const [address, code] = await started
  return { address, code, process: child, output: () => output, stop: () => end(child) }
}
