/** Runs in a page: whether this browser has a glyph for each letter, told by pixels and not by what a font says of itself. */

const size = 48
const side = 120
/** Nobody gave these a letter: what is drawn for them is the empty box of a missing glyph. */
const nobodys = ['\u0378', '\u0530', '\u2fe0', '\u{10fffd}']

interface Picture {
  width: number
  height: number
  dark: boolean[]
}

const pen = (() => {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side
  return canvas.getContext('2d', { willReadFrequently: true })!
})()

/** The ink of a letter and nothing around it; null when there is none. */
function inkOf(letter: string, font: string): Picture | null {
  pen.clearRect(0, 0, side, side)
  pen.font = font
  pen.textBaseline = 'alphabetic'
  pen.fillStyle = '#000'
  pen.fillText(letter, 36, 80)
  const { data } = pen.getImageData(0, 0, side, side)
  let [left, top, right, bottom] = [side, side, -1, -1]
  for (let at = 0; at < side * side; at++) {
    if (data[at * 4 + 3]! < 64) continue
    left = Math.min(left, at % side)
    right = Math.max(right, at % side)
    top = Math.min(top, Math.floor(at / side))
    bottom = Math.max(bottom, Math.floor(at / side))
  }
  if (right < 0) return null
  const [width, height] = [right - left + 1, bottom - top + 1]
  const dark = Array.from(
    { length: width * height },
    (_, at) => data[((top + Math.floor(at / width)) * side + left + (at % width)) * 4 + 3]! >= 64,
  )
  return { width, height, dark }
}

/** The box stands somewhere in the picture: alone, or beside the dotted circle that carries a mark without a letter. */
function holds(picture: Picture, box: Picture): boolean {
  if (picture.height < box.height || picture.width < box.width) return false
  for (let y = 0; y <= picture.height - box.height; y++)
    for (let x = 0; x <= picture.width - box.width; x++) {
      let other = 0
      for (let at = 0; at < box.dark.length && other <= box.dark.length * 0.04; at++) {
        const there = picture.dark[(y + Math.floor(at / box.width)) * picture.width + x + (at % box.width)]
        if (there !== box.dark[at]) other++
      }
      if (other <= box.dark.length * 0.04) return true
    }
  return false
}

const boxes = new Map<string, Picture[]>()
const known = new Map<string, boolean>()

/** @param font of a canvas, with a size in px @returns the letters of `text` that this browser cannot draw */
export function missingLetters(text: string, font: string): string[] {
  const family = font.replace(/\d+px/, `${size}px`)
  let empty = boxes.get(family)
  if (!empty) {
    empty = nobodys.flatMap(letter => inkOf(letter, family) ?? [])
    if (empty.length === 0) throw new Error('a missing glyph is drawn as nothing here: nothing can be told apart from it')
    boxes.set(family, empty)
  }
  return [...new Set(text)].filter(letter => {
    // Joiners, spaces and selectors are not seen.
    if (/[\p{Z}\p{Cf}\p{Cc}\p{Variation_Selector}]/u.test(letter)) return false
    const key = letter + family
    let has = known.get(key)
    if (has === undefined) {
      const ink = inkOf(letter, family)
      has = ink !== null && !empty.some(box => holds(ink, box))
      known.set(key, has)
    }
    return !has
  })
}
