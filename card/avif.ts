/** The two pictures of a card (PROTOCOL §5): AV1 in the one fixed container, which is left out and written again by the reader. */
export type PictureKind = 'face' | 'print'
export interface PictureSize {
  width: number
  height: number
  /** Bytes of the stripped picture. */
  least: number
  most: number
}
export const pictureSizes: Record<PictureKind, PictureSize> = {
  face: { width: 64, height: 80, least: 450, most: 590 },
  print: { width: 300, height: 400, least: 100, most: 2400 },
}
/** RGBA, as ImageData. */
export interface Pixels {
  data: Uint8ClampedArray<ArrayBuffer>
  width: number
  height: number
}
/** Options of @jsquash/avif 2.1.1 `encode` besides quality: the desk must use these, or the container differs. */
export declare const avifOptions: Readonly<Record<string, number | boolean>>
/** The encoder as a port: an AVIF file at this quality (0…100) with `avifOptions`. */
export type EncodeAvif = (pixels: Pixels, options: Readonly<Record<string, number | boolean>>) => Promise<Uint8Array>
/** AVIF file → picture without container. @throws CardFault `picture` */
export declare function stripAvif(file: Uint8Array, kind: PictureKind): Uint8Array
/** Picture → AVIF file. @throws CardFault `picture` for any other size or sequence header */
export declare function wrapAvif(picture: Uint8Array, kind: PictureKind): Uint8Array
/** Finds the best quality that fits. @param most fewer bytes than the kind's, see `faceMostOf` @returns stripped picture @throws CardFault `picture`, `picture_plain` */
export declare function fitAvif(encode: EncodeAvif, pixels: Pixels, kind: PictureKind, most?: number): Promise<Uint8Array>
