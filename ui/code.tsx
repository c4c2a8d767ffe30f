import { useEffect, useRef } from 'preact/hooks'
import { codeModules, drawModules, freeModules } from './code-modules.ts'

export interface CodeProps {
  text: string
  /** What it is, for people who cannot see it: 'The code of your card'. */
  label: string
  /** `free`: as small as the text allows, for an address or a form. */
  version?: number | 'free' | undefined
  id?: string | undefined
}

/**
 * A code on a canvas, every module the same whole number of screen dots, as large as the page allows up to 24 rem.
 * Always dark on light, also at night: readers expect it.
 */
export function Code(props: CodeProps) {
  const { text, label, version, id } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const node = canvas.current
    const context = node?.getContext('2d', { alpha: false })
    if (!node || !context) return
    const rows = version === 'free' ? freeModules(text) : codeModules(text, version)
    let drawn = 0
    const draw = () => {
      const dots = window.devicePixelRatio || 1
      const room = Math.min(node.parentElement?.clientWidth || 320, 24 * 18)
      const module = Math.max(1, Math.floor((room * dots) / rows.length))
      if (module === drawn) return
      drawn = module
      node.width = node.height = rows.length * module
      node.style.inlineSize = `${node.width / dots}px`
      context.fillStyle = '#fff'
      context.fillRect(0, 0, node.width, node.height)
      drawModules(context, rows, 0, 0, module)
    }
    draw()
    window.addEventListener('resize', draw)
    return () => window.removeEventListener('resize', draw)
  }, [text, version])
  return <canvas class="code" ref={canvas} role="img" aria-label={label} id={id} />
}
