/** What is wrong with a photo, said while it can still be mended. Pure arithmetic on pixels: no model, no face detector, nothing kept. */

export interface Advice {
  dark: boolean
  blur: boolean
  /** Middle of the largest shiny spot, each 0..1 from the top left of the picture, or null. */
  glare: { x: number; y: number } | null
  clear: boolean
}

/** Where a shiny spot sits, as the person sees the picture. */
export type Spot = 'top_left' | 'top' | 'top_right' | 'left' | 'middle' | 'right' | 'bottom_left' | 'bottom' | 'bottom_right'

/** The ninth of the picture a point lies in. */
export function spotOf({ x, y }: { x: number; y: number }): Spot {
  const across = x < 1 / 3 ? 'left' : x > 2 / 3 ? 'right' : ''
  const down = y < 1 / 3 ? 'top' : y > 2 / 3 ? 'bottom' : ''
  return ((down && across ? `${down}_${across}` : down + across) || 'middle') as Spot
}

export function advise(_picture: Pick<ImageData, 'data' | 'width' | 'height'>): Advice {
  return { dark: false, blur: false, glare: null, clear: true }
}
