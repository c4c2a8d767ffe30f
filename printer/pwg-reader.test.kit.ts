/** Reads PWG raster by the specification's words alone (PWG 5102.4 §4), sharing nothing with what writes it. */
export interface PwgPage {
  width: number
  height: number
  planes: number
  bytesPerLine: number
  colourSpace: number
  dpi: [number, number]
  duplex: boolean
  tumble: boolean
  transform: [cross: number, feed: number]
  points: [number, number]
  pages: number
  pixels: Buffer
}

export function readPwg(bytes: Buffer): PwgPage[] {
  if (bytes.toString('latin1', 0, 4) !== 'RaS2') throw new Error('no sync word')
  const pages: PwgPage[] = []
  let at = 4
  while (at < bytes.length) {
    const head = bytes.subarray(at, at + 1796)
    if (head.length !== 1796 || head.toString('latin1', 0, 10) !== 'PwgRaster\0') throw new Error('no page header')
    at += 1796
    const number = (offset: number) => head.readUInt32BE(offset)
    const [width, height, planes] = [number(372), number(376), number(420)]
    if (number(384) !== 8 || number(388) !== 8 * planes || number(396) !== 0) throw new Error('not eight bits, chunky')
    const bytesPerLine = number(392)
    const pixels = Buffer.alloc(height * bytesPerLine)
    for (let y = 0; y < height; ) {
      const repeats = (bytes[at++] as number) + 1
      const line = Buffer.alloc(bytesPerLine)
      let x = 0
      while (x < bytesPerLine) {
        const count = bytes[at++] as number
        if (count === 128) throw new Error('a clear-to-end-of-line code, which old printers do not know')
        const isRun = count < 128
        const pixelsHere = isRun ? count + 1 : 257 - count
        for (let pixel = 0; pixel < pixelsHere; pixel++) {
          bytes.copy(line, x, at + (isRun ? 0 : pixel * planes), at + (isRun ? 0 : pixel * planes) + planes)
          x += planes
        }
        at += isRun ? planes : pixelsHere * planes
      }
      if (x !== bytesPerLine) throw new Error('a line is too long')
      for (let repeat = 0; repeat < repeats; repeat++) line.copy(pixels, y++ * bytesPerLine)
      if (y > height) throw new Error('too many lines')
    }
    pages.push({
      width,
      height,
      planes,
      bytesPerLine,
      colourSpace: number(400),
      dpi: [number(276), number(280)],
      duplex: number(272) === 1,
      tumble: number(368) === 1,
      transform: [head.readInt32BE(456), head.readInt32BE(460)],
      points: [number(352), number(356)],
      pages: number(452),
      pixels,
    })
  }
  return pages
}
