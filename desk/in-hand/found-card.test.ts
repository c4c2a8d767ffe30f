import { encodeCode } from '@latchkey/card/code.ts'
import { encodeSheet } from '@latchkey/card/sheet.ts'
import type { Status } from '@latchkey/card/status-list.ts'
import { makeSpecimen, specimenCertificate, specimenNow, specimenRoot, verify } from '@latchkey/card/vectors/specimen.ts'
import { describe, expect, it } from 'vitest'
import { readFoundCard } from './found-card.ts'

const root = specimenRoot()
const period = specimenCertificate()
const { sealed } = await makeSpecimen()
const real = (await makeSpecimen({ period: specimenCertificate('chicago') })).sealed
const sheet = encodeSheet(sealed)
const code = encodeCode(sealed, { face: true })
const own = (status: Status = 0) => ({
  periods: [period],
  lists: new Map([[period.period, { status: () => status, at: specimenNow - 60, until: specimenNow + 90 * 86_400 }]]),
})

describe('a card in hand', () => {
  it('is named by period and blank alone', async () => {
    const found = await readFoundCard(code, root, own(), verify)
    expect(found).toEqual({ card: { city: root.city, period: period.period, blank: sealed.blank }, already: null })
    expect(JSON.stringify(found)).not.toContain(sealed.facts.name)
    expect(await readFoundCard(encodeCode(sealed, { face: false }), root, own(), verify)).toMatchObject({ already: null })
  })

  it('that has ended already is said by the desk’s own list', async () => {
    expect(await readFoundCard(code, root, own(1), verify)).toMatchObject({ already: 'cancelled' })
    expect(await readFoundCard(code, root, own(3), verify)).toMatchObject({ already: 'replaced' })
  })

  it('that is none of this city’s is named, whatever is wrong', async () => {
    const no = async (text: string, of = root, lists = own()) => {
      const found = await readFoundCard(text, of, lists, verify)
      return 'no' in found ? found.no : 'accepted'
    }
    expect(await no('https://example.org')).toBe('other_code')
    expect(await no(code.slice(0, -3))).toBe('unreadable')
    expect(await no(sheet[0]!)).toBe('sheet')
    expect(await no(encodeCode(real, { face: true }))).toBe('real')
    expect(await no(code, specimenRoot('chicago'))).toBe('practice')
    expect(await no(code, root, { ...own(), periods: [] })).toBe('unknown_issuer')
    expect(await no(code, specimenRoot('new-york/practice'))).toBe('unknown_issuer')
    const letter = code[200] === 'A' ? 'B' : 'A'
    expect(await no(code.slice(0, 200) + letter + code.slice(201))).not.toBe('accepted')
  })
})
