/**
 * Forty deadlines, each counted day by day in its note from a calendar on which the holidays of those years were written by hand: not from the rules that are
 * tested here.
 */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { answerByNamed, answerByRule, extendByRule } from './answer-by.ts'
import { countBusinessDays } from './business-days.ts'
import { addDays, isDay } from './days.ts'
import deadlines from './deadlines.json' with { type: 'json' }
import { jurisdictionOf } from './jurisdictions.ts'

const day = v.pipe(v.string(), v.check(isDay))
const common = { law: v.picklist(['illinois', 'new_york']), answerBy: day, why: v.string(), note: v.string() }
const worked = v.parse(
  v.array(
    v.union([
      v.strictObject({ ...common, received: day }),
      v.strictObject({ ...common, received: day, enteredOn: day, extendedTo: day }),
      v.strictObject({ ...common, paper: day }),
    ]),
  ),
  deadlines,
)

const named = (text: string): string => {
  const date = new Date(`${text}T00:00:00Z`)
  const part = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }).format(date)
  return `${part({ weekday: 'short' })} ${date.getUTCDate()} ${part({ month: 'short' })}`
}
/** What a note counts: `Tue 7 Apr is 1`. */
const counted = (note: string): string[] => [...note.matchAll(/(\w{3} \d+ \w{3}) is (\d+)/g)].map(([, day, number]) => `${day} ${number}`)

describe('deadlines worked out by hand', () => {
  it('are forty, of both jurisdictions', () => {
    expect(worked).toHaveLength(40)
    expect(new Set(worked.map(({ law }) => law)).size).toBe(2)
  })
  it.each(worked.map(one => [`${one.law}: ${one.why}`, one] as const))('%s', (_, one) => {
    const law = jurisdictionOf(one.law)
    if ('paper' in one) {
      const moved = one.paper === one.answerBy ? null : one.paper
      expect(answerByNamed(law, one.paper, 'paper')).toEqual({ day: one.answerBy, by: 'paper', moved })
      return
    }
    const first = answerByRule(law, 'records_request', one.received)
    expect(first).toEqual({ day: one.answerBy, by: 'rule', moved: null })
    // The note's own count, number by number, and not only where it ends.
    const days = countBusinessDays(law, one.received, 5).filter(({ number }) => number !== null)
    expect(counted(one.note).slice(0, 5)).toEqual(days.map(({ day, number }) => `${named(day)} ${number}`))
    if (!('enteredOn' in one)) return
    const extended = extendByRule(law, 'records_request', first, 'many_records', one.enteredOn)
    expect(extended).toEqual({ day: one.extendedTo, by: 'extended', moved: null })
    const from = one.law === 'illinois' ? one.answerBy : one.enteredOn
    const more = countBusinessDays(law, from, one.law === 'illinois' ? 5 : 20).filter(({ number }) => number !== null)
    expect(counted(one.note).slice(5)).toEqual(more.map(({ day, number }) => `${named(day)} ${number}`))
    expect(extendByRule(law, 'records_request', first, 'many_records', addDays(one.answerBy, 1))).toBeNull()
  })
})
