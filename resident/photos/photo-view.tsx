import { useEffect, useRef } from 'preact/hooks'

export interface PhotoViewProps {
  /** JPEG from page memory. */
  picture: Uint8Array
  /** What it is, in words. */
  label: string
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
  return <canvas class="photo" ref={canvas} role="img" aria-label={label} width={4} height={3} />
}
