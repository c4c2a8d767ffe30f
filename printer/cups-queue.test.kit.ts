/**
 * A CUPS queue for tests and the drill: a cupsd of its own on a port of this computer, all its folders below one on the memory file system, jobs kept
 * neither in history nor as files (the settings an office needs), and a printer that is a file.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { ask } from './ask.ts'

/** ID-1 and nothing else; the raster is handed on as it is. A queue without a description of its printer writes nothing into a file. */
const description = `*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "CARDS.PPD"
*Product: "(Cards)"
*Manufacturer: "Latchkey"
*ModelName: "Cards"
*ShortNickName: "Cards"
*NickName: "Card printer for tests"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*Throughput: "1"
*cupsVersion: 2.2
*cupsFilter2: "image/pwg-raster image/pwg-raster 0 gziptoany"
*OpenUI *PageSize/Media Size: PickOne
*DefaultPageSize: ID1
*PageSize ID1/ID-1: "<</PageSize[242.65 153.01]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Media Size: PickOne
*DefaultPageRegion: ID1
*PageRegion ID1/ID-1: "<</PageSize[242.65 153.01]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: ID1
*ImageableArea ID1/ID-1: "0 0 242.65 153.01"
*DefaultPaperDimension: ID1
*PaperDimension ID1/ID-1: "242.65 153.01"
`

export interface RunningQueue {
  uri: string
  /** Spool, logs, cache, state and temporary files. */
  home: string
  /** What reached the printer; empty before the first job. */
  printed(): Uint8Array
  output(): string
  stop(): Promise<void>
}

/** @param keep history and files, as CUPS does when nobody sets it otherwise: what a test must be able to find */
export async function startQueue({ keep = false } = {}): Promise<RunningQueue> {
  const port = await freePort()
  const parent = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'latchkey-cups-'))
  // cupsd started by root prints as another user, who has to get in.
  chmodSync(parent, 0o711)
  const [home, device] = [join(parent, 'cups'), join(parent, 'printed')]
  writeFileSync(device, '')
  for (const folder of ['etc/ppd', 'spool', 'spool/tmp', 'cache', 'state', 'log']) mkdirSync(join(home, folder), { recursive: true })
  const yes = keep ? 'Yes' : 'No'
  writeFileSync(
    join(home, 'etc/cupsd.conf'),
    `Listen 127.0.0.1:${port}
LogLevel debug
MaxLogSize 0
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobHistory ${yes}
PreserveJobFiles ${yes}
JobPrivateAccess all
JobPrivateValues none
<Location />
Order allow,deny
Allow 127.0.0.1
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
`,
  )
  const user = process.getuid?.() === 0 ? 'User lp\nGroup lp\n' : ''
  writeFileSync(
    join(home, 'etc/cups-files.conf'),
    `${user}SystemGroup root
FileDevice Yes
ServerRoot ${home}/etc
RequestRoot ${home}/spool
TempDir ${home}/spool/tmp
CacheDir ${home}/cache
StateDir ${home}/state
AccessLog ${home}/log/access
ErrorLog ${home}/log/error
PageLog ${home}/log/page
`,
  )
  writeFileSync(
    join(home, 'etc/printers.conf'),
    `<Printer cards>
PrinterId 1
UUID urn:uuid:00000000-0000-4000-8000-000000000003
Info Cards
DeviceURI file://${device}
State Idle
Type 0
Accepting Yes
Shared No
JobSheets none none
OpPolicy default
ErrorPolicy stop-printer
</Printer>
`,
  )
  writeFileSync(join(home, 'etc/ppd/cards.ppd'), description)
  const args = ['-f', '-c', join(home, 'etc/cupsd.conf'), '-s', join(home, 'etc/cups-files.conf')]
  const child = spawn('cupsd', args, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin` } })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (output += data))
  child.on('error', error => (output += error.message))
  const uri = `ipp://localhost:${port}/printers/cards`
  const answers = () =>
    ask(uri, { operation: 'Get-Printer-Attributes' }).then(
      () => true,
      () => false,
    )
  const end = Date.now() + 20_000
  while (!(await answers())) {
    const log = existsSync(join(home, 'log/error')) ? readFileSync(join(home, 'log/error'), 'utf8') : ''
    if (child.exitCode !== null || Date.now() > end) throw new Error(`cupsd does not answer:\n${output}${log.slice(-3000)}`)
    await wait(50)
  }
  return {
    uri,
    home,
    printed: () => readFileSync(device),
    output: () => output,
    async stop() {
      if (child.exitCode === null) {
        const ended = once(child, 'exit')
        child.kill('SIGTERM')
        await ended
      }
      rmSync(parent, { recursive: true, force: true })
    },
  }
}
