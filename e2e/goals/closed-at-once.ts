/**
 * Goal 15: one press closes phone visits. Every page that is open says so within ten seconds, in every language, and every visit that runs is finished. Its
 * second half, from a legal request to a signed statement, is in signed-statement.ts.
 */
import { runResident, startClerk } from '@latchkey/drill/world/people.ts'
import { decider, invent, pictureId } from '@latchkey/drill/world/roster.ts'
import { practiceClerk, practicePasskey } from '@latchkey/try/practice-root/practice-people.ts'
import { clock } from '@latchkey/ui/platform.ts'
import type { Page } from 'playwright-core'
import { readCityTexts } from '../../tools/texts-plugin.mjs'
import { openPerson } from '../browser.ts'
import type { Journey } from '../journey.ts'
import { openOffice } from '../office.ts'
import { checkPapers, openPhone, setLanguage } from '../people.ts'
import { openPracticeCity } from '../practice.ts'
import { type Goal, tell, tenth } from './goal.ts'
import { signedStatement, signedTarget } from './signed-statement.ts'

const most = 10
const clerks = ['7', '14'] as const

export async function closedAtOnce(run: Journey): Promise<Goal> {
  const city = await openPracticeCity(run)
  const office = await openOffice(run, city.address)
  const open: { what: string; page: Page; says: string }[] = []
  const { rules, root } = city.world
  const notice = `notice.${rules.notices[0]!.number}`
  const saysIn = (language: string): string => readCityTexts(city.directory, language)[notice]!
  for (const language of rules.languages) {
    tell(`the first page, ${language}`)
    const phone = await openPhone(run, city.address, `reads ${language}`)
    await setLanguage(phone.page, language)
    open.push({ what: `home ${language}`, page: phone.page, says: saysIn(language) })
  }
  const papers = await openPhone(run, city.address, 'checks papers')
  await checkPapers(papers, ['passport'])
  open.push({ what: 'papers', page: papers.page, says: saysIn('en') })

  // Two visits run: everything was shown and looked at, and both clerks are about to touch the key when the press comes.
  const people = clerks.map((_, at) => invent(at + 1, 'approved'))
  const decide = decider(people)
  let reached = 0
  let letGo = () => {}
  const pressed = new Promise<void>(done => (letGo = done))
  const gate = {
    seal: async <T>(work: () => Promise<T>) => {
      reached++
      await pressed
      return work()
    },
  }
  for (const alias of clerks) {
    const keys = {
      alias,
      role: 'clerk' as const,
      passkey: practicePasskey(alias),
      certificate: await practiceClerk(root.city, alias, clock()),
    }
    const clerk = await startClerk(city.world, keys, decide, gate)
    run.later(() => clerk.stop())
  }
  const visits = people.map(canary => runResident(city.world, canary, canary.papers.map(pictureId).concat(pictureId(), pictureId())))
  while (reached < clerks.length) await new Promise(done => setTimeout(done, 50))
  tell(`${reached} visits run`)

  const wall = await openPerson()
  run.later(() => wall.close())
  await wall.page.goto(`${city.address}/wall/`)
  await wall.page.waitForSelector('#wall-n')

  await office.desk.page.click('#act-way')
  await office.desk.page.waitForSelector('[data-screen=act-way]')
  const began = Date.now()
  const seconds: Record<string, number> = {}
  const heard = open.map(async ({ what, page, says }) => {
    await page.locator('.page-notice', { hasText: says }).waitFor({ timeout: 60_000 })
    seconds[what] = tenth((Date.now() - began) / 1000)
  })
  const onWall = wall.page
    .waitForSelector('.wall-foot-notice', { timeout: 60_000 })
    .then(() => (seconds.wall = tenth((Date.now() - began) / 1000)))
  const server = tenth((await office.sign()) / 1000)
  await Promise.all([...heard, onWall])
  letGo()
  const went = await Promise.all(visits)
  const finished = went.filter(one => one.sealed !== null).length
  const slowest = Math.max(...Object.values(seconds))
  tell('a legal request comes')
  const statement = await signedStatement(run, city)
  return {
    goal: 15,
    name: 'The bad day: phone visits closed by one press; a legal request answered with a signed statement',
    value: { pages: open.length + 1, slowest, server, visitsRunning: people.length, visitsFinished: finished, seconds, statement },
    unit: 'pages of every language that are open; seconds from the press until each says so, and until the server has it; visits that ran and were finished; fields, keys and seconds by the keystroke model from the request to the signed statement',
    target: `every page within ${most} s, every running visit finished; ${signedTarget}`,
    met: slowest <= most && finished === people.length && statement.met,
  }
}
