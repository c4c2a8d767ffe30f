/**
 * The two faces of a statement. Every reader of PDF has them without the file bringing them (ISO 32000-1 §9.6.2.2), and their letters are those of Windows-1252:
 * English and Spanish have all of theirs, Arabic has none, so a working language with other letters needs a font in the file first.
 */

export type Face = 'plain' | 'bold'

/** Thousandths of the size, for the codes 32 to 255 of Windows-1252, as Adobe published them for its core fonts. */
const widths: Record<Face, number[]> = {
  plain: read([
    '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556',
    '1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556',
    '333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584 350',
    '556 350 222 556 333 1000 556 556 333 1000 667 333 1000 350 611 350 350 222 222 333 333 350 556 1000 333 1000 500 333 944 350 500',
    '667 278 333 556 556 556 556 260 556 333 737 370 556 584 333 737 333 400 584 333 333 333 556 537 278 333 333 365 556 834 834 834',
    '611 667 667 667 667 667 667 1000 722 667 667 667 667 278 278 278 278 722 722 778 778 778 778 778 584 778 722 722 722 722 667 667',
    '611 556 556 556 556 556 556 889 500 556 556 556 556 278 278 278 278 556 556 556 556 556 556 556 584 611 556 556 556 556 500 556',
    '500',
  ]),
  bold: read([
    '278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 584 584 611',
    '975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556',
    '333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584 350',
    '556 350 278 556 500 1000 556 556 333 1000 667 333 1000 350 611 350 350 278 278 500 500 350 556 1000 333 1000 556 333 944 350 500',
    '667 278 333 556 556 556 556 280 556 333 737 370 556 584 333 737 333 400 584 333 333 333 611 556 278 333 333 365 556 834 834 834',
    '611 722 722 722 722 722 722 1000 722 667 667 667 667 278 278 278 278 722 722 778 778 778 778 778 584 778 722 722 722 722 667 667',
    '611 556 556 556 556 556 556 889 556 556 556 556 556 278 278 278 278 611 611 611 611 611 611 611 584 611 611 611 611 611 556 611',
    '556',
  ]),
}

function read(rows: string[]): number[] {
  return rows.join(' ').split(' ').map(Number)
}

/** From 128 to 159; a blank is a code without a letter. Written out: Node's own decoder of this encoding reads these as controls. */
const upper = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'
const codes = new Map<string, number>()
for (let code = 32; code < 256; code++) {
  const letter = code >= 128 && code < 160 ? (upper[code - 128] as string) : String.fromCharCode(code)
  if (code === 32 || (letter !== ' ' && code !== 127)) codes.set(letter, code)
}

/** The codes of a text. A letter that these faces do not have is written out as its number, so that nothing is lost silently: `[U+0141]`. */
export function codesOf(text: string): number[] {
  return [...text.normalize('NFC')].flatMap(letter => {
    const code = codes.get(letter)
    if (code !== undefined) return [code]
    const number = (letter.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')
    return [...`[U+${number}]`].map(one => one.charCodeAt(0))
  })
}

/** In points. */
export const widthOf = (text: string, face: Face, size: number): number =>
  (codesOf(text).reduce((sum, code) => sum + (widths[face][code - 32] ?? 0), 0) * size) / 1000
