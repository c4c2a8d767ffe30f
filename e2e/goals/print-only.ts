/** Goal 7: print only, and a lost card end to end, in keys and in seconds by the keystroke model. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeSheet } from '@latchkey/card/sheet.ts'
import { parseRoot } from '@latchkey/certificates/root.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { openPerson } from '../browser.ts'
import type { Journey } from '../journey.ts'
import { journey as replaced } from '../journeys/replace.ts'
import { catchDialogs, isId1, printDialog } from '../paper.ts'
import { scanByHand, sealCards, sitDownInPractice } from '../practice-desk.ts'
import { type Goal, human, tell, tenth } from './goal.ts'
import { handsOf, watchHands } from './old-phone.ts'
import type { GoalWorld } from './world.ts'

/** The sealed photo and who stands there; then both sides of what came out. */
const looks = 4

/** The journey of a lost card tells its steps on the output, which is the goals' here. */
async function lostCard(run: Journey) {
  const log = console.log
  console.log = console.error
  try {
    return await replaced(run)
  } finally {
    console.log = log
  }
}

export async function printOnly(run: Journey, { directory, office }: GoalWorld): Promise<Goal> {
  const read = (name: string) => JSON.parse(readFileSync(join(directory, name), 'utf8'))
  const world = { address: office, root: parseRoot(read('root.json')), rules: parseRules(read('rules.json')) }
  tell('a card is sealed, to be printed')
  const [card] = await sealCards({ world }, 1)
  if (!card) throw new Error('no card')
  const sheet = encodeSheet(card)
  const desk = await openPerson()
  run.later(() => desk.close())
  run.watch('desk', desk.page)
  await catchDialogs(desk)
  await watchHands(desk)
  const { page } = desk
  await sitDownInPractice(page, office)
  const keys: string[] = []
  const press = async (key: string) => {
    keys.push(key)
    await page.keyboard.press(key)
  }
  const tapsBefore = (await handsOf(page)).taps
  await press('p')
  await scanByHand(page, sheet)
  await page.waitForSelector('#same-person:not([disabled])')
  await press('y')
  const { pages } = await printDialog(desk, 0)
  keys.push('Enter')
  await page.waitForSelector('[data-screen=print-asking]')
  await press('y')
  await page.waitForSelector('[data-screen=line]')

  const { taps, screens } = await handsOf(page)
  // While it prints there is nothing to decide.
  const thoughts = new Set(screens.filter(at => at.startsWith('print-') && at !== 'print-sending')).size
  const seconds = tenth(keys.length * human.key + sheet.length * human.point + thoughts * human.think + looks * human.look)
  const mouse = taps - tapsBefore
  const whole = pages.length === 2 && pages.every(isId1)
  tell('a card is lost')
  const lost = await lostCard(run)
  return {
    goal: 7,
    name: 'print only: pick-up, first plastic, spoiled; a lost card end to end',
    value: {
      modelSeconds: seconds,
      keys: keys.length,
      mouse,
      pressed: keys.join(' '),
      squares: sheet.length,
      thoughts,
      looks,
      twoPagesOfId1: whole,
      lostCard: { keysToTheRight: lost.spent, keys: lost.keys, modelSeconds: lost.seconds },
    },
    unit: 'seconds by the keystroke model, without the printer’s own; keys, one of them in the print dialog; a square is one pointing of the scanner',
    target: '<= 60 s; <= 6 keys; lost card <= 120 s, <= 6 keys to the right',
    met: seconds <= 60 && keys.length <= 6 && mouse === 0 && thoughts === 3 && whole && lost.seconds <= 120 && lost.spent <= 6,
  }
}
