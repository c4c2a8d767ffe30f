/** A drawing on a canvas as a PNG file of the person's own: made only when they press the button, gone from the page with the screen. */

export interface SavedPicture {
  /** Object URL of the PNG, for holding a finger on it where downloads do not work. Revoked by `drop`. */
  url: string
  drop(): void
}

/**
 * Hands the PNG to the browser's downloads. The file name says what it is and not whose: it stays in lists of downloads.
 * @throws Error when the browser makes no PNG of the canvas
 */
export async function savePicture(canvas: HTMLCanvasElement, fileName: string): Promise<SavedPicture> {
  const png = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/png'))
  if (!png) throw new Error('no picture')
  const url = URL.createObjectURL(png)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
  return { url, drop: () => URL.revokeObjectURL(url) }
}
