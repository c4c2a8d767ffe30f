/** The world as arguments: pure packages sign, draw randomness and read clocks through these and nothing else. */

/**
 * ECDSA P-256 with SHA-256 over `message`; signature is r ‖ s, 64 bytes. Answers false for a bad signature and may throw
 * for a key that is no point, so callers check the point first. The caller trusts it to hash the whole message itself.
 */
export type Verify = (publicKey65: Uint8Array, message: Uint8Array, signature64: Uint8Array) => Promise<boolean>

/** Signs `message` with the one P-256 key it was made for; 64 bytes, r ‖ s. The key itself stays behind the port. */
export type Sign = (message: Uint8Array) => Promise<Uint8Array>

/** `length` bytes nobody can guess, from the platform. */
export type Random = (length: number) => Uint8Array

/** Whole seconds since 1970. A phone's clock may be wrong: what depends on it says so. */
export type Clock = () => number
