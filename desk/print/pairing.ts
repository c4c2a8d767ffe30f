/**
 * Pairing with the print helper: the clerk types the code from the helper's console once a day, at opening. It lives in this page's memory and nowhere
 * else; a new day, a reload or another desk types it again.
 */
import { type HelperStatus, pairingLength, pairingLetters } from '@latchkey/printer/job.ts'
import { PrinterFault, type PrinterFaultCode } from './printer.ts'

/** @returns the code as the helper knows it, or null when what was typed cannot be one: then nobody is asked and no try is spent */
export function parsePairingCode(typed: string): string | null {
  const letters = [...typed.toUpperCase()].filter(one => !/[\s\-–—.]/.test(one))
  return letters.length === pairingLength && letters.every(one => pairingLetters.includes(one)) ? letters.join('') : null
}

/** As it stands on the console, two groups of four, also while it is being typed; what no code has is left out. */
export function showPairingCode(typed: string): string {
  const letters = [...typed.toUpperCase()].filter(one => pairingLetters.includes(one)).slice(0, pairingLength)
  const half = pairingLength / 2
  return [letters.slice(0, half), letters.slice(half)]
    .map(group => group.join(''))
    .filter(Boolean)
    .join('-')
}

export type Pairing =
  | { at: 'unpaired' }
  /** What was typed is not a code. */
  | { at: 'mistyped' }
  /** `fault` of the status says whether the printer itself is ready. */
  | { at: 'paired'; code: string; status: HelperStatus }
  /** `helper_refused`: the code is wrong, or was wrong too often (a minute's wait). */
  | { at: 'failed'; why: PrinterFaultCode }

/**
 * @param ask the helper's status under this code, `createHelperPrinter(...).status`
 * @throws what `ask` throws besides PrinterFault
 */
export async function pair(typed: string, ask: (code: string) => Promise<HelperStatus>): Promise<Pairing> {
  const code = parsePairingCode(typed)
  if (code === null) return { at: 'mistyped' }
  try {
    return { at: 'paired', code, status: await ask(code) }
  } catch (error) {
    if (error instanceof PrinterFault) return { at: 'failed', why: error.code }
    throw error
  }
}
