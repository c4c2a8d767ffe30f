/** Goal 8: a place is never lost, whatever is killed, reloaded or gone. */
import { invent } from '@latchkey/drill/world/roster.ts'
import type { Journey } from '../journey.ts'
import { asked, checkPapers, openDesk, openPhone, screen, sitDown, takeNext, takeNumber, typeFacts } from '../people.ts'
import { type Goal, tell, tenth } from './goal.ts'
import { makeOld } from './old-phone.ts'
import { comeBefore } from './others.ts'
import type { GoalWorld } from './world.ts'

const passport = 7
/** Phrase 1 is *a shiny spot*: its arrival on the phone shows that both ends talk again. */
const spot = 1
const most = 5
const offlineFor = 60

export async function placeNeverLost(run: Journey, world: GoalWorld): Promise<Goal> {
  const person = invent(2, 'approved')
  let desk = await openDesk(run, world.office, 'first clerk')
  await sitDown(desk)
  const phone = await openPhone(run, 'about:blank', 'resident in trouble')
  const { page } = phone
  await makeOld(phone.person.cdp)
  await page.goto(world.line.address, { waitUntil: 'networkidle' })
  await checkPapers(phone, ['passport', 'lease'])
  await typeFacts(phone, { name: person.name, birthDate: person.birthDate })
  // Others came before, so that this phone has to wait.
  const others = await comeBefore(world)
  await takeNumber(phone)

  const seconds: Record<string, number> = {}
  let placesLost = 0
  let lettersRetyped = 0
  const number = () => page.locator('#number-n').textContent()
  const mine = await number()

  /** kill -9; the server is back; how long until `going` from then on. */
  const killed = async (what: string, going: () => Promise<unknown>) => {
    tell(`kill -9 ${what}`)
    const again = await world.kill()
    const listening = await again()
    await going()
    seconds[`killed ${what}`] = tenth(Math.max(0, Date.now() - listening) / 1000)
    tell(`${seconds[`killed ${what}`]} s after it listens`)
  }
  const timed = async (what: string, act: () => Promise<unknown>) => {
    tell(what)
    const began = Date.now()
    await act()
    seconds[what] = tenth((Date.now() - began) / 1000)
    tell(`${seconds[what]} s`)
  }

  let heard = 0
  page.on('response', response => {
    if (new URL(response.url()).pathname === '/now' && response.ok()) heard++
  })
  await killed('while waiting', async () => {
    const until = heard
    while (heard === until) await new Promise(done => setTimeout(done, 25))
  })
  if ((await number()) !== mine) placesLost++
  await timed('reloaded while waiting', async () => {
    await page.reload()
    await page.waitForSelector('#number-n')
  })
  if ((await number()) !== mine) placesLost++

  tell('the others claim their places and go away; the phone is called')
  await others.goAway(phone.at('visit', 180))
  await desk.at('line')
  await takeNext(desk)
  await phone.at('visit-called')
  await phone.tap('#ready')
  await asked(phone, passport)

  await killed('in a visit', async () => {
    await page.waitForFunction(() => document.querySelector('#visit-offline, #visit-clerk-away') === null)
    await desk.at('papers')
    await page.waitForSelector(screen(`visit-showing-${passport}-`))
  })
  tell(`${offlineFor} s without a signal`)
  world.line.cut()
  await phone.person.context.setOffline(true)
  await page.waitForSelector('#visit-offline')
  await desk.page.waitForSelector('#phone-offline')
  await new Promise(done => setTimeout(done, offlineFor * 1000))
  world.line.mend()
  await phone.person.context.setOffline(false)
  await timed(`${offlineFor} s offline in a visit`, async () => {
    await desk.page.waitForSelector('#phone-offline', { state: 'detached' })
    await page.waitForFunction(() => document.querySelector('#visit-offline, #visit-clerk-away') === null)
  })
  await desk.press(String(spot))
  await asked(phone, spot)
  await timed('reloaded in a visit', async () => {
    await page.reload()
    await page.waitForSelector(screen('visit-showing'))
    await page.waitForFunction(() => document.querySelector('#visit-offline, #visit-clerk-away') === null)
  })
  lettersRetyped += (await page.locator('main input[type=text]:visible, main textarea:visible').count()) > 0 ? 1 : 0

  tell('the clerk is gone; another desk takes the place')
  await desk.person.close()
  await page.waitForSelector(`#visit-clerk-away, ${screen('visit-line')}`)
  desk = await openDesk(run, world.office, 'second clerk')
  await sitDown(desk)
  await desk.page.waitForFunction(() => Number(document.querySelector('#ready strong')?.textContent) > 0, undefined, { timeout: 120_000 })
  const began = Date.now()
  await desk.press('n')
  // Another clerk has seen nothing yet: the phone is called again.
  await phone.tap('#ready')
  await asked(phone, passport)
  seconds['the clerk gone, from the next one’s call'] = tenth((Date.now() - began) / 1000)
  await desk.page.waitForFunction(name => document.body.innerText.includes(name), person.name).catch(() => lettersRetyped++)

  const worst = Math.max(...Object.values(seconds))
  return {
    goal: 8,
    name: 'A place is never lost',
    value: { placesLost, lettersRetyped, goingAgainSeconds: seconds },
    unit: 'places; letters; seconds from the server’s answer (or the reload, or the next call) until the phone goes on',
    target: '0; 0; <= 5 s each',
    met: placesLost === 0 && lettersRetyped === 0 && Object.keys(seconds).length === 6 && worst <= most,
  }
}
