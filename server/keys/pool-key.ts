/**
 * The key that blanks' one-time keys are closed to. It lies in a file beside the store and not in it: a dump or backup of the database
 * alone holds no blank that can be used (PROTOCOL §5).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type KeyPair, makeP256 } from '../platform.ts'

/** File: 65 bytes public ‖ 32 bytes scalar. */
export function readPoolKey(directory: string): KeyPair {
  const folder = join(directory, 'keys')
  const path = join(folder, 'pool.key')
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const made = makeP256()
    writeFileSync(path, Buffer.concat([made.publicKey, made.privateKey]), { mode: 0o600, flag: 'wx' })
    return made
  }
  const bytes = new Uint8Array(readFileSync(path))
  if (bytes.length !== 97) throw new Error('keys/pool.key is not a pool key')
  return { publicKey: bytes.slice(0, 65), privateKey: bytes.slice(65) }
}
