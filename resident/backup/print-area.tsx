/** What goes to paper and nothing else: a layer beside the page, hidden on the screen, alone in print (backup.css). */
import type { Drawing } from '@latchkey/card/plates.ts'
import { Plate } from '@latchkey/ui/plate.tsx'
import { render } from 'preact'

const dotsAnInch = 300

/**
 * Lays the drawing out at its exact size (300 dots an inch), waits until it stands, and prints. The layer goes with `drop`: a browser
 * may still be reading it while its own dialog is open.
 * @throws Error when a picture of the drawing cannot be decoded
 */
export function printDrawing(drawing: Drawing, label: string, print: () => void): { printed: Promise<void>; drop(): void } {
  const layer = document.createElement('div')
  layer.className = 'print-layer'
  layer.style.inlineSize = `${drawing.width / dotsAnInch}in`
  document.body.append(layer)
  const printed = new Promise<void>(done => {
    render(
      <Plate
        drawing={drawing}
        label={label}
        onDrawn={() => {
          print()
          done()
        }}
      />,
      layer,
    )
  })
  return {
    printed,
    drop() {
      render(null, layer)
      layer.remove()
    },
  }
}
