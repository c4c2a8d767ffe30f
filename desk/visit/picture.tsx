/**
 * Desk: one picture on a canvas: whole or nearer, turned, moved by arrow keys or by dragging. Nothing can be saved or copied from it by
 * a menu; who photographs the screen is beyond any page (DESIGN §5.8).
 */
import { useEffect, useRef, useState } from 'preact/hooks'

export interface PictureProps {
  /** undefined while it is being read, null when it cannot be. */
  picture: ImageBitmap | null | undefined
  label: string
  /** Shown instead of a picture that is being read, or cannot be. */
  says: string
  zoom?: 0 | 1 | 2
  /** Quarter turns. */
  turns?: number
  blurred?: boolean
  /** Arrow keys move this one. */
  moves?: boolean
  id?: string
}

const nearer = [1, 2, 4] as const

export function Picture(props: PictureProps) {
  const { picture, label, says, zoom = 0, turns = 0, blurred = false, moves = false, id } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  /** What stands in the middle, as a share of the picture from its middle. */
  const [middle, setMiddle] = useState({ x: 0, y: 0 })
  const drag = useRef<{ x: number; y: number } | null>(null)

  useEffect(() => {
    const node = frame.current
    if (!node) return
    const watch = new ResizeObserver(() => setSize({ width: node.clientWidth, height: node.clientHeight }))
    watch.observe(node)
    return () => watch.disconnect()
  }, [])
  useEffect(() => setMiddle({ x: 0, y: 0 }), [picture, zoom, turns])
  useEffect(() => {
    const node = canvas.current
    if (!node) return
    const dots = Math.min(2, window.devicePixelRatio || 1)
    node.width = Math.max(1, Math.round(size.width * dots))
    node.height = Math.max(1, Math.round(size.height * dots))
    const context = node.getContext('2d')
    if (!context || !picture) return
    draw(context, picture, { zoom: nearer[zoom], turns, middle })
  }, [picture, size, zoom, turns, middle])
  // The pixels go with the component, not at some later collection.
  useEffect(() => {
    const node = canvas.current
    return () => {
      if (node) node.width = node.height = 0
    }
  }, [])

  const move = (x: number, y: number) => {
    if (zoom === 0) return
    const most = 0.5 - 0.5 / nearer[zoom]
    const clamp = (value: number) => Math.min(most, Math.max(-most, value))
    setMiddle(now => ({ x: clamp(now.x + x), y: clamp(now.y + y) }))
  }
  const mover = useRef(move)
  mover.current = move
  useEffect(() => {
    if (!moves || zoom === 0) return
    const steps: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
    const listen = (event: KeyboardEvent) => {
      const step = steps[event.key]
      const target = event.target as HTMLElement | null
      if (!step || target?.closest('input, textarea, select, [contenteditable]')) return
      event.preventDefault()
      mover.current(step[0] * 0.06, step[1] * 0.06)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [moves, zoom])

  return (
    <div class={`picture${zoom > 0 ? ' picture-near' : ''}`} ref={frame}>
      <canvas
        ref={canvas}
        id={id}
        class={`picture-canvas${blurred ? ' picture-blurred' : ''}`}
        role="img"
        aria-label={label}
        onContextMenu={event => event.preventDefault()}
        onDragStart={event => event.preventDefault()}
        onPointerDown={event => {
          drag.current = { x: event.clientX, y: event.clientY }
        }}
        onPointerMove={event => {
          if (!drag.current || !size.width) return
          const scale = nearer[zoom]
          move(-(event.clientX - drag.current.x) / size.width / scale, -(event.clientY - drag.current.y) / size.height / scale)
          drag.current = { x: event.clientX, y: event.clientY }
        }}
        onPointerUp={() => {
          drag.current = null
        }}
        onPointerLeave={() => {
          drag.current = null
        }}
      />
      {!picture && <p class="picture-says">{says}</p>}
    </div>
  )
}

function draw(
  context: CanvasRenderingContext2D,
  picture: ImageBitmap,
  how: { zoom: number; turns: number; middle: { x: number; y: number } },
) {
  const { width, height } = context.canvas
  const across = how.turns % 2 === 1
  const scale = Math.min(width / (across ? picture.height : picture.width), height / (across ? picture.width : picture.height)) * how.zoom
  context.imageSmoothingQuality = 'high'
  context.translate(width / 2, height / 2)
  context.translate(
    -how.middle.x * scale * (across ? picture.height : picture.width),
    -how.middle.y * scale * (across ? picture.width : picture.height),
  )
  context.rotate((how.turns * Math.PI) / 2)
  context.scale(scale, scale)
  context.drawImage(picture, -picture.width / 2, -picture.height / 2)
  context.setTransform(1, 0, 0, 1, 0, 0)
}
