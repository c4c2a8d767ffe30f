import { type ChannelFaultCode, faultCodeOf } from '@latchkey/channel/faults.ts'
import type { FaultCode } from '@latchkey/wire/faults.ts'

/**
 * The faults that trying again cannot mend: the page is of another time, the desk is not the city's, the place is not this phone's.
 * Everything else is tried again by itself, and the resident reads that their place is safe.
 */
export const bars: ReadonlySet<FaultCode | ChannelFaultCode> = new Set<FaultCode | ChannelFaultCode>([
  'malformed',
  'place_unknown',
  'place_in_use',
  'number_other_day',
  'version',
  'suite',
  'city',
  'rules',
  'chain',
  'offer_signature',
  'clock',
])

/** A desk that says what cannot be read may be read the next time; a server that says so will not change its mind. */
export const barsEpoch = (code: ChannelFaultCode): boolean => code !== 'malformed' && bars.has(code)

export const faultOf = (error: unknown): ChannelFaultCode => faultCodeOf(error, 'malformed')
