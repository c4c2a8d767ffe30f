/** Specimens as a phone would photograph them: a paper on a dark table, a face before a plain wall; JPEG pages and a camera stream. */
import type { Camera, CameraSource } from '@latchkey/ui/camera.ts'
import { toPage } from '@latchkey/ui/photo.ts'
import { drawFace } from './face.ts'
import { drawPaper, type Holder, type PaperKind, shape } from './paper.ts'

export type Specimen = PaperKind | 'portrait' | 'turned'

export function paint(pen: CanvasRenderingContext2D, width: number, height: number, what: Specimen, holder: Holder) {
  if (what === 'portrait' || what === 'turned') {
    pen.fillStyle = '#dfe4e8'
    pen.fillRect(0, 0, width, height)
    const tall = Math.min(height, (width * 4) / 3)
    drawFace(pen, holder.face, (width - tall * 0.75) / 2, (height - tall) / 2, tall * 0.75, tall, what === 'turned' ? 0.5 : 0)
    return
  }
  const table = pen.createLinearGradient(0, 0, width, height)
  table.addColorStop(0, '#3b322b')
  table.addColorStop(1, '#2a231e')
  pen.fillStyle = table
  pen.fillRect(0, 0, width, height)
  const [w, h] = shape[what]
  const scale = Math.min((width * 0.9) / w, (height * 0.9) / h)
  pen.save()
  pen.translate(width / 2, height / 2)
  pen.rotate(0.012)
  drawPaper(pen, what, holder, (-w * scale) / 2, (-h * scale) / 2, w * scale, h * scale)
  pen.restore()
}

function canvasOf(width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
  if (!pen) throw new Error('no canvas')
  return [canvas, pen]
}

/** One page, as the resident's page would send it. */
export async function drawSpecimen(what: Specimen, holder: Holder): Promise<Uint8Array> {
  const upright = what === 'portrait' || what === 'turned'
  const [width, height] = upright ? [720, 960] : [1280, 960]
  const [, pen] = canvasOf(width, height)
  paint(pen, width, height, what, holder)
  return toPage(pen.getImageData(0, 0, width, height))
}

/** A camera that sees a specimen. What lies before it is chosen by the visitor; a front camera sees the face. */
export function specimenCamera(holder: Holder): CameraSource & { show(what: Specimen): void; readonly shows: Specimen } {
  let what: Specimen = 'passport'
  let repaint = () => {}
  const source = async ({ facing }: { facing: 'environment' | 'user' }): Promise<Camera> => {
    const [canvas, pen] = canvasOf(1280, 960)
    repaint = () => paint(pen, 1280, 960, facing === 'user' ? (what === 'turned' ? 'turned' : 'portrait') : what, holder)
    repaint()
    const stream = canvas.captureStream(10)
    // A still canvas sends no frames: a hair's movement does.
    const alive = setInterval(() => repaint(), 200)
    return {
      stream,
      stop() {
        clearInterval(alive)
        for (const track of stream.getTracks()) track.stop()
      },
    }
  }
  return Object.assign(source, {
    show(next: Specimen) {
      what = next
      repaint()
    },
    get shows() {
      return what
    },
  })
}
