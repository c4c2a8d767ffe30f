import { useEffect, useRef } from 'preact/hooks'
import { codeModules, drawModules } from './code-modules.ts'

export interface CodeProps {
  text: string
  /** What it is, for people who cannot see it: 'The code of your card'. */
  label: string
  version?: number | undefined
  id?: string | undefined
}

/** A code on a canvas, one dot a module; CSS makes it large. Always dark on light, also at night: readers expect it. */
export function Code(props: CodeProps) {
  const { text, label, version, id } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const node = canvas.current
    const context = node?.getContext('2d', { alpha: false })
    if (!node || !context) return
    const rows = codeModules(text, version)
    // Three dots a module: screens that smooth a canvas still keep the edges.
    const dot = 3
    node.width = node.height = rows.length * dot
    context.fillStyle = '#fff'
    context.fillRect(0, 0, node.width, node.height)
    drawModules(context, rows, 0, 0, dot)
  }, [text, version])
  return <canvas class="code" ref={canvas} role="img" aria-label={label} id={id} />
}
