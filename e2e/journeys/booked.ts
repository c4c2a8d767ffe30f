/**
 * A booked time: two people book at the north office on a phone, save a calendar file, and move to a later time; at the counter a wrong character, the code of before and a
 * party that grew are said by name, and the right code opens the visit, once. A time that is given back twice is given back once.
 */
import { readFileSync } from 'node:fs'
import { bookingCodePrefix, inGroups } from '@latchkey/wire/booking-code.ts'
import ICAL from 'ical.js'
import { screenTexts } from '../city.ts'
import { scan, toCounter } from '../counter.ts'
import { type Journey, must, type ReadIn } from '../journey.ts'
import { type Desk, openDesk, openPhone, type Phone, setLanguage, sitDown } from '../people.ts'
import { openPracticeCity, type Practice } from '../practice.ts'

export async function journey(run: Journey) {
  const city = await openPracticeCity(run)
  const desk = await openDesk(run, city.address, 'desk', { path: '/desk' })
  await sitDown(desk)
  for (const language of run.readIn.filter(one => one !== 'zh')) {
    const words = screenTexts(language)
    const phone = await openPhone(run, city.address, `books-${language}`)
    await setLanguage(phone.page, language)
    const first = await run.step(`${language}: two people book the first time at the north office`, () => books(run, phone, language))
    await run.step(`${language}: the calendar file says when and where, and nothing else`, () => savesCalendar(phone, first, words))
    await run.step(`${language}: the phone keeps it, over a reload and a killed server`, () => keepsIt(run, phone, city, first, language))
    const moved = await run.step(`${language}: they move it; the old one is theirs until the new one is`, () =>
      moves(run, phone, first, language),
    )
    await run.step(`${language}: looked up, a wrong character and the code of before are named`, () =>
      looksUp(run, phone, first, moved, words, language),
    )
    // The last hour of the city's day has no slot left to come to.
    if (await isToday(phone, language)) {
      await run.step(`${language}: the desk says no to a wrong character, the old code and a party that grew`, () =>
        deskSaysNo(run, desk, first, moved, language),
      )
      await run.step(`${language}: the right code opens a visit for each of the two`, () => deskOpens(run, desk, moved, language))
      await run.step(`${language}: a replayed code opens nothing`, () => replayed(run, desk, moved, language))
    } else console.log(`       ${language}: no slot is left today, so nobody came to the counter`)
    await phone.person.close()
  }
  const closes = await openPhone(run, city.address, 'closes')
  await run.step('the answer is lost and the page closed: opened again it has the code of the seat that was given', () =>
    asksAgain(run, closes),
  )
  const other = await openPhone(run, city.address, 'cancels')
  await run.step('a time that is given back is nobody’s, and giving it back again changes nothing', () => givesBack(run, other))
  await run.step('the server printed nothing of it', async () =>
    must(!/[0-9A-HJKMNP-TV-Z]{16}/.test(city.server().output()), 'a code was printed'),
  )
}

const codeOn = async ({ page }: Phone) => (await page.innerText('#booked-code')).replaceAll(/\s/g, '')
const swapped = (code: string) => (code[0] === '0' ? '2' : '0') + code.slice(1)

async function toBook(phone: Phone) {
  await phone.tap('#home-book')
  await phone.at('book')
  await phone.page.waitForSelector('#book-north_office-plain')
}

async function pick(phone: Phone, which: number) {
  await phone.tap('#book-north_office-plain')
  await phone.at('book_times')
  await phone.page.locator('[id^=book-at-]').nth(which).tap()
  await phone.at('book_sure')
}

async function books(run: Journey, phone: Phone, language: ReadIn): Promise<string> {
  await toBook(phone)
  await run.shot(phone.page, `${language}-book`, { whole: true })
  await pick(phone, 0)
  await phone.page.locator('.tile:has(#book-people-2)').tap()
  await run.shot(phone.page, `${language}-sure`)
  await phone.tap('#book-yes')
  await phone.at('booked')
  await run.shot(phone.page, `${language}-booked`, { whole: true })
  const code = await codeOn(phone)
  must(/^[0-9A-HJKMNP-TV-Z]{16}$/.test(code), 'the code is no code')
  return code
}

async function savesCalendar(phone: Phone, code: string, words: Record<string, string>) {
  const [download] = await Promise.all([phone.page.waitForEvent('download'), phone.tap('#booked-calendar')])
  must(download.suggestedFilename() === 'appointment.ics', `the file is named ${download.suggestedFilename()}`)
  const file = readFileSync(await download.path(), 'utf8')
  const event = new ICAL.Event(new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent('vevent')!)
  must(event.summary === words['booking.calendar.word'], `the title is ${event.summary}`)
  must(event.startDate.toUnixTime() > Date.now() / 1000, 'it begins in the past')
  must(event.component.getAllSubcomponents('valarm').length === 2, 'nothing rings')
  must(!file.includes(code) && !file.includes(code.slice(0, 8)), 'the code is in the file')
  must(!/\bID\b|card/i.test(file.replace(/^UID:.*$/m, '')), 'the file says what it is for')
}

async function keepsIt(run: Journey, phone: Phone, city: Practice, code: string, language: ReadIn) {
  await city.restart()
  await phone.page.reload()
  await toBook(phone)
  await phone.page.waitForSelector('#book-moving')
  await run.shot(phone.page, `${language}-kept`)
  await phone.tap('#book-mine')
  await phone.at('booked')
  must((await codeOn(phone)) === code, 'another code is kept')
}

async function moves(run: Journey, phone: Phone, first: string, language: ReadIn): Promise<string> {
  await phone.tap('#booked-move')
  await phone.at('book')
  await pick(phone, 1)
  await run.shot(phone.page, `${language}-move`)
  await phone.tap('#book-yes')
  await phone.page.waitForSelector('#booked-code')
  await phone.page.waitForFunction(() => document.querySelector('#booked-half') === null)
  const code = await codeOn(phone)
  must(code !== first, 'the code is the same')
  return code
}

async function looksUp(run: Journey, phone: Phone, first: string, moved: string, words: Record<string, string>, language: ReadIn) {
  const { page } = phone
  await page.reload()
  await toBook(phone)
  await phone.tap('#book-look')
  await phone.at('look_up')
  const look = async (typed: string) => {
    await page.fill('#look-code', typed)
    await phone.tap('#look-go')
  }
  await look(inGroups(swapped(moved)).toLowerCase())
  await page.waitForSelector('#booking-booking_digit')
  must((await page.innerText('#booking-booking_digit')).includes(words['fault.booking_digit']!), 'the wrong character is not named')
  await run.shot(page, `${language}-look-digit`)
  await look(inGroups(first))
  await page.waitForSelector('#booking-booking_moved')
  await run.shot(page, `${language}-look-moved`)
  await look(inGroups(moved).toLowerCase().replaceAll('0', 'o'))
  await page.waitForSelector('#look-found')
  await run.shot(page, `${language}-look-found`)
}

/** Whether the kept time is on this day of the city. */
async function isToday({ page }: Phone, language: ReadIn): Promise<boolean> {
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'America/Chicago' }).format(
    Date.now(),
  )
  const plain = (text: string) => text.replaceAll(/[\s\u200e\u200f]/g, '')
  return plain(await page.innerText('#look-found')).includes(plain(day))
}

async function typed(desk: Desk, code: string) {
  await desk.page.fill('#booked-code', code)
  await desk.page.press('#booked-code', 'Enter')
}

async function deskSaysNo(run: Journey, desk: Desk, first: string, moved: string, language: ReadIn) {
  const { page } = desk
  await toCounter(desk)
  await desk.press('b')
  await desk.at('counter-booked')
  await page.fill('#booked-code', inGroups(swapped(moved)))
  await page.waitForSelector('#counter-booking_digit')
  if (language === 'en') await run.shot(page, 'desk-digit')
  await typed(desk, inGroups(first))
  await page.waitForSelector('#counter-booking_moved')
  if (language === 'en') await run.shot(page, 'desk-moved')
  await page.fill('#booked-code', moved.toLowerCase())
  await page.locator('.tile:has(#come-3)').click()
  await page.click('#booked-open')
  await page.waitForSelector('#counter-booking_party')
  if (language === 'en') await run.shot(page, 'desk-party')
  await desk.press('Escape')
  await desk.at('counter')
}

async function deskOpens(run: Journey, desk: Desk, moved: string, language: ReadIn) {
  const { page } = desk
  // From the phone's screen by a hand-held scanner: of two people the clerk is asked how many have come.
  await scan(desk, bookingCodePrefix + moved)
  await desk.at('counter-booked')
  await page.waitForSelector('#come-2:checked')
  if (language === 'en') await run.shot(page, 'desk-booked')
  await page.click('#booked-open')
  await desk.at('counter_joining')
  await desk.press('e', 'e')
  await desk.at('closed')
  await desk.press('m')
  await desk.at('counter_joining')
  await desk.press('e', 'e')
  await desk.at('closed')
  await desk.press('m')
  await page.waitForSelector('#counter-number_ended')
}

async function replayed(run: Journey, desk: Desk, moved: string, language: ReadIn) {
  const { page } = desk
  // Somebody else stands there in between: the desk has done with the two.
  await page.click('#no-number')
  await desk.at('counter_joining')
  await desk.press('e', 'e')
  await desk.at('closed')
  await desk.press('n')
  await desk.at('counter')
  await desk.press('b')
  await desk.at('counter-booked')
  await typed(desk, moved)
  await page.waitForSelector('#counter-booking_used')
  if (language === 'en') await run.shot(page, 'desk-used')
  await desk.press('Escape')
  await desk.at('counter')
  await desk.press('Escape')
  await desk.at('line')
}

async function asksAgain(run: Journey, phone: Phone) {
  const { page, person } = phone
  await toBook(phone)
  await pick(phone, 2)
  let given = ''
  await person.context.route('**/booking/book', async route => {
    given = ((await (await route.fetch()).json()) as { code: string }).code
    await route.abort()
  })
  await phone.tap('#book-yes')
  await page.waitForSelector('#booking-offline')
  await run.shot(page, 'answer-lost')
  await person.context.unroute('**/booking/book')
  await page.reload()
  await phone.tap('#home-book')
  await phone.tap('#book-mine')
  await phone.at('booked')
  must((await codeOn(phone)) === given, 'another seat was given')
}

async function givesBack(run: Journey, phone: Phone) {
  const { page } = phone
  await toBook(phone)
  await pick(phone, 2)
  await phone.tap('#book-yes')
  await phone.at('booked')
  const code = await codeOn(phone)
  await phone.tap('#booked-cancel')
  await run.shot(page, 'give-back')
  await phone.tap('#booked-cancel-yes')
  await phone.at('booked-none')
  await run.shot(page, 'given-back')
  const again = await page.evaluate(async code => {
    const answer = await fetch('/booking/cancel', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, moved: false }),
    })
    return answer.text()
  }, code)
  must(again === '{"fault":"booking_back"}', `the second time it says ${again}`)
}
