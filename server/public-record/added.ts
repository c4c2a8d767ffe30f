/** Files that are new in an hour, as one column: hash (32) ‖ length (4, big-endian) ‖ bytes, one after the other. Written by this server, read by it at start. */

export interface Added {
  /** Of the padded file. */
  hash: Uint8Array
  /** As it was made, without its padding. */
  bytes: Uint8Array
}

const head = 36

export function encodeAdded(files: readonly Added[]): Uint8Array {
  const whole = new Uint8Array(files.reduce((sum, { bytes }) => sum + head + bytes.length, 0))
  let at = 0
  for (const { hash, bytes } of files) {
    whole.set(hash, at)
    new DataView(whole.buffer).setUint32(at + 32, bytes.length)
    whole.set(bytes, at + head)
    at += head + bytes.length
  }
  return whole
}

/** @throws Error when the column is cut short or has something left over */
export function decodeAdded(whole: Uint8Array): Added[] {
  const files: Added[] = []
  const view = new DataView(whole.buffer, whole.byteOffset, whole.length)
  for (let at = 0; at < whole.length; ) {
    const length = at + head <= whole.length ? view.getUint32(at + 32) : Number.NaN
    const end = at + head + length
    if (!(end <= whole.length)) throw new Error('the files of an hour are cut short in the store')
    files.push({ hash: whole.slice(at, at + 32), bytes: whole.slice(at + head, end) })
    at = end
  }
  return files
}
