/**
 * A hold from its beginning to its end, as a lawyer would follow it: what would end on an ordinary day; a request is entered, and nothing ends any more; every
 * other screen and page reads as before; one person cannot end it, two can; and then what was over ends by the clock.
 */
import { periodOf } from '@latchkey/certificates/period.ts'
import type { Store } from '@latchkey/server/store/open-store.ts'
import { clock } from '@latchkey/ui/platform.ts'
import { openPerson } from '../browser.ts'
import { answerFive, enterAct, lookAtRequests, touchOpen } from '../counsel.ts'
import { type Journey, must } from '../journey.ts'
import { openDesk, sitDown } from '../people.ts'
import { openPracticeCity } from '../practice.ts'

const day = 86_400
/** What everyone can read. The record's own page of a request that may be stated is another journey's: this one is sealed. */
const publicPages = ['/record', '/record/holdings', '/record/periods', '/sites', '/sites/list']

export async function journey(run: Journey) {
  const city = await openPracticeCity(run)
  const past = Math.floor((clock() - 30 * day) / 3600) * 3600
  const lastPeriod = periodOf(clock()) - 1
  /** An hour of machine events, a slot and a pool of a quarter: all over, as they lie in a store that nobody has looked after for a month. */
  const leave = async ({ db }: Store) => {
    const slot = new Date(past * 1000).toISOString().slice(0, 10)
    // An hour goes with the next full hour, and so may be there still when this is left again.
    await db
      .insertInto('events')
      .values({ hour: String(past), name: 'start', size: 0 })
      .onConflict(one => one.doNothing())
      .execute()
    await db.insertInto('slots').values({ day: slot, row: 1, time: '09:00', released: 0 }).execute()
    await db
      .insertInto('blanks')
      .values({ period: lastPeriod, pool: 0, opened: true, content: Buffer.of(0x80) })
      .execute()
  }
  const left = async ({ db }: Store) => {
    const slots = await db
      .selectFrom('slots')
      .select('day')
      .where('day', '<=', new Date(past * 1000).toISOString().slice(0, 10))
      .execute()
    const blanks = await db.selectFrom('blanks').select('pool').where('period', '=', lastPeriod).execute()
    return { slots: slots.length, blanks: blanks.length }
  }
  /** Without the moment at which it was asked. */
  const told = async () => {
    const pages = await Promise.all(publicPages.map(async path => (await fetch(city.address + path)).text()))
    return pages.map(text => text.replace(/"at":\d+/, '"at":0'))
  }

  await run.step('on an ordinary day what is over ends with the next start and the next writes of the clock', async () => {
    await city.whileStopped(leave)
    await city.server().tick()
    const is = await city.whileStopped(left)
    must(is.slots === 0 && is.blanks === 0, 'what was over is still there')
  })
  const counsel = await openDesk(run, city.address, 'counsel', { path: '/desk#legal' })
  const { page } = counsel
  await run.step('nothing is held; counsel looks', async () => {
    await lookAtRequests(counsel)
    await run.shot(page, 'nothing-held', { whole: true })
  })
  const before = await told()
  const clerk = await openDesk(run, city.address, 'clerk')
  await sitDown(clerk)
  const clerkBefore = await clerk.page.innerText('body')
  await run.step('a sealed request is entered: from the touch on everything is held', async () => {
    await answerFive(counsel, { instrument: 'grand_jury_subpoena', issuer: 'prosecutor', served: 'in_person', seal: 'open' })
    await run.shot(page, 'about-to-hold', { whole: true })
    await counsel.press('k')
    await page.waitForSelector('#legal-told')
    await page.waitForSelector('#legal-held')
    await run.shot(page, 'held', { whole: true })
  })
  await run.step('what is over stays, through a restart and the writes of the clock', async () => {
    await city.whileStopped(leave)
    await city.server().tick()
    const is = await city.whileStopped(left)
    must(is.slots === 1 && is.blanks === 1, `of a slot and a pool ${is.slots} and ${is.blanks} are left`)
    await city.server().tick()
  })
  await run.step('every page that is not counsel’s reads as before, byte for byte', async () => {
    const now = await told()
    for (const [at, path] of publicPages.entries()) must(now[at] === before[at], `${path} reads otherwise`)
    await clerk.page.reload()
    await sitDown(clerk)
    must((await clerk.page.innerText('body')) === clerkBefore, 'a clerk’s screen reads otherwise')
    await run.shot(clerk.page, 'clerk-sees-nothing')
    await clerk.person.close()
    const reader = await openPerson({ size: { width: 390, height: 844 }, touch: true })
    await reader.page.goto(`${city.address}/record#en`)
    await run.shot(reader.page, 'public-page')
    await reader.close()
  })
  await run.step('one person cannot release it', async () => {
    await page.reload()
    await lookAtRequests(counsel)
    await page.click('.legal-request')
    await counsel.at('legal-request')
    await enterAct(counsel, 'close', 'nothing_given')
    await page.click('#legal-act-release')
    await counsel.at('legal-release')
    await page.waitForSelector('#legal-release-nobody')
    must(await page.isDisabled('#legal-touch'), 'one person may release it')
    await run.shot(page, 'one-person', { whole: true })
    await counsel.press('Escape')
    await counsel.at('legal-request')
  })
  await run.step('counsel names an administrator; both touch, and the hold ends', async () => {
    await enterAct(counsel, 'name', 'a')
    await page.click('#legal-act-release')
    await counsel.at('legal-release')
    await run.shot(page, 'two-people', { whole: true })
    await touchOpen(counsel)
    await run.shot(page, 'released', { whole: true })
  })
  await run.step('what was over ends, by the clock and by nobody’s press', async () => {
    await city.server().tick()
    await city.whileStopped(async () => {})
    const is = await city.whileStopped(left)
    must(is.slots === 0 && is.blanks === 0, 'what was over is still there after the release')
  })
}
