import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PrinterFaultCode, printerFaults } from './printer.ts'
import { firstPrint, mishaps, type Printed, type PrintingEvent, step } from './printing.ts'

const after = (...events: PrintingEvent[]) => events.reduce(step, firstPrint)
const counts = ({ tally }: Printed) => [tally.printed, tally.spoiled]
const well = { is: 'well' } as const
const sent = { is: 'sent' } as const
const again = { is: 'again' } as const
const problem = { is: 'problem' } as const
const picked = (mishap: (typeof mishaps)[number]) => ({ is: 'picked', mishap }) as const

describe('one card', () => {
  test('is printed when the clerk says that it came out well, and not before', () => {
    expect(counts(after(sent))).toEqual([0, 0])
    expect(after(sent, well)).toMatchObject({ printing: { at: 'over', outcome: 'printed' }, tally: { printed: 1, spoiled: 0 } })
    expect(counts(after(well))).toEqual([0, 0])
  })

  test('printed again is one spoiled and one printed', () => {
    expect(counts(after(sent, again, sent, well))).toEqual([1, 1])
    expect(counts(after(sent, again, sent, again, sent, well))).toEqual([1, 2])
  })

  test.each([
    ['ribbon', 1],
    ['cards', 0],
    ['jam', 1],
    ['colour', 1],
  ] as const)('after %s the bad cards cut are %d, and the clerk who sees none says so', (mishap, spoiled) => {
    expect(counts(after(sent, problem, picked(mishap), again, sent, well))).toEqual([1, spoiled])
    expect(counts(after(sent, problem, picked(mishap), { is: 'cut' }, again, sent, well))).toEqual([1, 1 - spoiled])
  })

  test('left for another counter is not printed, and its cut card is counted', () => {
    const left = after(sent, problem, picked('jam'), { is: 'later' })
    expect(left).toMatchObject({ printing: { at: 'over', outcome: 'later' }, tally: { printed: 0, spoiled: 1 } })
  })

  test('a printer that speaks opens the right picture', () => {
    const why = (code: PrinterFaultCode) => after({ is: 'fault', code }).printing
    expect(why('ribbon_out')).toMatchObject({ at: 'mending', why: 'ribbon', cut: true })
    expect(why('cards_out')).toMatchObject({ at: 'mending', why: 'cards', cut: false })
    expect(why('jam')).toMatchObject({ at: 'mending', why: 'jam', cut: true })
    for (const code of Object.keys(printerFaults) as PrinterFaultCode[]) {
      expect(why(code).at).toBe('mending')
      expect(counts(after({ is: 'fault', code }, { is: 'later' }))[0]).toBe(0)
    }
  })

  test('a printer that answers late changes nothing', () => {
    expect(after(problem, sent).printing).toEqual({ at: 'picking', job: 'sent' })
    expect(after(problem, sent, { is: 'back' }).printing).toEqual({ at: 'asking' })
    expect(after(problem, { is: 'back' })).toMatchObject({ printing: { at: 'sending' }, jobs: 1 })
    expect(after(problem, picked('cards'), again)).toMatchObject({ printing: { at: 'sending' }, jobs: 2 })
    expect(after({ is: 'fault', code: 'stopped' }, { is: 'back' }, { is: 'back' }, well).tally.printed).toBe(0)
    expect(after(sent, well, { is: 'fault', code: 'jam' }).printing).toEqual({ at: 'over', outcome: 'printed' })
  })

  test('whatever is pressed and said, at most one is printed, and only by a yes to a job that was sent', () => {
    const event = fc.oneof(
      fc.constantFrom<PrintingEvent>(sent, well, again, problem, { is: 'cut' }, { is: 'back' }, { is: 'later' }),
      fc.constantFrom(...mishaps).map(picked),
      fc.constantFrom(...(Object.keys(printerFaults) as PrinterFaultCode[])).map(code => ({ is: 'fault', code }) as const),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), events => {
        const { printing, tally } = after(...events)
        expect(tally.printed).toBe(printing.at === 'over' && printing.outcome === 'printed' ? 1 : 0)
        if (tally.printed === 1) expect(events).toContainEqual(sent)
        if (tally.printed === 1) expect(events).toContainEqual(well)
      }),
    )
  })
})
