/**
 * The resident's photo screen before a drawn person: the product's own screen, camera component, texts and sheets, with its camera's
 * frames painted here, and the desk's own small pictures made of what it sends. For the journey `card-photo`; never part of the product.
 */
import '@latchkey/ui/all.css'
import { wrapAvif } from '@latchkey/card/avif.ts'
import { makePictures } from '@latchkey/desk/visit/pictures.ts'
import { cityTexts, names, practice, rules } from '@latchkey/resident/city.ts'
import { emptyDraft } from '@latchkey/resident/papers/draft-store.ts'
import { PhotoStore } from '@latchkey/resident/photos/photo-store.ts'
import { PhotosPage } from '@latchkey/resident/photos/photos-page.tsx'
import { type World, WorldProvider } from '@latchkey/resident/world.ts'
import { lumaOf } from '@latchkey/ui/advice.ts'
import { openCamera } from '@latchkey/ui/camera.ts'
import { type LanguageCode, setLanguage, startLanguage } from '@latchkey/ui/language.ts'
import { lightIn } from '@latchkey/ui/oval.ts'
import { PageShell } from '@latchkey/ui/page-shell.tsx'
import { render } from 'preact'
import { drawPortrait, viewSize } from './draw-portrait.ts'
import { type How, type Portrait, portraits } from './portraits.ts'

const seen = document.createElement('canvas')
Object.assign(seen, viewSize)
const pen = seen.getContext('2d', { alpha: false })!
let drawn: HTMLCanvasElement | null = null
// A still canvas sends no frames.
setInterval(() => drawn && pen.drawImage(drawn, 0, 0), 60)
navigator.mediaDevices.getUserMedia = async () => seen.captureStream(20)

const photos = new PhotoStore()
// An adult's card: whom the photo is of is said at the top of the screen.
const draft = { draft: emptyDraft('2026-11-28'), listen: () => () => {} }
const world = { practice, rules, names, cityTexts, draft, photos, camera: openCamera } as unknown as World

/** A part of the cheek in the light, in parts of a 3:4 picture. */
function cheek(picture: CanvasImageSource, one: Portrait, whole: { x: number; y: number; width: number; height: number }) {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const dab = canvas.getContext('2d', { alpha: false, willReadFrequently: true })!
  dab.imageSmoothingQuality = 'high'
  const [x, y] = [0.5 + Math.sign(one.side) * 0.1, one.wheelchair ? 0.69 : 0.62]
  const side = whole.width * 0.02
  dab.drawImage(picture, whole.x + x * whole.width - side / 2, whole.y + y * whole.height - side / 2, side, side, 0, 0, 1, 1)
  return [...dab.getImageData(0, 0, 1, 1).data.subarray(0, 3)] as [number, number, number]
}
const middleOfView = { x: (viewSize.width - viewSize.height * 0.75) / 2, y: 0, width: viewSize.height * 0.75, height: viewSize.height }

const bitmapOf = (bytes: Uint8Array, type: string) => createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }))
const found = (name: string): Portrait => portraits.find(one => one.name === name)!

const stage = {
  /** Who is before the lens from now on, in which light. @param light instead of the portrait's own: the same for all of them */
  show(name: string, how: How = 'well', light?: number) {
    const one = found(name)
    drawn = drawPortrait(light ? { ...one, light, side: -0.6, tint: 'day' } : one, how)
    pen.drawImage(drawn, 0, 0)
  },
  speak: (language: LanguageCode) => setLanguage(language),
  /** The page as it would cross the visit: its light, and its cheek beside the one before the lens. */
  async page(name: string, light?: number) {
    const { picture } = photos.all[0]!
    const bitmap = await bitmapOf(picture, 'image/jpeg')
    const { width, height } = bitmap
    const canvas = document.createElement('canvas')
    canvas.width = 240
    canvas.height = 320
    const look = canvas.getContext('2d', { alpha: false, willReadFrequently: true })!
    look.imageSmoothingQuality = 'medium'
    look.drawImage(bitmap, 0, 0, 240, 320)
    const pixels = look.getImageData(0, 0, 240, 320)
    const one = light ? { ...found(name), side: -0.6 } : found(name)
    return {
      bytes: picture.length,
      width,
      height,
      ...lightIn(lumaOf(pixels), 240, 320),
      cheek: cheek(bitmap, one, { x: 0, y: 0, width, height }),
      before: cheek(drawn!, one, middleOfView),
    }
  },
  /** Keeps the page for the sheet of all, under this name. */
  keep(name: string) {
    kept.set(name, photos.all[0]!.picture.slice())
  },
  /** The desk's pictures of a kept page. */
  async small(name: string) {
    const made = await makePictures(kept.get(name)!, 'chicago/practice')
    small.set(name, made)
    return { portrait: made.portrait.length, face: made.face.length, print: made.print.length }
  },
  /** All of them on one sheet instead of the screen: as sent, as printed, as in the code. */
  async sheet() {
    const canvas = document.createElement('canvas')
    const [across, wide, tall] = [8, 190, 276]
    canvas.width = across * wide
    canvas.height = Math.ceil(kept.size / across) * tall + tall
    const sheet = canvas.getContext('2d')!
    sheet.fillStyle = '#ffffff'
    sheet.fillRect(0, 0, canvas.width, canvas.height)
    sheet.imageSmoothingQuality = 'high'
    sheet.font = '15px sans-serif'
    const put = (bitmap: ImageBitmap, x: number, y: number, width: number, height: number) => sheet.drawImage(bitmap, x, y, width, height)
    const say = (text: string, x: number, y: number) => {
      sheet.fillStyle = '#222222'
      sheet.fillText(text, x, y)
    }
    let at = 0
    for (const [name, page] of kept) {
      const [x, y] = [(at % across) * wide + 5, Math.floor(at / across) * tall + 5]
      put(await bitmapOf(page, 'image/jpeg'), x, y, 180, 240)
      say(name, x, y + 258)
      at++
    }
    at = 0
    for (const [name, { print, face }] of small) {
      const [x, y] = [(at * canvas.width) / small.size + 5, canvas.height - tall + 5]
      put(await bitmapOf(wrapAvif(print, 'print'), 'image/avif'), x, y, 165, 220)
      put(await bitmapOf(wrapAvif(face, 'face'), 'image/avif'), x + 171, y, 64, 80)
      say(name, x, y + 238)
      say(`${print.length} and ${face.length} bytes`, x, y + 256)
      at++
    }
    document.body.replaceChildren(canvas)
  },
}
const kept = new Map<string, Uint8Array>()
const small = new Map<string, Awaited<ReturnType<typeof makePictures>>>()
export type Stage = typeof stage
Object.assign(globalThis, { stage })

await startLanguage()
stage.show(portraits[0]!.name)
render(
  <WorldProvider value={world}>
    <PageShell product="City ID" home="#" practice>
      <PhotosPage papers={[]} returned={false} onDone={() => {}} />
    </PageShell>
  </WorldProvider>,
  document.getElementById('app')!,
)
