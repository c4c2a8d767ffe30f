import { readFileSync } from 'node:fs'
import { channelFaults } from '@latchkey/channel/faults.ts'
import { cameraFaults } from '@latchkey/ui/camera.ts'
import { photoFaults } from '@latchkey/ui/photo.ts'
import { faults } from '@latchkey/wire/faults.ts'
import { describe, expect, it } from 'vitest'
import { cameraTexts, type FaultText, nextTexts, photoTexts, troubleTexts } from './fault-text.ts'

const texts = (language: string): Record<string, string> =>
  Object.assign(
    {},
    ...['fault', 'camera'].map(name =>
      JSON.parse(readFileSync(new URL(`../../ui/languages/${language}/${name}.json`, import.meta.url), 'utf8')),
    ),
  )
const all: FaultText[] = [...Object.values(troubleTexts), ...Object.values(cameraTexts), ...Object.values(photoTexts)]

describe('every fault that can reach a resident', () => {
  it('has a sentence: server, channel and what the phone finds alone, both ways', () => {
    const codes = new Set([...Object.keys(faults), ...Object.keys(channelFaults), 'card_unreadable', 'seal_wrong'])
    expect(Object.keys(troubleTexts).sort()).toEqual([...codes].sort())
    expect(Object.keys(cameraTexts).sort()).toEqual(Object.keys(cameraFaults).sort())
    expect(Object.keys(photoTexts).sort()).toEqual(Object.keys(photoFaults).sort())
  })

  it('has its words in every language, other words in each, and no code in them', () => {
    const [en, es, ar] = [texts('en'), texts('es'), texts('ar')]
    const ids = new Set([...all.flatMap(fault => [fault.says, ...(fault.adds ? [fault.adds] : [])]), ...Object.values(nextTexts)])
    for (const id of ids) {
      for (const language of [en, es, ar]) expect(language[id], id).toMatch(/\S/)
      expect(new Set([en![id], es![id], ar![id]]).size, id).toBe(3)
      expect(en![id], id).not.toMatch(/[_{}]|fault|error|session|ticket|application/i)
    }
  })

  it('has a next step, in the sentence or as a button', () => {
    const en = texts('en')
    for (const fault of all) {
      const step = /tap|try|take|keep|reload|look again|go on|wait|tells you|open|use/i
      expect(fault.next.length > 0 || step.test(`${en[fault.says]} ${fault.adds ? en[fault.adds] : ''}`), fault.says).toBe(true)
    }
  })

  it('promises a safe place only where the place still exists', () => {
    const en = texts('en')
    for (const code of ['place_unknown', 'no_room', 'number_unknown', 'number_used', 'number_other_day'] as const) {
      expect(en[troubleTexts[code].says]).not.toMatch(/place (is|and answers are) safe/)
      expect(troubleTexts[code].next).toContain('number')
    }
  })
})
