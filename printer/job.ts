/**
 * The words between the desk's page and the print helper on the same computer, both ends (docs/protocol/printer.md). A job is what it is and its
 * pixels: no title, no name, no number.
 */

/** Fixed, because the desk's policy names the one address beside the city's that the page may ask (server/http/headers.ts). */
export const helperPort = 6310
export const helperVersion = 1
export const pairingHeader = 'x-latchkey-pairing'
/** No vowels, so that no word comes out, and no letter that looks like another letter or a digit. */
export const pairingLetters = 'CDFHJKMNPRTVWXY34679'
export const pairingLength = 8

/** The order is the number on the wire. */
export const whats = ['card', 'test_card', 'alignment', 'sheet', 'slip', 'refusal', 'closing', 'label'] as const
export type What = (typeof whats)[number]

/** Why the helper did not print, or does not know that it did. */
export const helperFaults = {
  malformed: { status: 400, says: 'The request is not one this helper knows, is too long, or has something left over.' },
  helper_refused: { status: 403, says: 'The page is not the chosen desk, or the pairing code is wrong.' },
  too_fast: { status: 429, says: 'Too many wrong pairing codes: the helper listens to nobody for a minute.' },
  helper_version: { status: 409, says: 'Desk and helper are of different versions.' },
  busy: { status: 409, says: 'Another job is not over yet.' },
  printer_other: { status: 502, says: 'Another printer than the one that was chosen answers.' },
  printer_absent: { status: 502, says: 'The printer does not answer, or none was chosen for this kind of page.' },
  cards_out: { status: 502, says: 'The printer says that it has nothing to print on.' },
  ribbon_out: { status: 502, says: 'The printer says that its ribbon is used up.' },
  jam: { status: 502, says: 'The printer says that a card is stuck.' },
  cover_open: { status: 502, says: 'The printer says that it is open.' },
  stopped: { status: 502, says: 'The printer stopped, cancelled or lost the job and does not say why.' },
  may_come_out: { status: 502, says: 'The printer was lost with a job that could not be cancelled: it may still come out.' },
} as const

export type HelperFaultCode = keyof typeof helperFaults

export class HelperFault extends Error {
  readonly code: HelperFaultCode
  constructor(code: HelperFaultCode) {
    super(code)
    this.name = 'HelperFault'
    this.code = code
  }
}

/** One side, 300 dots to the inch, from the top left: one byte a dot for grey, three for red, green, blue. */
export interface PageImage {
  width: number
  height: number
  planes: 1 | 3
  pixels: Uint8Array
}

export interface PageJob {
  what: What
  pages: PageImage[]
}

export interface PrinterStatus {
  /** Null when it could print now. */
  fault: HelperFaultCode | null
  /** Names of sizes as the printer gives them. */
  media: string[]
  twoSided: boolean
  /** Whether it says that it can be asked to forget its jobs. What it did is checked at closing. */
  purges: boolean
}

export interface HelperStatus {
  version: number
  printers: { card: PrinterStatus; paper: PrinterStatus | null; labels: PrinterStatus | null }
}

const magic = [0x4c, 0x4b, 0x50, 0x52]
const headLength = 8
const pageHeadLength = 12
const mostPages = 2
/** ID-1 at 300 dots to the inch, as card/plates.ts draws it. Written out: the plates would bring half of `card` into the helper. */
export const plastic = { width: 1011, height: 638 }
/** A4 is the tallest, Letter the widest. */
const most = { width: 2550, height: 3508 }
/** What a request may have at most; the helper hangs up on more before reading it. */
export const longestJob = headLength + mostPages * (pageHeadLength + most.width * most.height * 3)

const isPlastic = (what: What) => what === 'card' || what === 'test_card' || what === 'alignment'

/** Whether pages of this kind may have this size: plastic has exactly one. */
const sizeFits = (what: What, width: number, height: number) =>
  isPlastic(what)
    ? width === plastic.width && height === plastic.height
    : width >= 1 && height >= 1 && width <= most.width && height <= most.height

/** (Desk) @throws HelperFault malformed */
export function encodeJob({ what, pages }: PageJob): Uint8Array<ArrayBuffer> {
  if (pages.length < 1 || pages.length > mostPages) throw new HelperFault('malformed')
  const length = pages.reduce((sum, page) => sum + pageHeadLength + page.pixels.length, headLength)
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  bytes.set([...magic, helperVersion, whats.indexOf(what), pages.length])
  let at = headLength
  for (const page of pages) {
    if (!sizeFits(what, page.width, page.height) || page.pixels.length !== page.width * page.height * page.planes) {
      throw new HelperFault('malformed')
    }
    view.setUint32(at, page.width)
    view.setUint32(at + 4, page.height)
    view.setUint8(at + 8, page.planes)
    at += pageHeadLength
  }
  for (const page of pages) {
    bytes.set(page.pixels, at)
    at += page.pixels.length
  }
  return bytes
}

/**
 * (Helper) The pixels are views of `bytes`: whoever zeroes those has zeroed all.
 * @throws HelperFault malformed, helper_version
 */
export function parseJob(bytes: Uint8Array): PageJob {
  const refuse = (): never => {
    throw new HelperFault('malformed')
  }
  if (bytes.length < headLength || magic.some((one, at) => bytes[at] !== one)) refuse()
  if (bytes[4] !== helperVersion) throw new HelperFault('helper_version')
  const what = whats[bytes[5] as number] ?? refuse()
  const count = bytes[6] as number
  if (count < 1 || count > mostPages || bytes[7] !== 0) refuse()
  let at = headLength + count * pageHeadLength
  if (bytes.length < at) refuse()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pages = Array.from({ length: count }, (_, page): PageImage => {
    const head = headLength + page * pageHeadLength
    const width = view.getUint32(head)
    const height = view.getUint32(head + 4)
    const planes = view.getUint8(head + 8)
    if (planes !== 1 && planes !== 3) return refuse()
    if (view.getUint8(head + 9) || view.getUint16(head + 10) || !sizeFits(what, width, height)) refuse()
    const end = at + width * height * planes
    if (end > bytes.length) refuse()
    const pixels = bytes.subarray(at, end)
    at = end
    return { width, height, planes, pixels }
  })
  if (at !== bytes.length) refuse()
  return { what, pages }
}

/** Which of the chosen printers a job is for. */
export const printerFor = (what: What): 'card' | 'paper' | 'labels' => (what === 'label' ? 'labels' : isPlastic(what) ? 'card' : 'paper')
