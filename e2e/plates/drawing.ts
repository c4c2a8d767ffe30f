/** Runs in a page of its own (run.ts): draws the cases with the very code of phone and desk, looks for faults, reads the codes back. */
import { names as cityNames } from 'virtual:city'
import * as built from 'virtual:city/look'
import { parseLook } from '@latchkey/card/look.ts'
import { makePlates } from '@latchkey/card/plates.ts'
import type { CityNames } from '@latchkey/cities/city.ts'
import { drawPlate } from '@latchkey/ui/draw-plate.ts'
import { plateLabels } from '@latchkey/ui/plate-labels.ts'
import decodeQR from 'qr/decode.js'
import { cases } from './cases.ts'
import { checkDrawing, type Problem, plantedFaults } from './check-drawing.ts'
import { faceOf, plateOfCase } from './plate-of-case.ts'

const look = parseLook(built.look)
const labels = plateLabels(cityNames as CityNames, look)
const sides = ['front', 'back'] as const
export type Side = (typeof sides)[number]

/** Contact sheets: half size, five in a row. */
const columns = 5
const small = { width: 505, height: 319, gap: 14 }
const sheets = Object.fromEntries(
  sides.map(side => {
    const canvas = document.createElement('canvas')
    canvas.width = columns * (small.width + small.gap) + small.gap
    canvas.height = Math.ceil(cases.length / columns) * (small.height + small.gap) + small.gap
    const pen = canvas.getContext('2d')!
    pen.fillStyle = '#8d948f'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.imageSmoothingQuality = 'high'
    return [side, pen]
  }),
) as Record<Side, CanvasRenderingContext2D>

export interface DrawnCase {
  pictures: Record<Side, string>
  problems: (Problem & { side: Side })[]
  /** Dots a module, or null while there is no code. */
  module: number | null
}

const drawingsOf = async (number: number) =>
  makePlates(await plateOfCase(cases[number]!), labels, look, { print: cases[number]!.large ? 'large' : 'regular' })

async function draw(number: number): Promise<DrawnCase> {
  const drawings = await drawingsOf(number)
  const problems: DrawnCase['problems'] = []
  const pictures: Partial<DrawnCase['pictures']> = {}
  let module: number | null = null
  for (const side of sides) {
    const canvas = document.createElement('canvas')
    await drawPlate(canvas, drawings[side], faceOf(number))
    pictures[side] = canvas.toDataURL('image/png')
    const at = {
      x: small.gap + (number % columns) * (small.width + small.gap),
      y: small.gap + Math.floor(number / columns) * (small.height + small.gap),
    }
    sheets[side].drawImage(canvas, at.x, at.y, small.width, small.height)
    problems.push(...checkDrawing(drawings[side]).map(problem => ({ ...problem, side })))
    const code = drawings[side].ops.find(op => op.op === 'code')
    if (!code) continue
    module = code.module
    const { width, height } = canvas
    try {
      if (decodeQR(canvas.getContext('2d')!.getImageData(0, 0, width, height)) !== code.text) throw new Error('another text')
    } catch {
      problems.push({ kind: 'code', what: 'the code does not read back', side })
    }
  }
  return { pictures: pictures as DrawnCase['pictures'], problems, module }
}

/** @returns the faults made on purpose that were not seen */
async function unseen(): Promise<string[]> {
  const { front } = await drawingsOf(0)
  return Object.entries(plantedFaults(front))
    .filter(([, { kind, drawing }]) => !checkDrawing(drawing).some(problem => problem.kind === kind))
    .map(([what]) => what)
}

export interface PlatesPage {
  draw: typeof draw
  unseen: typeof unseen
  sheet(side: Side): string
}
const page: PlatesPage = { draw, unseen, sheet: side => sheets[side].canvas.toDataURL('image/png') }
;(globalThis as unknown as { plates: PlatesPage }).plates = page
