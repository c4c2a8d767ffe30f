/**
 * Goals 3 and 4 for every kind of person in every city, one page load a city: with each of the smallest sets of papers that are enough, what does it
 * take to find out, and what is asked before a number. The old phone's own measurement of a Chicago adult is in whole-visit.ts.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { judgeMends } from '@latchkey/rules/judge.test.kit.ts'
import type { GridRules } from '../grid/grid.ts'
import { clicks, type Hands, type Step } from '../grid/hands.ts'
import { phoneAsked } from '../grid/phone-asked.ts'
import { type Journey, must } from '../journey.ts'
import { openDesk, openPhone, papersCame, sitDown } from '../people.ts'
import { citiesWithRules, openPracticeCity } from '../practice.ts'
import { type Goal, human, tell, tenth } from './goal.ts'

export interface KindAsked {
  /** Smallest sets of papers that are enough; each was tapped. */
  sets: number
  /** The most that any of them took, from the first page on. */
  taps: number
  typed: number
  modelSeconds: number
  requestsAfterLoad: number
  /** What must be answered before a number: whom it is for, each list of papers, the open fields of R5. */
  questions: string[]
  accounts: number
  contactFields: number
}

/** By kind of person. */
type Asked = Record<string, KindAsked>
/** By city; null: it broke. */
export type EveryKind = Record<string, Asked | null>

/** @param measured gives each city people of its own, who are gone afterwards; null when it broke */
export async function everyKind(
  measured: (what: string, measure: (run: Journey) => Promise<Asked>) => Promise<Asked | null>,
): Promise<EveryKind> {
  const found: EveryKind = {}
  for (const city of citiesWithRules()) found[city] = await measured(`goals 3, 4 in ${city}`, run => inCity(run, city))
  return found
}

const mostTaps = 8
const mostQuestions = 4

/** What one person more on the card asks for by itself: the papers of two people are on lists of their own. */
const besideTheirs = (asked: KindAsked) => asked.questions.filter(one => one === 'tie' || one === 'caretaker').length

/** Goal 3 of every kind: as few taps as for an adult, and for whoever comes with a caretaker one to go on to each further list and one for each paper on it. */
export const findsOut = (grid: EveryKind): boolean =>
  kindsOf(grid).every(
    asked =>
      asked !== null &&
      asked.taps <= mostTaps + 2 * besideTheirs(asked) &&
      asked.typed === 0 &&
      asked.requestsAfterLoad === 0 &&
      asked.modelSeconds <= 30,
  )

/** Goal 4 of every kind: what is asked of an adult, and the lists of what a caretaker shows. */
export const asksLittle = (grid: EveryKind): boolean =>
  kindsOf(grid).every(
    asked =>
      asked !== null && asked.questions.length <= mostQuestions + besideTheirs(asked) && asked.accounts === 0 && asked.contactFields === 0,
  )

const kindsOf = (grid: EveryKind) => Object.values(grid).flatMap(asked => (asked === null ? [null] : Object.values(asked)))

/** A goal measured on the old phone, with what every kind of person meets beside it. */
export const withEveryKind = (goal: Goal, grid: EveryKind, met: boolean): Goal => ({
  ...goal,
  value: { adultOnTheOldPhone: goal.value, everyKind: grid },
  met: goal.met && met,
})

/** Presses of somebody who comes from the first page: not the way back, and not taking off what the person before had tapped. */
function counting(hands: Hands): Hands & { taps: number; typed: number } {
  const counted = {
    taps: 0,
    typed: 0,
    async press(steps: readonly Step[]) {
      const done = await hands.press(steps)
      counted.taps += steps.filter(
        ({ press, shows }, nth) => done[nth] && press !== '.screen-back' && !shows.endsWith(':not(:checked)'),
      ).length
      return done
    },
    async write(field: string, value: string) {
      counted.typed += value.length
      await hands.write(field, value)
    },
  }
  return counted
}

async function inCity(run: Journey, name: string): Promise<Asked> {
  tell(`goals 3 and 4 in ${name}`)
  const city = await openPracticeCity(run, name)
  const file: GridRules = JSON.parse(readFileSync(join(city.directory, 'rules.json'), 'utf8'))
  await sitDown(await openDesk(run, city.address, 'desk'))
  const phone = await openPhone(run, 'about:blank', 'phone')
  const { page } = phone
  const asks: string[] = []
  phone.person.context.on('request', request => {
    const { pathname, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && pathname !== '/now') asks.push(pathname)
  })
  await page.goto(city.address)
  await papersCame(phone)
  const hands = counting(clicks(page))
  const asked = phoneAsked(page, hands)
  const found: Asked = {}
  for (const { id: kind } of file.kinds) {
    const sets = judgeMends(file, kind, [])
    const worst = { taps: 0, typed: 0, modelSeconds: 0, requestsAfterLoad: 0 }
    for (const set of sets) {
      asks.length = 0
      await asked.person(kind)
      // From the first page: one tap, then whom it is for.
      Object.assign(hands, { taps: 2, typed: 0 })
      const { enough } = await asked.ask(set)
      must(enough, `${name}: ${kind} with ${set.join(' ')} has enough`)
      const screens = 3 + asked.lists.length
      worst.taps = Math.max(worst.taps, hands.taps)
      worst.typed = Math.max(worst.typed, hands.typed)
      worst.modelSeconds = Math.max(worst.modelSeconds, tenth(hands.taps * human.point + hands.typed * human.key + screens * human.think))
      worst.requestsAfterLoad = Math.max(worst.requestsAfterLoad, asks.length)
    }
    found[kind] = { sets: sets.length, ...worst, questions: [], accounts: 0, contactFields: 0 }
  }
  // R5 brings code of its own: only now.
  for (const { id: kind } of file.kinds) {
    await asked.person(kind)
    await asked.ask(judgeMends(file, kind, [])[0]!)
    const { lists } = asked
    await hands.press([{ press: '#answer-go', shows: '[data-screen=facts] #facts-name' }])
    const fields = await page.evaluate(() => ({
      accounts: document.querySelectorAll('[type=password], [autocomplete*=username], [autocomplete*=password]').length,
      contactFields: document.querySelectorAll('[type=email], [type=tel], [autocomplete=email], [autocomplete=tel]').length,
      open: [...document.querySelectorAll<HTMLElement>('input:not([type=checkbox]):not([type=radio]), select, textarea')]
        .filter(one => one.checkVisibility() && one.closest('main') !== null && one.id !== 'language')
        .map(one => (one.id.startsWith('facts-birth') ? 'birth date' : one.id)),
    }))
    const { accounts, contactFields, open } = fields
    Object.assign(found[kind]!, { questions: ['who', ...lists, ...new Set(open)], accounts, contactFields })
    await hands.press([{ press: '.screen-back', shows: '[data-screen=answer]' }])
  }
  return found
}
