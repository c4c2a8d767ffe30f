/**
 * Desk: sitting down (PROTOCOL §1). A fresh P-256 key is made in page memory and one touch of the clerk's passkey certifies it for at
 * most twelve hours. It signs Offers and the sign-in; it approves nothing. It is gone with the page.
 */
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { type ClerkCertificate, verifyClerk } from '@latchkey/certificates/clerk.ts'
import { deskTag, encodeDesk, longestDesk } from '@latchkey/certificates/desk.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import type { Sign, Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { toBytes } from '@latchkey/wire/edge.ts'
import type { State } from '@latchkey/wire/settings.ts'

/** One who may sit down here. */
export interface Seat {
  clerk: ClerkCertificate
  /** Exact bytes of the certified statement. */
  certified: Uint8Array
}

/** A desk for today. */
export interface DeskKey {
  alias: string
  clerkCertificate: Uint8Array
  deskCertificate: Uint8Array
  deskSign: Sign
  /** Last second, since 1970. */
  to: number
  /** Its clerk is a supervisor. */
  supervises: boolean
}

/**
 * Those of the server's list who really follow from the root and may have a desk now. The server could put anything into the list: what
 * does not verify is left out. The newest certificate of an alias counts.
 */
export async function seatsOf(root: Root, clerks: State['clerks'], now: number, verify: Verify): Promise<Seat[]> {
  const seats = new Map<string, Seat>()
  for (const one of clerks) {
    try {
      const certified = toBytes(one.certified)
      const clerk = await verifyClerk(root, certified, now, verify)
      const known = seats.get(clerk.alias)
      if (clerk.role !== 'clerk' && clerk.role !== 'supervisor') continue
      if (!known || known.clerk.from < clerk.from) seats.set(clerk.alias, { clerk, certified })
    } catch {
      // Forged, ended or of another city: not somebody who can sit down.
    }
  }
  return [...seats.values()].sort((a, b) => a.clerk.alias.localeCompare(b.clerk.alias, 'en', { numeric: true }))
}

/** One touch. @throws the passkey's own fault; then nothing was made */
export async function signIn(options: {
  root: Root
  seat: Seat
  passkey: Passkey
  now: number
  generate(): Promise<{ publicKey65: Uint8Array; sign: Sign }>
}): Promise<DeskKey> {
  const { root, seat, passkey, now, generate } = options
  const key = await generate()
  // Five minutes back, for phones whose clock is a little behind; the whole is never longer than a desk key may be.
  const from = now - 300
  const to = Math.min(from + longestDesk, seat.clerk.to)
  const body = encodeDesk({ city: root.city, alias: seat.clerk.alias, deskKey: key.publicKey65, from, to })
  const certified = await certify(deskTag, body, [passkey])
  return {
    alias: seat.clerk.alias,
    clerkCertificate: seat.certified,
    deskCertificate: encodeCertified(certified),
    deskSign: key.sign,
    to,
    supervises: seat.clerk.role === 'supervisor',
  }
}
