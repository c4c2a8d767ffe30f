/** A picked file as pages to look at: a picture is one, a PDF has several. By what its bytes say: name and type come from whoever made it. */
import { pickPhoto } from '@latchkey/ui/photo.ts'
import { type OpenPdf, openPdf } from './pdf.ts'
import { ScreenFault } from './screen-fault.ts'

/** Bytes. */
export const largestFile = 20_000_000
/** Readers of PDF take a file whose mark stands so far from its beginning. */
const headLength = 1024

const startsWith = (bytes: Uint8Array, mark: readonly number[], at = 0) => mark.every((byte, i) => bytes[at + i] === byte)
const pdfMark = [0x25, 0x50, 0x44, 0x46, 0x2d]
const riff = [0x52, 0x49, 0x46, 0x46]
const webp = [0x57, 0x45, 0x42, 0x50]

/** @param head the first kilobyte, or all of a shorter file. Null: another kind of file */
export function kindOfFile(head: Uint8Array): 'picture' | 'pdf' | null {
  const isPicture =
    startsWith(head, [0xff, 0xd8, 0xff]) ||
    startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) ||
    (startsWith(head, riff) && startsWith(head, webp, 8))
  if (isPicture) return 'picture'
  return head.subarray(0, headLength).some((_, at) => startsWith(head, pdfMark, at)) ? 'pdf' : null
}

/**
 * @param signal ends what is under way and the worker of a PDF
 * @returns of a picture the same pixels whichever page is drawn
 * @throws ScreenFault, PhotoFault no_picture
 */
export async function openScreenFile(file: Blob, signal: AbortSignal): Promise<OpenPdf> {
  if (file.size > largestFile) throw new ScreenFault('too_large')
  const kind = kindOfFile(new Uint8Array(await file.slice(0, headLength).arrayBuffer()))
  if (kind === null) throw new ScreenFault('other_file')
  if (kind === 'picture') return { all: 1, pages: 1, draw: () => pickPhoto(file), close() {} }
  return openPdf(new Uint8Array(await file.arrayBuffer()), { signal })
}
