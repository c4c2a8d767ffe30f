/** Desk: the face on the backup sheet, large, to be compared with who stands here. Drawn on a canvas and gone with the screen. */
import { wrapAvif } from '@latchkey/card/avif.ts'
import type { SheetContent } from '@latchkey/card/sheet.ts'
import { useText } from '@latchkey/ui/language.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { decodeFile } from '../visit/decode.ts'

export function SheetFace({ content }: { content: SheetContent }) {
  const text = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [broken, setBroken] = useState(false)
  useEffect(() => {
    const node = canvas.current
    let over = false
    void decodeFile(wrapAvif(content.rest.print, 'print')).then(
      picture => {
        if (!over && node) {
          node.width = picture.width
          node.height = picture.height
          node.getContext('2d')?.drawImage(picture, 0, 0)
        }
        picture.close()
      },
      () => over || setBroken(true),
    )
    return () => {
      over = true
      if (node) node.width = node.height = 0
    }
  }, [content])
  return (
    <figure class="replace-face">
      <canvas ref={canvas} id="sheet-face" role="img" aria-label={text('day.replace.face')} />
      <figcaption>{text(broken ? 'desk.picture.broken' : 'day.replace.face')}</figcaption>
    </figure>
  )
}
