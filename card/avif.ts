import { sameBytes } from '@latchkey/certificates/cbor.ts'
import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { CardFault } from './faults.ts'

/**
 * The two pictures of a card (PROTOCOL §5): AV1 without the container of its AVIF file. The container is the same 282 bytes in every
 * file of one size but for two lengths, so it is left out of card and sheet, and whoever reads writes it again.
 */
export type PictureKind = 'face' | 'print'

export interface PictureSize {
  width: number
  height: number
  /** Bytes of the picture without container. */
  least: number
  most: number
}

export const pictureSizes: Readonly<Record<PictureKind, PictureSize>> = {
  face: { width: 64, height: 80, least: 450, most: 590 },
  print: { width: 300, height: 400, least: 64, most: 2400 },
}

/** RGBA, as ImageData has it. */
export interface Pixels {
  data: Uint8ClampedArray<ArrayBuffer>
  width: number
  height: number
}

/** Everything that @jsquash/avif 2.1.1's encoder asks for. */
export type AvifOptions = Readonly<Record<string, number | boolean>>

/** The encoder as a port: an AVIF file, made with exactly these options. */
export type EncodeAvif = (pixels: Pixels, options: AvifOptions) => Promise<Uint8Array>

const options = {
  qualityAlpha: -1,
  denoiseLevel: 0,
  tileColsLog2: 0,
  tileRowsLog2: 0,
  subsample: 1,
  chromaDeltaQ: false,
  sharpness: 0,
  tune: 0,
  enableSharpYUV: false,
  bitDepth: 8,
  lossless: false,
}

/**
 * All options but `quality`, each kind its own: another speed, subsampling or depth writes another sequence header, which readers refuse.
 * Speed 4 gives the face about 1 dB over speed 6 for half a second more; for the print portrait it would take eight seconds more.
 */
export const avifOptions: Readonly<Record<PictureKind, AvifOptions>> = {
  face: { ...options, speed: 4 },
  print: { ...options, speed: 6 },
}

/** The container, box by box; {w} and {h} are the size, {n} the length of the picture, {m} that of its box. */
const container = [
  '00000020 66747970 61766966 00000000 61766966 6d696631 6d696166 4d413142', // ftyp: avif, of mif1, miaf, MA1B
  '000000f2 6d657461 00000000', // meta, of the next six
  '00000028 68646c72 00000000 00000000 70696374 00000000 00000000 00000000 6c69626176696600', // hdlr: pict, libavif
  '0000000e 7069746d 00000000 0001', // pitm: item 1
  '0000001e 696c6f63 00000000 4400 0001 0001 0000 0001 0000011a {n}', // iloc: at byte 282
  '00000028 69696e66 00000000 0001 0000001a 696e6665 02000000 0001 0000 61763031 436f6c6f7200', // iinf: av01, Color
  '0000006a 69707270 0000004b 6970636f', // iprp, ipco, of the next four
  '00000014 69737065 00000000 {w} {h}', // ispe
  '00000010 70697869 00000000 03 080808', // pixi: three planes of 8 bits
  '0000000c 61763143 81000c00', // av1C: profile 0, 4:2:0
  '00000013 636f6c72 6e636c78 0002 0002 0006 80', // colr: BT.601 matrix, full range
  '00000017 69706d61 00000000 00000001 0001 04 01028304', // ipma
  '{m} 6d646174', // mdat
]
  .join('')
  .replaceAll(' ', '')

/** Temporal delimiter ‖ sequence header (AV1 §5.5: still picture, reduced header, the size, the tools of the speed). Then one frame follows. */
const sequenceHeaders: Readonly<Record<PictureKind, Uint8Array>> = {
  face: hexToBytes('12000a091815bf9ec902020684'),
  print: hexToBytes('12000a0a18222578f60810103420'),
}

/** Header of a frame OBU with a size and nothing else. */
const frameObu = 0x32

/** @param file what `EncodeAvif` gave @returns picture without container @throws CardFault `picture` for any other container, size or header */
export function stripAvif(file: Uint8Array, kind: PictureKind): Uint8Array {
  const picture = file.slice(containerLength)
  if (file.length <= containerLength || !sameBytes(file.subarray(0, containerLength), containerOf(kind, picture.length)))
    throw new CardFault('picture')
  checkHeaders(picture, kind)
  return picture
}

/** Reader: the AVIF file of a picture, for the platform's decoder. The picture may be anybody's bytes. @throws CardFault `picture` */
export function wrapAvif(picture: Uint8Array, kind: PictureKind): Uint8Array {
  return concatBytes(containerOf(kind, picture.length), parsePicture(picture, kind))
}

/**
 * A picture of this kind: its bytes between least and most, the one sequence header, one frame, nothing behind it. The size in pixels
 * follows from the sequence header, so a picture cannot be larger inside than its container says.
 * @returns the same bytes @throws CardFault `picture`
 */
export function parsePicture(picture: unknown, kind: PictureKind): Uint8Array {
  const { least, most } = pictureSizes[kind]
  if (!(picture instanceof Uint8Array) || picture.length < least || picture.length > most) throw new CardFault('picture')
  checkHeaders(picture, kind)
  return picture
}

/**
 * The desk: the best picture that fits. Size grows with quality, so the quality is halved in on in seven tries; where it does not grow
 * evenly and none was met that lands between least and most, its six neighbours are tried.
 * @param most fewer bytes than the kind's own, where a city's long name leaves less (`faceMostOf` in code.ts)
 * @returns picture without container
 * @throws CardFault `picture` when the encoder writes another container, `picture_plain` when no quality lands between least and most
 */
export async function fitAvif(
  encode: EncodeAvif,
  pixels: Pixels,
  kind: PictureKind,
  most: number = pictureSizes[kind].most,
): Promise<Uint8Array> {
  const { width, height, least } = pictureSizes[kind]
  if (pixels.width !== width || pixels.height !== height || pixels.data.length !== width * height * 4) throw new CardFault('picture')
  const solid = opaque(pixels)
  const at = async (quality: number) => stripAvif(await encode(solid, { ...avifOptions[kind], quality }), kind)
  const fits = (picture: Uint8Array) => picture.length >= least && picture.length <= most
  let best: Uint8Array | null = null
  let low = 1
  let high = bestQuality
  while (low <= high) {
    const quality = (low + high) >> 1
    const picture = await at(quality)
    if (picture.length > most) high = quality - 1
    else {
      if (fits(picture)) best = picture
      low = quality + 1
    }
  }
  for (const step of [-2, 1, -3, 2, -4, 3]) {
    const quality = low + step
    if (best !== null || quality < 1 || quality > bestQuality) continue
    const picture = await at(quality)
    if (fits(picture)) best = picture
  }
  solid.data.fill(0)
  if (best === null) throw new CardFault('picture_plain')
  return best
}

/** Quality 100 switches the encoder to lossless, with another sequence header. */
const bestQuality = 99

/** A pixel that is not opaque would bring a second item, for transparency, into the container. */
function opaque({ data, width, height }: Pixels): Pixels {
  const solid = data.slice()
  for (let at = 3; at < solid.length; at += 4) solid[at] = 255
  return { data: solid, width, height }
}

const containerLength = 282

function containerOf(kind: PictureKind, length: number): Uint8Array {
  const { width, height } = pictureSizes[kind]
  const hex = (value: number) => value.toString(16).padStart(8, '0')
  return hexToBytes(
    container
      .replace('{w}', hex(width))
      .replace('{h}', hex(height))
      .replace('{n}', hex(length))
      .replace('{m}', hex(length + 8)),
  )
}

function checkHeaders(picture: Uint8Array, kind: PictureKind): void {
  const header = sequenceHeaders[kind]
  if (!sameBytes(picture.subarray(0, header.length), header) || picture[header.length] !== frameObu) throw new CardFault('picture')
  const { size, next } = readLeb128(picture, header.length + 1)
  if (next + size !== picture.length) throw new CardFault('picture')
}

/** AV1 §4.10.5: seven bits a byte, low first; here in its shortest form and at most three bytes, 2 MiB. */
function readLeb128(bytes: Uint8Array, from: number): { size: number; next: number } {
  let size = 0
  for (let at = 0; at < 3; at++) {
    const byte = bytes[from + at] ?? 0
    size |= (byte & 0x7f) << (7 * at)
    if (byte === 0 && at > 0) break
    if (byte < 0x80) return { size, next: from + at + 1 }
  }
  throw new CardFault('picture')
}
