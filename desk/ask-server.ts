/** Desk: the few questions a desk asks the server by fetch. Each answer is parsed whole or refused; a fault is a code. */

import { parseCertified } from '@latchkey/certificates/certified.ts'
import { parsePeriod } from '@latchkey/certificates/period-certificate.ts'
import { type Slots, slots } from '@latchkey/wire/booking.ts'
import { parse, toBytes, toText } from '@latchkey/wire/edge.ts'
import { type FaultCode, isFaultCode } from '@latchkey/wire/faults.ts'
import { periods } from '@latchkey/wire/record.ts'
import * as settings from '@latchkey/wire/settings.ts'
import { now } from '@latchkey/wire/waiting.ts'
import type * as v from 'valibot'

/** `unreachable`: no answer came. Otherwise the server's own fault. */
export type AskFaultCode = FaultCode | 'unreachable'

export class AskFault extends Error {
  readonly code: AskFaultCode
  constructor(code: AskFaultCode) {
    super(code)
    this.name = 'AskFault'
    this.code = code
  }
}

export type Fetch = typeof globalThis.fetch

export interface Server {
  state(): Promise<settings.State>
  nonce(): Promise<Uint8Array>
  /** An administrator's certified statement. @throws AskFault */
  send(what: 'clerk' | 'way', certified: Uint8Array): Promise<void>
  sendPeriod(period: settings.Period): Promise<void>
  /** Exact bytes of the certified statement of this period. @throws AskFault `no_blanks` when the server has none */
  period(number: number): Promise<Uint8Array>
  /** Exact bytes of every certified period. @throws AskFault */
  periods(): Promise<Uint8Array[]>
  /** The signed cancelled list of a period, not believed. @throws AskFault */
  list(period: number): Promise<string>
  now(): Promise<v.InferOutput<typeof now>>
  /** Which times can be booked. @throws AskFault */
  slots(): Promise<Slots>
}

/** Characters; the longest list of all is half a megabyte. */
const listMost = 512 * 1024

/** The server as a desk asks it over HTTP. @param fetch the page’s own; every answer is parsed before it is given on */
export function serverOf(fetch: Fetch): Server {
  async function ask<S extends v.GenericSchema>(path: string, schema: S, body?: unknown): Promise<v.InferOutput<S>> {
    let answer: Response
    let value: unknown
    try {
      answer = await fetch(path, {
        method: body === undefined ? 'GET' : 'POST',
        credentials: 'omit',
        cache: 'no-store',
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      })
      value = await answer.json()
    } catch {
      throw new AskFault('unreachable')
    }
    if (!answer.ok) {
      const fault = (value as { fault?: unknown } | null)?.fault
      throw new AskFault(isFaultCode(fault) ? fault : 'broken')
    }
    try {
      return parse(schema, value)
    } catch {
      throw new AskFault('broken')
    }
  }
  const certified = async () => (await ask('/record/periods', periods)).periods.map(one => toBytes(one.certified))
  return {
    state: () => ask('/settings/state', settings.state, {}),
    nonce: async () => toBytes((await ask('/settings/nonce', settings.nonce, {})).nonce),
    send: async (what, certified) => void (await ask(`/settings/${what}`, settings.done, { certified: toText(certified) })),
    sendPeriod: async period => void (await ask('/settings/period', settings.done, period)),
    async period(number) {
      for (const one of await certified()) {
        // The desk checks the chain when it checks the sealed card; here the number only picks.
        if (parsePeriod(parseCertified(one).body).period === number) return one
      }
      throw new AskFault('no_blanks')
    },
    periods: certified,
    async list(period) {
      let text: string
      try {
        const answer = await fetch(`/cancelled/list/${period}`, { credentials: 'omit', cache: 'no-store' })
        if (!answer.ok) throw new AskFault('broken')
        text = await answer.text()
      } catch (thrown) {
        throw thrown instanceof AskFault ? thrown : new AskFault('unreachable')
      }
      if (text.length > listMost) throw new AskFault('broken')
      return text
    },
    now: () => ask('/now', now),
    slots: () => ask('/booking/slots', slots),
  }
}
