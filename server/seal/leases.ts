/** What a room knows of a signer: a one-use key, an end, and one call (PROTOCOL §5). The process itself is behind warm-signers.ts. */

/** Seconds a lease lasts unused. */
export const leaseLasts = 60

export interface Lease {
  /** X-Wing public key of the one-use process, 1,216 bytes. */
  readonly key: Uint8Array
  readonly period: number
  /** Seconds since 1970. */
  readonly until: number
  /** True until it was used, ended or ran out. */
  readonly alive: boolean
  /**
   * Gives the envelope to the process, once. The answer is closed to the desk: what passes here is ciphertext both ways.
   * @throws Fault `seal_refused`, `no_blanks`, `no_lease`
   */
  seal(envelope: Uint8Array): Promise<Uint8Array>
  /** Kills the process. */
  end(): void
}

export interface Seals {
  /** @throws Fault `no_signer`, `no_blanks` */
  lease(): Promise<Lease>
}
