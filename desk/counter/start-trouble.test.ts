import { readFileSync } from 'node:fs'
import { Fault } from '@latchkey/wire/faults.ts'
import { readNumberCode } from '@latchkey/wire/number-code.ts'
import { expect, test } from 'vitest'
import { LineLost } from '../visit/server-talk.ts'
import { startTroubleText, troubleOf } from './start-trouble.ts'

const thrown = (act: () => unknown) => {
  try {
    act()
  } catch (fault) {
    return fault
  }
  return null
}

test('each no has a name, and what to do next stands under it', () => {
  const texts = JSON.parse(readFileSync(new URL('../../ui/languages/en/counter.json', import.meta.url), 'utf8'))
  const troubles = [
    troubleOf(new Fault('number_used')),
    troubleOf(new Fault('number_other_day')),
    troubleOf(new Fault('number_early')),
    troubleOf(new Fault('number_unknown')),
    troubleOf(new Fault('number_ended')),
    troubleOf(new Fault('right_unknown')),
    ...(['digit', 'unknown', 'other_day', 'back', 'used', 'party', 'over'] as const).map(no => troubleOf(new Fault(`booking_${no}`))),
    troubleOf(new Fault('closed')),
    troubleOf(new Fault('no_desk')),
    troubleOf(new Fault('full')),
    troubleOf(new Fault('too_fast')),
    troubleOf(new Fault('not_signed_in')),
    troubleOf(new LineLost()),
    troubleOf(thrown(() => readNumberCode('LK1:SOME CARD'))),
  ]
  expect(troubles.slice(-3)).toEqual(['broken', 'offline', 'not_ours'])
  expect(new Set(troubles).size).toBe(troubles.length)
  for (const trouble of troubles) {
    expect(texts[startTroubleText(trouble)], trouble).toBeTruthy()
    expect(texts[`${startTroubleText(trouble)}.next`], trouble).toBeTruthy()
  }
})
