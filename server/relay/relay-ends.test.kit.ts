/** A phone's and a desk's socket for tests: says, hears, waits; knows nothing of what is in a cell. */
import { tagged } from '@latchkey/certificates/tagged.ts'
import type { MadePerson } from '@latchkey/try/made-root.ts'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import type { ToDesk, ToPhone } from '@latchkey/wire/relay.ts'
import { WebSocket } from 'ws'
import { type KeyPair, makeP256, signer } from '../platform.ts'
import type { RunningServer } from '../start.ts'

type Address = Pick<RunningServer, 'address'>

type Said = (ToPhone | ToDesk)['say']

export class End<Message extends { say: string }> {
  readonly socket: WebSocket
  readonly heard: Message[] = []
  readonly cells: Buffer[] = []
  closed: { code: number; reason: string } | null = null
  #wake: (() => void)[] = []

  constructor(server: Address, path: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(server.address.replace('http', 'ws') + path, { headers, perMessageDeflate: false })
    this.socket.on('error', () => {})
    this.socket.on('message', (data: Buffer, binary: boolean) => {
      if (binary) this.cells.push(data)
      else this.heard.push(JSON.parse(data.toString()) as Message)
      this.#woken()
    })
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() }
      this.#woken()
    })
    this.socket.on('open', () => this.#woken())
  }

  async until<T>(found: () => T | undefined | null | false): Promise<T> {
    for (;;) {
      const value = found()
      if (value) return value
      await new Promise<void>(resolve => this.#wake.push(resolve))
    }
  }

  async open(): Promise<this> {
    await this.until(() => this.socket.readyState === WebSocket.OPEN)
    return this
  }

  say(message: object | string | Uint8Array): void {
    const text = typeof message === 'string' || message instanceof Uint8Array ? message : JSON.stringify(message)
    this.socket.send(text)
  }

  /** The next message of this kind, taken out. */
  async hear<S extends Message['say'] & Said>(say: S): Promise<Extract<Message, { say: S }>> {
    const at = await this.until(() => this.heard.findIndex(message => message.say === say) + 1)
    return this.heard.splice(at - 1, 1)[0] as Extract<Message, { say: S }>
  }

  async fault(): Promise<string> {
    return ((await this.hear('fault' as Message['say'] & Said)) as unknown as { fault: string }).fault
  }

  async cell(): Promise<Buffer> {
    await this.until(() => this.cells.length)
    return this.cells.shift() as Buffer
  }

  ended(): Promise<{ code: number; reason: string }> {
    return this.until(() => this.closed)
  }

  /** As when the line is cut: no closing words. */
  cut(): void {
    this.socket.terminate()
  }

  #woken(): void {
    for (const wake of this.#wake.splice(0)) wake()
  }
}

export type PhoneEnd = End<ToPhone>
export type DeskEnd = End<ToDesk>

export async function connectPhone(server: Address, place: Uint8Array): Promise<PhoneEnd> {
  const phone = await new End<ToPhone>(server, '/relay/phone').open()
  phone.say(place)
  return phone
}

export interface SignedDesk {
  desk: DeskEnd
  keys: KeyPair
}

export async function signIn(
  server: Address,
  person: MadePerson,
  now: number,
  keys: KeyPair = makeP256(),
  change: { clerk?: Uint8Array; desk?: Uint8Array; signature?: Uint8Array; to?: number; site?: string } = {},
): Promise<SignedDesk> {
  const desk = await new End<ToDesk>(server, '/relay/desk').open()
  const { challenge } = await desk.hear('challenge')
  const signature = await signer(keys)(tagged('latchkey/sign-in/v1', [toBytes(challenge)]))
  desk.say({
    say: 'sign_in',
    clerk: toText(change.clerk ?? person.certified),
    desk: toText(change.desk ?? (await person.openDesk(keys.publicKey, now - 10, change.to ?? now + 3600))),
    signature: toText(change.signature ?? signature),
    site: change.site ?? null,
  })
  return { desk, keys }
}
