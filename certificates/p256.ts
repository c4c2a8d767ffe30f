import { p256 } from '@noble/curves/nist.js'
import { CertificateFault } from './faults.ts'

/** True for 65 bytes, uncompressed, of a point on P-256 (never the point at infinity). */
export function isPoint(bytes: Uint8Array): boolean {
  if (bytes.length !== 65 || bytes[0] !== 4) return false
  return read(bytes) !== null
}

/** 65 bytes → 33. @throws CertificateFault `point` */
export function compress(key65: Uint8Array): Uint8Array {
  const point = key65.length === 65 && key65[0] === 4 ? read(key65) : null
  if (point === null) throw new CertificateFault('point')
  return point.toBytes(true)
}

/** 33 bytes → 65: noble's own arithmetic, because not every browser imports compressed points. @throws CertificateFault `point` */
export function decompress(key33: Uint8Array): Uint8Array {
  const point = key33.length === 33 ? read(key33) : null
  if (point === null) throw new CertificateFault('point')
  return point.toBytes(false)
}

function read(bytes: Uint8Array) {
  try {
    const point = p256.Point.fromBytes(bytes)
    point.assertValidity()
    return point
  } catch {
    return null
  }
}
