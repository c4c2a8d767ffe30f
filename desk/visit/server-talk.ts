/** Desk: a question to the server and its answer, one at a time. The server's faults carry no question: they belong to the one that is open. */
import { Fault, type FaultCode } from '@latchkey/wire/faults.ts'
import type { FromDesk, ToDesk } from '@latchkey/wire/relay.ts'

/** The line went away before the answer came: whether the question was heard nobody knows. */
export class LineLost extends Error {
  constructor() {
    super('line_lost')
    this.name = 'LineLost'
  }
}

/** What answers a question: a case's, and those of the desk itself at the counter. */
type Answer = 'signer' | 'sealed' | 'room' | 'right' | 'card_ends' | 'block' | 'acted'

export interface ServerTalk {
  /** @throws Fault with the server's code, LineLost */
  ask<S extends Answer>(question: FromDesk, answer: S): Promise<Extract<ToDesk, { say: S }>>
  /** True when the message answered the open question. */
  hear(message: ToDesk): boolean
  lost(): void
}

/** @param tell says a message to the server; a new question takes the place of one that is still open, which throws LineLost */
export function createServerTalk(tell: (message: FromDesk) => void): ServerTalk {
  let open: { answer: string; resolve(message: ToDesk): void; reject(reason: Error): void } | null = null
  const close = () => {
    const was = open
    open = null
    return was
  }
  return {
    ask<S extends Answer>(question: FromDesk, answer: S) {
      close()?.reject(new LineLost())
      return new Promise<Extract<ToDesk, { say: S }>>((resolve, reject) => {
        open = { answer, resolve: message => resolve(message as Extract<ToDesk, { say: S }>), reject }
        tell(question)
      })
    },
    hear(message) {
      if (!open) return false
      if (message.say === 'fault') close()?.reject(new Fault(message.fault as FaultCode))
      else if (message.say === open.answer) close()?.resolve(message)
      else return false
      return true
    },
    lost: () => close()?.reject(new LineLost()),
  }
}
