import type { Drawing } from '@latchkey/card/plates.ts'
import { useEffect, useRef } from 'preact/hooks'
import { type DecodePicture, decodeByBrowser, drawPlate } from './draw-plate.ts'

export interface PlateProps {
  drawing: Drawing
  /** The card in words, for people who cannot see it: 'Front of your card'. */
  label: string
  /** How pictures become pixels; the desk brings its own decoder, the phone uses the browser's. */
  decode?: DecodePicture | undefined
  /** Told when everything stands on the canvas: for printing, saving as a picture, journeys. */
  onDrawn?: ((canvas: HTMLCanvasElement) => void) | undefined
  /** card: rounded, 85.6 mm wide in print. sheet: a page of paper, as wide as it is. */
  kind?: 'card' | 'sheet'
  id?: string | undefined
}

/** A card side or a sheet, one canvas dot a printer dot; CSS makes it as wide as the page. */
export function Plate(props: PlateProps) {
  const { drawing, label, decode = decodeByBrowser, onDrawn, kind = 'card', id } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const node = canvas.current
    if (!node) return
    const ending = new AbortController()
    drawPlate(node, drawing, decode, ending.signal).then(
      drawn => {
        if (!drawn) return
        node.dataset.drawn = 'yes'
        onDrawn?.(node)
      },
      () => {
        node.dataset.drawn = 'no'
      },
    )
    return () => {
      ending.abort()
      delete node.dataset.drawn
    }
  }, [drawing, decode])
  // The pixels of a face go with the component, not at some later collection.
  useEffect(() => {
    const node = canvas.current
    return () => {
      if (node) node.width = node.height = 0
    }
  }, [])
  return (
    <canvas
      class={`plate plate-${kind}`}
      ref={canvas}
      role="img"
      aria-label={label}
      id={id}
      width={drawing.width}
      height={drawing.height}
    />
  )
}
