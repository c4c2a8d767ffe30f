import { pairingLetters } from '@latchkey/printer/job.ts'
import { describe, expect, it } from 'vitest'
import { pair, parsePairingCode, showPairingCode } from './pairing.ts'
import { PrinterFault } from './printer.ts'

const code = 'CDFHJKMN'
const card = { fault: null, media: [], twoSided: true, purges: false }
const status = { version: 1, printers: { card, paper: null, labels: null } }

describe('what the clerk types', () => {
  it.each(['CDFH-JKMN', 'cdfh-jkmn', ' cdfh jkmn ', 'CDFHJKMN', 'c d f h j k m n', 'cdfh–jkmn'])('%s is the code', typed => {
    expect(parsePairingCode(typed)).toBe(code)
  })

  it.each(['', 'CDFH', 'CDFH-JKM', 'CDFH-JKMNP', 'ADFH-JKMN', 'CDFH_JKMN', 'CDFH-JK0N', 'çDFH-JKMN'])('%s is none', typed => {
    expect(parsePairingCode(typed)).toBeNull()
  })

  it.each([
    ['', ''],
    ['cdf', 'CDF'],
    ['cdfh', 'CDFH'],
    ['cdfhj', 'CDFH-J'],
    ['cdfhjkmnpppp', 'CDFH-JKMN'],
    ['a!c', 'C'],
  ])('while it is typed, %s stands as %s', (typed, shown) => {
    expect(showPairingCode(typed)).toBe(shown)
  })

  it('shows every code as the helper does', () => {
    const last = pairingLetters.slice(-8)
    expect(parsePairingCode(showPairingCode(last))).toBe(last)
  })
})

describe('pairing', () => {
  it('gives the code that the helper took, and how its printers are', async () => {
    const asked: string[] = []
    const paired = await pair('cdfh-jkmn', async code => {
      asked.push(code)
      return status
    })
    expect([paired, asked]).toEqual([{ at: 'paired', code, status }, [code]])
  })

  it('spends no try on what cannot be a code', async () => {
    const ask = () => Promise.reject(new Error('asked'))
    expect(await pair('nonsense', ask)).toEqual({ at: 'mistyped' })
  })

  it.each(['helper_refused', 'helper_absent', 'helper_version'] as const)('says why it failed: %s', async why => {
    expect(await pair(code, () => Promise.reject(new PrinterFault(why)))).toEqual({ at: 'failed', why })
  })
})
