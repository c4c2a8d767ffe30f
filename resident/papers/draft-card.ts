/** The card while it is being typed: the same drawing as the finished one, with what is known so far. Pure. */
import type { LineName } from '@latchkey/card/facts.ts'
import type { Drawing, PlateCard } from '@latchkey/card/plates.ts'
import { addYears, endsOn } from '@latchkey/rules/ends.ts'
import { markAnswer } from '@latchkey/rules/mark.ts'
import { needsLatin, shortenName, tidyName } from '@latchkey/rules/name.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import type { Draft } from './draft-store.ts'
import { birthDay, checkFacts, showable } from './facts-form.ts'

const none = new Uint8Array()

/** @param today the city's day; the real technical end is the period's and is checked with the seal */
export function draftCard(rules: Rules, typed: Draft, today: string, practice: boolean): PlateCard {
  const draft = showable(rules, typed)
  const { faults } = checkFacts(rules, draft, today)
  const name = tidyName(draft.name)
  const birth = birthDay(draft.birth)
  const text = (field: 'address' | 'emergencyContact') => (faults[field] ? null : draft[field])
  const line = (name: LineName) => (faults[name] ? null : draft.lines[name])
  return {
    facts: {
      name: faults.name ? ' ' : shortenName(name, 109),
      name_latin: needsLatin(rules, name) && !faults.nameLatin && draft.nameLatin ? tidyName(draft.nameLatin) : null,
      birth_date: birth ?? '',
      portrait: none,
      ends: birth && !faults.birth ? endsOn(rules, birth, today) : addYears(today, rules.validity[0]!.years ?? rules.technicalEnd.years),
      address: text('address'),
      gender: draft.gender === '' ? null : draft.gender,
      emergency_contact: text('emergencyContact'),
      veteran: draft.veteran && markAnswer(rules, draft.kind, draft.papers)?.met ? true : null,
      lines: { library: line('library'), transit: line('transit'), pharmacy: line('pharmacy') },
    },
    pictures: { face: none, print: none },
    technicalEnd: Date.parse(`${addYears(today, rules.technicalEnd.years)}T00:00:00Z`) / 1000,
    practice,
    code: null,
  }
}

/** A head and shoulders where the photo will be: an empty box would look broken. */
export function withoutPicture(drawing: Drawing): Drawing {
  return {
    ...drawing,
    ops: drawing.ops.flatMap((op): Drawing['ops'] => {
      if (op.op !== 'picture') return [op]
      const { x, y, width, height } = op.box
      const head = Math.round(width * 0.42)
      const body = Math.round(width * 0.74)
      return [
        { op: 'rect', box: op.box, fill: '#e6e2d8', ...(op.radius === undefined ? {} : { radius: op.radius }) },
        {
          op: 'rect',
          box: { x: x + (width - head) / 2, y: y + height * 0.2, width: head, height: head * 1.2 },
          fill: '#b9b4a6',
          radius: head / 2,
        },
        {
          op: 'rect',
          box: { x: x + (width - body) / 2, y: y + height * 0.66, width: body, height: height * 0.34 },
          fill: '#b9b4a6',
          radius: body / 4,
        },
      ]
    }),
  }
}
