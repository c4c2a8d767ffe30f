/** Few strokes that every part of a drawn portrait shares. One unit is a hundredth of half a face's width. */
export type Pen = CanvasRenderingContext2D

const parts = (hex: string) => [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16))

/** `share` of `b` in `a`, both #rrggbb. */
export function mix(a: string, b: string, share: number): string {
  const [from, to] = [parts(a), parts(b)]
  return `#${from
    .map((value, at) =>
      Math.round(value + (to[at]! - value) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
export const darker = (colour: string, share: number) => mix(colour, '#140a08', share)
export const lighter = (colour: string, share: number) => mix(colour, '#fff4e6', share)

/** The same numbers at every run. */
export function sequence(seed: number) {
  let state = seed >>> 0 || 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

export function ellipse(pen: Pen, x: number, y: number, across: number, down: number, fill: string | CanvasGradient, turn = 0) {
  pen.fillStyle = fill
  pen.beginPath()
  pen.ellipse(x, y, across, down, turn, 0, Math.PI * 2)
  pen.fill()
}

/** A soft round light or shadow on what is drawn already: full in the middle, nothing at the rim. @param colour 'r, g, b' */
export function glow(pen: Pen, x: number, y: number, across: number, down: number, colour: string, strength: number) {
  pen.save()
  pen.globalCompositeOperation = 'source-atop'
  pen.translate(x, y)
  pen.scale(across, down)
  const soft = pen.createRadialGradient(0, 0, 0, 0, 0, 1)
  soft.addColorStop(0, `rgba(${colour}, ${strength})`)
  soft.addColorStop(0.5, `rgba(${colour}, ${strength * 0.45})`)
  soft.addColorStop(1, `rgba(${colour}, 0)`)
  pen.fillStyle = soft
  pen.fillRect(-1, -1, 2, 2)
  pen.restore()
}

/** A closed shape: first point, then curves of six numbers each. */
export function shape(pen: Pen, fill: string | CanvasGradient, from: readonly [number, number], ...curves: readonly number[][]) {
  outline(pen, from, ...curves)
  pen.closePath()
  pen.fillStyle = fill
  pen.fill()
}

export function outline(pen: Pen, from: readonly [number, number], ...curves: readonly number[][]) {
  pen.beginPath()
  pen.moveTo(...from)
  for (const c of curves) {
    if (c.length === 2) pen.lineTo(c[0]!, c[1]!)
    else pen.bezierCurveTo(c[0]!, c[1]!, c[2]!, c[3]!, c[4]!, c[5]!)
  }
}

export function line(pen: Pen, colour: string, width: number, from: readonly [number, number], ...curves: readonly number[][]) {
  outline(pen, from, ...curves)
  pen.strokeStyle = colour
  pen.lineWidth = width
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  pen.stroke()
}

/** From light to dark across a shape, on the side the light comes from. */
export function lit(pen: Pen, colour: string, side: number, reach = 150, depth = 0.35): CanvasGradient {
  const fill = pen.createLinearGradient(side * reach, -reach * 0.6, -side * reach, reach * 0.6)
  fill.addColorStop(0, lighter(colour, 0.16))
  fill.addColorStop(0.45, colour)
  fill.addColorStop(1, darker(colour, depth))
  return fill
}
