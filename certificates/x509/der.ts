import { sameBytes } from '../cbor.ts'
import { CertificateFault } from '../faults.ts'

/** Walks DER front to back, knowing at each step what must come. */
export interface DerReader {
  /** The next element with its head. @throws CertificateFault `x509` when its tag is another one or it runs out of the bytes */
  whole(tag: number): Uint8Array
  /** The next element's content. @throws CertificateFault `x509` */
  content(tag: number): Uint8Array
  /** The next bytes are exactly these. @throws CertificateFault `x509` */
  fixed(bytes: Uint8Array): void
  /** What is left, which is exactly so many bytes. @throws CertificateFault `x509` */
  rest(length: number): Uint8Array
  /** Nothing is left over. @throws CertificateFault `x509` */
  end(): void
}

/** @param der bytes an attacker may have written: every length is checked before it is followed, and has its shortest form */
export function createDerReader(der: Uint8Array): DerReader {
  let at = 0
  const element = (tag: number) => {
    const [found = -1, first = 0x80, second = 0, third = 0] = der.subarray(at, at + 4)
    const [head, length] = first < 0x80 ? [2, first] : first === 0x81 ? [3, second] : first === 0x82 ? [4, (second << 8) | third] : [2, -1]
    const shortest = first < 0x80 || (first === 0x81 ? length >= 0x80 : length >= 0x100)
    const from = at + head
    if (found !== tag || length < 0 || !shortest || from + length > der.length) throw new CertificateFault('x509')
    const start = at
    at = from + length
    return { whole: der.subarray(start, at), content: der.subarray(from, at) }
  }
  return {
    whole: tag => element(tag).whole,
    content: tag => element(tag).content,
    fixed(bytes) {
      if (!sameBytes(der.subarray(at, at + bytes.length), bytes)) throw new CertificateFault('x509')
      at += bytes.length
    },
    rest(length) {
      if (der.length - at !== length) throw new CertificateFault('x509')
      return der.subarray(at)
    },
    end() {
      if (at !== der.length) throw new CertificateFault('x509')
    },
  }
}
