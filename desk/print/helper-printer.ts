/** The desk's end of the print helper (docs/protocol/printer.md): drawings become pixels on this page's canvas, cross to this computer's own port, and are zeroed. */
import type { Drawing } from '@latchkey/card/plates.ts'
import {
  encodeJob,
  type HelperFaultCode,
  type HelperStatus,
  helperFaults,
  helperPort,
  helperVersion,
  type PageImage,
  pairingHeader,
} from '@latchkey/printer/job.ts'
import { type DecodePicture, drawPlate } from '@latchkey/ui/draw-plate.ts'
import * as v from 'valibot'
import { type Printer, PrinterFault, type PrinterFaultCode } from './printer.ts'

/** Red, green, blue and a fourth byte for each dot, as a canvas gives them. */
export interface Pixels {
  width: number
  height: number
  data: Uint8ClampedArray
}

export interface HelperPrinterPorts {
  /** `http://127.0.0.1:6310`, the only one the page's policy lets through; tests give another. */
  address?: string
  /** As `parsePairingCode` gives it. */
  code: string
  render(drawing: Drawing): Promise<Pixels>
  fetch?: typeof fetch
}

export interface HelperPrinter extends Printer {
  readonly by: 'helper'
  /** @throws PrinterFault helper_absent, helper_refused, helper_version */
  status(): Promise<HelperStatus>
}

export const helperAddress = `http://127.0.0.1:${helperPort}`

const code = v.picklist(Object.keys(helperFaults) as HelperFaultCode[])
const printer = v.strictObject({ fault: v.nullable(code), media: v.array(v.string()), twoSided: v.boolean(), purges: v.boolean() })
const statusAnswer = v.strictObject({
  version: v.number(),
  printers: v.strictObject({ card: printer, paper: v.nullable(printer), labels: v.nullable(printer) }),
})
const faultAnswer = v.strictObject({ fault: code })
const printAnswer = v.strictObject({ printed: v.literal(true) })
const purgeAnswer = v.strictObject({ left: v.picklist(['purged', 'cannot']) })

/** What the helper says in the words of the desk's own list. */
const faultOf = (said: HelperFaultCode): PrinterFaultCode => {
  if (said === 'malformed') return 'helper_version'
  if (said === 'too_fast') return 'helper_refused'
  return said === 'busy' ? 'stopped' : said
}

/** @param ports the pairing code, and what turns a drawing into pixels; both are the page’s, and the helper keeps neither */
export function createHelperPrinter(ports: HelperPrinterPorts): HelperPrinter {
  const { address = helperAddress, render } = ports
  const send = ports.fetch ?? fetch

  async function ask<T>(
    method: 'GET' | 'POST',
    path: string,
    schema: v.GenericSchema<unknown, T>,
    body?: Uint8Array<ArrayBuffer>,
  ): Promise<T> {
    const response = await send(`${address}${path}`, {
      method,
      headers: { [pairingHeader]: ports.code, ...(body ? { 'content-type': 'application/octet-stream' } : {}) },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      ...(body ? { body } : {}),
    }).catch(() => {
      throw new PrinterFault('helper_absent')
    })
    const said: unknown = await response.json().catch(() => null)
    const fault = v.safeParse(faultAnswer, said)
    if (fault.success) throw new PrinterFault(faultOf(fault.output.fault))
    const answer = v.safeParse(schema, said)
    if (!response.ok || !answer.success) throw new PrinterFault('helper_version')
    return answer.output
  }

  return {
    by: 'helper',
    async status() {
      const answer = await ask('GET', '/printer', statusAnswer)
      if (answer.version !== helperVersion) throw new PrinterFault('helper_version')
      return answer
    },
    async print({ what, pages }) {
      const images: PageImage[] = []
      let body: Uint8Array<ArrayBuffer> | undefined
      try {
        for (const page of pages) {
          const pixels = await render(page)
          images.push(toImage(pixels))
          pixels.data.fill(0)
        }
        body = encodeJob({ what, pages: images })
        await ask('POST', '/print', printAnswer, body)
      } finally {
        for (const image of images) image.pixels.fill(0)
        body?.fill(0)
      }
    },
    purge: async () => (await ask('POST', '/purge', purgeAnswer)).left,
  }
}

/** Without the fourth byte, and with one byte a dot where nothing has a colour: a third of a sheet's size. */
function toImage({ width, height, data }: Pixels): PageImage {
  const dots = width * height
  let isGrey = true
  for (let at = 0; at < dots && isGrey; at++) isGrey = data[at * 4] === data[at * 4 + 1] && data[at * 4] === data[at * 4 + 2]
  const planes = isGrey ? 1 : 3
  const pixels = new Uint8Array(dots * planes)
  for (let at = 0; at < dots; at++) {
    for (let plane = 0; plane < planes; plane++) pixels[at * planes + plane] = data[at * 4 + plane] as number
  }
  return { width, height, planes, pixels }
}

/** Draws on a canvas of its own, which is blank and without size again afterwards. */
export function renderOn(canvas: HTMLCanvasElement, decode: DecodePicture): (drawing: Drawing) => Promise<Pixels> {
  return async drawing => {
    try {
      await drawPlate(canvas, drawing, decode)
      const context = canvas.getContext('2d', { alpha: false })
      if (!context) throw new PrinterFault('stopped')
      return context.getImageData(0, 0, drawing.width, drawing.height)
    } finally {
      canvas.width = 0
      canvas.height = 0
    }
  }
}
