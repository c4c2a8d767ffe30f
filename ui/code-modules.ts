/** The squares of a code, for every canvas that shows or prints one. */
import { encodeQR } from 'qr'

/** Version of every code on a card, a sheet and a screen: one size, so that a picture of it says nothing (DESIGN §5.5). */
const cardVersion = 22
/** Light modules around it that readers need (ISO/IEC 18004 §9.1). */
const quiet = 4

/** Dark modules of a code, row by row, with its quiet zone. Alphanumeric, level L. @param text base45 with its prefix */
export function codeModules(text: string, version = cardVersion): boolean[][] {
  return encodeQR(text, 'raw', { ecc: 'low', encoding: 'alphanumeric', version, border: quiet })
}

/** The same for any text, as small as it can be: an address to open, a form. Level M, for cameras of phones. */
export function freeModules(text: string): boolean[][] {
  const encoding = /^[0-9A-Z $%*+\-./:]*$/.test(text) ? 'alphanumeric' : 'byte'
  return encodeQR(text, 'raw', { ecc: 'medium', encoding, border: quiet })
}

/** Draws the dark modules, `module` dots each; the ground must already be white. */
export function drawModules(context: CanvasRenderingContext2D, rows: boolean[][], left: number, top: number, module: number): void {
  context.fillStyle = '#000'
  for (const [y, row] of rows.entries()) {
    for (const [x, dark] of row.entries()) if (dark) context.fillRect(left + x * module, top + y * module, module, module)
  }
}
