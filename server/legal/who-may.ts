/** Who may see a legal request, act on it, and end its hold. What the acts do stands in change.ts. */
import type { Signer } from '@latchkey/certificates/legal-act.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { Request } from './legal.ts'
import { LegalFault } from './legal-fault.ts'

const isCounsel = ({ role }: Signer): boolean => role === 'counsel'
const isNamed = ({ role, alias }: Signer, { named }: Request): boolean => role === 'administrator' && named.includes(alias)

/**
 * Counsel sees every request, an administrator those they are named for. One who is named for none is refused like a clerk.
 * @param signers of a look one; of a release both, and counsel is the one who looks on
 * @throws Fault `not_allowed`
 */
export function mayLook(signers: readonly Signer[], all: readonly Request[]): { person: Signer; requests: Request[] } {
  const person = signers.find(isCounsel) ?? signers[0]
  if (person === undefined) throw new Fault('not_allowed')
  const requests = isCounsel(person) ? [...all] : all.filter(request => isNamed(person, request))
  if (!isCounsel(person) && requests.length === 0) throw new Fault('not_allowed')
  return { person, requests }
}

/** One counsel, and nobody beside. @throws Fault `not_allowed` */
export function mayAct(signers: readonly Signer[]): void {
  const [person] = signers
  if (person === undefined || signers.length !== 1 || !isCounsel(person)) throw new Fault('not_allowed')
}

/**
 * Two different people: one counsel, and another counsel or an administrator whom counsel has named for this request. In an office of one, one counsel.
 * @throws Fault `not_allowed`; LegalFault `legal_one_person`
 */
export function mayRelease(signers: readonly Signer[], request: Request, alone: boolean): void {
  if (!signers.some(isCounsel) || signers.length > 2 || !signers.every(one => isCounsel(one) || isNamed(one, request)))
    throw new Fault('not_allowed')
  if (signers.length < 2 && !alone) throw new LegalFault('legal_one_person')
}
