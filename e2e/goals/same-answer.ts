/** Goal 5: phone and desk never disagree. Without a browser so far: 500 people a city, judged by a reader of the rule file that shares no code with either. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseRules } from '@latchkey/rules/rules.ts'
import { type SameAnswer, sameAnswer } from '@latchkey/rules/same-answer.test.kit.ts'
import { top } from '../../tools/build.mjs'
import type { Goal } from './goal.ts'

const howMany = 500
const seed = 2026

export function phoneAndDeskAgree(): Goal {
  const cities = readdirSync(join(top, 'cities')).filter(name => existsSync(join(top, 'cities', name, 'rules.json')))
  const found = Object.fromEntries(
    cities.map(city => {
      const rules = parseRules(JSON.parse(readFileSync(join(top, 'cities', city, 'rules.json'), 'utf8')))
      return [city, { ...sameAnswer(rules, howMany, seed), allKinds: rules.kinds.length }]
    }),
  )
  return {
    goal: 5,
    name: 'Phone and desk give one answer, and mends mend',
    value: found,
    unit: 'cases',
    target: `${howMany} a city of every kind of person, at least 30 % enough and 30 % not, none in which phone, desk and judge differ`,
    met: Object.values(found).every(isMet),
  }
}

const isMet = ({ cases, enough, kinds, allKinds, disagree, badMends }: SameAnswer & { allKinds: number }) =>
  cases === howMany &&
  kinds === allKinds &&
  enough >= 0.3 * cases &&
  enough <= 0.7 * cases &&
  disagree.length === 0 &&
  badMends.length === 0
