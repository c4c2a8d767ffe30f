/** Every blank that an administrator brings is checked before it is stored: a bad one would be found by a resident, after the yes. */
import type { PooledBlank } from '@latchkey/card/pipe.ts'
import { verifyBlank } from '@latchkey/certificates/blank.ts'
import { CertificateFault } from '@latchkey/certificates/faults.ts'
import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import { verifyBlankCertificate } from '@latchkey/certificates/x509/read.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import { sameBytes, verify } from '../platform.ts'

/** Blanks checked before the other work of the process gets its turn: about 20 ms. */
const chunk = 32

/**
 * @param taken indexes of the pools that are already there
 * @throws Fault `not_certified` when one does not follow from the period; `malformed` when two have one index
 */
export async function checkBlanks(period: PeriodCertificate, x509: Uint8Array, blanks: PooledBlank[], taken: Set<number>): Promise<void> {
  const seen = new Set(taken)
  for (const [at, blank] of blanks.entries()) {
    if (at % chunk === 0) await new Promise(resolve => setImmediate(resolve))
    if (seen.has(blank.index)) throw new Fault('malformed')
    seen.add(blank.index)
    try {
      const key65 = await verifyBlank(period, blank, verify)
      const certificate = await verifyBlankCertificate(period, x509, blank.certificate, verify)
      if (certificate.index !== blank.index || !sameBytes(certificate.key65, key65)) throw new Fault('not_certified')
    } catch (problem) {
      throw problem instanceof CertificateFault ? new Fault('not_certified') : problem
    }
  }
}
