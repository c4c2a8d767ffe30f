import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

/** Words or figures that never get lower than the wall's rule: where they are too wide they get narrower instead. */
export function OneLine(props: { id?: string; lang?: string; dir?: 'ltr' | 'rtl'; class?: string; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLSpanElement>(null)
  const fit = () => {
    if (!box.current || !line.current) return
    const narrower = Math.min(1, box.current.clientWidth / Math.max(1, line.current.offsetWidth))
    line.current.style.transform = `scaleX(${narrower})`
  }
  useLayoutEffect(fit)
  useEffect(() => {
    const watching = new ResizeObserver(fit)
    if (box.current) watching.observe(box.current)
    return () => watching.disconnect()
  }, [])
  return (
    <div class={`one-line ${props.class ?? ''}`} id={props.id} lang={props.lang} dir={props.dir} ref={box}>
      <span class="one-line-words" ref={line}>
        {props.children}
      </span>
    </div>
  )
}
