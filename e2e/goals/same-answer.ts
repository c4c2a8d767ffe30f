/**
 * Goal 5: phone and desk never disagree. In every city with rules 500 people nobody wrote come by; both pages are driven by their controls
 * (e2e/grid/hands.ts says what of that is a click and not a tap) in one page load each, and a reader of the rule file judges that shares no code with them.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { anyCaseOf } from '@latchkey/rules/any-case.test.kit.ts'
import fc from 'fast-check'
import { toCounter } from '../counter.ts'
import { deskAsked } from '../grid/desk-asked.ts'
import { type Grid, type GridRules, runGrid } from '../grid/grid.ts'
import { clicks } from '../grid/hands.ts'
import { phoneAsked } from '../grid/phone-asked.ts'
import { wordsOf } from '../grid/said.ts'
import type { Journey } from '../journey.ts'
import { openDesk, openPhone, sitDown } from '../people.ts'
import { citiesWithRules, openPracticeCity } from '../practice.ts'
import { type Goal, tell } from './goal.ts'

const howMany = 500
const seed = 2026

interface CityGrid extends Grid {
  allKinds: number
  seconds: number
  pageLoads: { phone: number; desk: number }
}

/** @param measured gives each city people of its own, who are gone afterwards; null when it broke */
export async function phoneAndDeskAgree(
  measured: (what: string, measure: (run: Journey) => Promise<CityGrid>) => Promise<CityGrid | null>,
): Promise<Goal> {
  const found: Record<string, CityGrid | null> = {}
  // Two cities at a time: a phone waits for its desk, and a desk for its phone.
  const waiting = citiesWithRules()
  const lane = async () => {
    for (let city = waiting.shift(); city; city = waiting.shift()) {
      const name = city
      found[name] = await measured(`goal 5 in ${name}`, run => inCity(run, name))
    }
  }
  await Promise.all([lane(), lane()])
  return {
    goal: 5,
    name: 'Phone and desk give one answer, and mends mend',
    value: found,
    unit: 'cases; times each page was asked; what was wrong, case by case; seconds',
    target: `${howMany} a city of every kind of person, at least 30 % enough and 30 % not, none in which phone, desk and judge differ; a mend for each not enough`,
    met: Object.values(found).every(grid => grid !== null && isMet(grid)),
  }
}

async function inCity(run: Journey, name: string): Promise<CityGrid> {
  tell(`${name}: building and opening it`)
  const city = await openPracticeCity(run, name)
  const file: GridRules & { reasons: { id: string; need: string }[] } = JSON.parse(readFileSync(join(city.directory, 'rules.json'), 'utf8'))
  const desk = await openDesk(run, city.address, 'desk')
  await sitDown(desk)
  await toCounter(desk)
  const phone = await openPhone(run, city.address, 'phone')
  await phone.at('home')
  const pageLoads = { phone: 1, desk: 1 }
  phone.page.on('load', () => pageLoads.phone++)
  desk.page.on('load', () => pageLoads.desk++)
  const began = Date.now()
  const grid = await runGrid(fc.sample(anyCaseOf(file), { numRuns: howMany, seed }), {
    file,
    words: wordsOf(city.directory, file),
    phone: phoneAsked(phone.page, clicks(phone.page)),
    desk: deskAsked(desk.page, clicks(desk.page)),
    aVisit: 20,
    say: done => done % 50 === 0 && tell(`${name}: ${done} of ${howMany}, ${Math.round((Date.now() - began) / 1000)} s`),
  })
  return { ...grid, allKinds: file.kinds.length, seconds: Math.round((Date.now() - began) / 1000), pageLoads }
}

const isMet = ({ cases, enough, kinds, allKinds, pageLoads, ...wrong }: CityGrid) =>
  cases === howMany &&
  kinds === allKinds &&
  enough >= 0.3 * cases &&
  enough <= 0.7 * cases &&
  pageLoads.phone === 1 &&
  pageLoads.desk === 1 &&
  wrong.disagree.length + wrong.badMends.length === 0
