/**
 * The switch. A visit is running when an administrator closes phone visits: it goes on to its end, every page that is open says so and which ways are left, and
 * what is opened again is all there. The same for the counters, on a day of snow.
 */
import { dayOf, timeOf } from '@latchkey/server/clock/day.ts'
import { slots } from '@latchkey/wire/booking.ts'
import { siteList } from '@latchkey/wire/sites.ts'
import * as v from 'valibot'
import { openPerson } from '../browser.ts'
import { openStudio } from '../camera/studio.ts'
import { screenTexts } from '../city.ts'
import { type Journey, must } from '../journey.ts'
import { choose, openOffice } from '../office.ts'
import {
  asked,
  askForNumber,
  checkPapers,
  inView,
  openDesk,
  openPhone,
  type Phone,
  pickPhoto,
  setLanguage,
  sitDown,
  takeNext,
  tickLooks,
  typeFacts,
} from '../people.ts'
import { openPracticeCity } from '../practice.ts'

const jan = { name: 'Jan Nowak', birthDate: '1961-11-02', address: '400 River Road', face: 'jan' } as const
const front = 7
const zone = 'America/Chicago'
/** What an open page needs at most to hear of something: its own rhythm and a moment. */
const nextLook = 20_000

export async function journey(run: Journey) {
  const languages = (['en', 'ar'] as const).filter(one => run.readIn.includes(one))
  const studio = await openStudio()
  run.later(() => studio.close())
  const passport = await studio.photo({ what: 'passport', holder: jan })
  const city = await openPracticeCity(run)
  const { address } = city
  const desk = await openDesk(run, address, 'clerk')
  await sitDown(desk)
  const office = await openOffice(run, address)
  const kiosk = await openPerson({ size: { width: 800, height: 1280 }, touch: true })
  run.later(() => kiosk.close())
  run.watch('kiosk', kiosk.page)
  await kiosk.page.goto(`${address}/kiosk/#main_office`)
  await kiosk.page.waitForSelector('#kiosk-take')

  const visiting = await openPhone(run, address, 'jan', { cameraDenied: true })
  await run.step('a visit is running', async () => {
    await checkPapers(visiting, ['passport'])
    await typeFacts(visiting, jan)
    await askForNumber(visiting)
    await visiting.at('visit-line')
    await takeNext(desk)
    await visiting.tap('#ready')
    await asked(visiting, front, 'passport')
  })
  const open: Phone[] = []
  for (const language of languages) {
    const phone = await openPhone(run, address, `reads-${language}`)
    await setLanguage(phone.page, language)
    await phone.page.waitForSelector('#home-number')
    open.push(phone)
  }

  const booked = await openPhone(run, address, 'booked')
  let bookedAt = 0
  const bookedToday = await run.step('somebody has a booked time at the north office', async () => {
    await booked.tap('#home-book')
    await booked.at('book')
    await booked.tap('#book-north_office-plain')
    await booked.at('book_times')
    const day = await booked.page.locator('.book-day').first().getAttribute('id')
    const first = booked.page.locator('[id^=book-at-]').first()
    bookedAt = Number((await first.getAttribute('id'))?.slice('book-at-'.length))
    await first.tap()
    await booked.at('book_sure')
    await booked.tap('#book-yes')
    await booked.at('booked')
    must((await booked.page.locator('#place-changed').count()) === 0, 'something is different already')
    // Late in the city's evening the first time is tomorrow's, of which snow of today says nothing.
    return day === `book-day-${((await (await fetch(`${address}/now`)).json()) as { day: string }).day}`
  })

  await run.step('an administrator closes phone visits with one key', async () => {
    await office.desk.page.click('#act-way')
    await office.desk.page.waitForSelector('[data-screen=act-way]')
    await run.shot(office.desk.page, 'office-close', { whole: true })
    console.log(`       from the press to done: ${await office.sign()} ms`)
    await run.shot(office.desk.page, 'office-closed', { whole: true })
  })
  await run.step('every open page says so in its language, and that counters are left; no number is given', async () => {
    for (const [at, phone] of open.entries()) {
      const language = languages[at]!
      const texts = screenTexts(language)
      await phone.page.locator('.page-notice', { hasText: texts['sites.counter.open']! }).waitFor({ timeout: nextLook })
      must((await phone.page.locator('#home-number').count()) === 0, 'a number is still offered')
      await run.shot(phone.page, `${language}-closed`)
    }
    await visiting.page.waitForSelector('.page-notice', { timeout: nextLook })
    must((await visiting.page.locator('#see-sites').count()) === 0, 'a link leads out of the visit')
  })
  await run.step('the visit goes on to its end', async () => {
    await pickPhoto(visiting, passport)
    await inView(desk, 'Passport')
    await run.shot(visiting.page, 'visit-goes-on')
    await tickLooks(desk)
    await desk.page.waitForFunction(() => document.querySelectorAll('.tick-met').length === 2)
    await desk.press('d')
    await desk.page.waitForSelector('#refuse:not([disabled])')
    await desk.press('r')
    await visiting.at('visit-refused')
    await visiting.tap('#finish')
    await desk.at('closed')
    await desk.press('n')
    await desk.at('line')
  })
  await run.step('snow: every counter is closed by one touch, and no way is left', async () => {
    await office.pick('close')
    await choose(office, 'notice', '53')
    await run.shot(office.desk.page, 'office-snow', { whole: true })
    console.log(`       from the press to done: ${await office.sign()} ms`)
    await run.shot(office.desk.page, 'office-all-closed', { whole: true })
    await kiosk.page.waitForSelector('#kiosk-closed', { timeout: nextLook })
    must(
      (await kiosk.page.locator('#kiosk-closed').innerText()).includes(screenTexts('ar')['sites.notice.snow']!),
      'the kiosk does not say why',
    )
    await run.shot(kiosk.page, 'kiosk-closed')
    if (bookedToday) {
      await booked.page.locator('#place-changed', { hasText: screenTexts('en')['sites.notice.snow']! }).waitFor({ timeout: nextLook })
      await run.shot(booked.page, 'booked-snow', { whole: true })
    }
    for (const [at, phone] of open.entries()) {
      const language = languages[at]!
      await phone.page.locator('.page-notice', { hasText: screenTexts(language)['sites.none']! }).waitFor({ timeout: nextLook })
      await run.shot(phone.page, `${language}-nothing-open`)
    }
  })
  await run.step('phone visits open again: the page says that counters are closed, and offers a number', async () => {
    await office.desk.page.click('#act-way')
    console.log(`       from the press to done: ${await office.sign()} ms`)
    for (const [at, phone] of open.entries()) {
      const language = languages[at]!
      await phone.page.locator('.page-notice', { hasText: screenTexts(language)['sites.counter.closed']! }).waitFor({ timeout: nextLook })
      await phone.page.waitForSelector('#home-number')
      await run.shot(phone.page, `${language}-counters-closed`)
    }
  })
  await run.step('the public page lists each change by its day, and names no person', async () => {
    const page = await (await fetch(`${address}/record/ways`)).text()
    for (const line of ['Phone visits, closed', 'Main office, closed', 'North office, closed', 'Phone visits, opened'])
      must(page.includes(line), `the record does not say: ${line}`)
  })
  await run.step('the counters open again, and every page is as it was', async () => {
    await office.pick('open')
    await office.sign()
    for (const phone of open) await phone.page.waitForSelector('.page-notice', { state: 'detached', timeout: nextLook })
    await booked.page.waitForSelector('#place-changed', { state: 'detached', timeout: nextLook })
    await kiosk.page.waitForSelector('#kiosk-take', { timeout: nextLook })
    await run.shot(kiosk.page, 'kiosk-open')
  })
  await run.step(
    'a move that is ordered for the booked time stands beside it, on the list and for no other time; nobody can book it',
    async () => {
      const { page } = office.desk
      await office.pick('north_office')
      await choose(office, 'notice', '61')
      await choose(office, 'to', 'main_office')
      await choose(office, 'when', 'later')
      const [year = '', month, day = ''] = dayOf(bookedAt, zone).split('-')
      await page.selectOption('#later-day-month', String(Number(month)))
      await page.fill('#later-day-day', day)
      await page.fill('#later-day-year', year)
      await page.fill('#later-time', timeOf(bookedAt, zone))
      await run.shot(page, 'office-orders', { whole: true })
      await office.sign()
      const { sites } = v.parse(siteList, await (await fetch(`${address}/sites/list`)).json())
      for (const language of languages) {
        await setLanguage(booked.page, language)
        const name = sites.find(site => site.id === 'main_office')?.says[language]?.name ?? ''
        await booked.page
          .locator('#place-changed', { hasText: screenTexts(language)['sites.notice.moved']!.replace('{site}', name) })
          .waitFor({ timeout: nextLook })
        await run.shot(booked.page, `${language}-booked-ordered`, { whole: true })
      }
      const list = await (await fetch(`${address}/sites`)).text()
      for (const language of languages) must(list.includes(screenTexts(language)['sites.later']!), 'the list does not say what is ordered')
      const { rows, days } = v.parse(slots, await (await fetch(`${address}/booking/slots`)).json())
      const at = (site: string) => {
        const those = rows.filter(row => row.site === site).map(({ row }) => row)
        return days.filter(({ row }) => those.includes(row)).some(({ starts }) => starts.some(start => start >= bookedAt))
      }
      must(!at('north_office') && at('main_office'), 'its times can still be booked, or those of another place cannot')
    },
  )
}
