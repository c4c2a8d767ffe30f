import { useEffect, useRef } from 'preact/hooks'

export interface PhotoViewProps {
  /** JPEG from page memory. */
  picture: Uint8Array
  /** What it is, in words; null where the words stand beside it. */
  label: string | null
}

/** A photo from page memory, on a canvas: no object URL, nothing a browser could keep, and its pixels go with the component. */
export function PhotoView(props: PhotoViewProps) {
  const { picture, label } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const node = canvas.current
    let over = false
    createImageBitmap(new Blob([picture as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' })).then(
      bitmap => {
        if (node && !over) {
          node.width = bitmap.width
          node.height = bitmap.height
          node.getContext('2d', { alpha: false })?.drawImage(bitmap, 0, 0)
        }
        bitmap.close()
      },
      () => {},
    )
    return () => {
      over = true
      if (node) node.width = node.height = 0
    }
  }, [picture])
  const said = label === null ? { 'aria-hidden': 'true' as const } : { role: 'img' as const, 'aria-label': label }
  return <canvas class="photo" ref={canvas} width={4} height={3} {...said} />
}
