/**
 * Browser: the words of a language that is not built into a page (tools/words.mjs packs them). One address for all languages and one length, so that neither an
 * address nor a size says which was asked for; the language stands in the header where a browser names its languages to everyone anyway.
 */
import { inflate } from './inflate.ts'

export interface Words {
  messages: Record<string, string | unknown[]>
  /** The city's own sentences; empty where the page has no use for them. */
  city: Record<string, string>
}

/** What the longest language may unfold to. A server of ours writes it; a wrong one must not fill the phone. */
const most = 1_000_000

/** @returns the words, or null when the bytes are no words of this language (a cache on the way may have mixed them up) */
export async function readWords(bytes: Uint8Array, code: string): Promise<Words | null> {
  if (bytes.length < 4) return null
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  if (length > bytes.length - 4 || bytes.subarray(4 + length).some(byte => byte !== 0)) return null
  try {
    const found = JSON.parse(new TextDecoder().decode(await inflate(bytes.subarray(4, 4 + length), most)))
    return found.code === code && typeof found.messages === 'object' && typeof found.city === 'object' ? found : null
  } catch {
    return null
  }
}

/** A line that is there and gives nothing must not keep a page from its first words. Milliseconds. */
const patience = 10_000

/** Asks for the words of a language. Party: phone → server. @returns the bytes as they came, or null */
export async function fetchWords(address: string, code: string, ask: typeof fetch = fetch): Promise<Uint8Array | null> {
  try {
    const answer = await ask(address, { headers: { 'accept-language': code }, credentials: 'omit', signal: AbortSignal.timeout(patience) })
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null
  } catch {
    return null
  }
}
