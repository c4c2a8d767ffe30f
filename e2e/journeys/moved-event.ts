/**
 * An event moves. An administrator says where to; the list says it without JavaScript and in the reader's language, every open page says that something is
 * different, the calendar of that day holds it. Two administrators at once: the second is told. Then it is cancelled, and at last as planned again.
 */
import { nextDay, siteList } from '@latchkey/wire/sites.ts'
import * as v from 'valibot'
import { openPerson, phoneSize } from '../browser.ts'
import { screenTexts } from '../city.ts'
import { type Journey, must } from '../journey.ts'
import { choose, openOffice } from '../office.ts'
import { openPhone, setLanguage } from '../people.ts'
import { openPracticeCity } from '../practice.ts'

const event = 'library_day'
const there = 'north_office'
const nextLook = 20_000
const [moved, cancelled] = ['61', '63']

export async function journey(run: Journey) {
  const languages = (['en', 'ar'] as const).filter(one => run.readIn.includes(one))
  const city = await openPracticeCity(run)
  const { address } = city
  const list = async () => v.parse(siteList, await (await fetch(`${address}/sites/list`)).json())
  const { sites, day } = await list()
  const name = (id: string, language: string) => sites.find(site => site.id === id)?.says[language]?.name ?? id
  const on = nextDay(sites.find(site => site.id === event)!, day)!
  const feed = async () => (await fetch(`${address}/sites/feed/${event}/${on}.ics`)).text()
  const office = await openOffice(run, address)
  const other = await openOffice(run, address, 'other administrator')

  const reader = await openPerson({ phone: true, size: phoneSize })
  run.later(() => reader.close())
  run.watch('reader', reader.page)
  await reader.cdp.send('Emulation.setScriptExecutionDisabled', { value: true })
  /** What the list says of the event, in this language, with scripts off. */
  const said = async (language: string) => {
    await reader.page.goto('about:blank')
    await reader.page.goto(`${address}/sites#${language}`)
    return reader.page.locator(`#${language}-${event}`).innerText()
  }
  const phone = await openPhone(run, address, 'page')

  await run.step('as planned: the list says so, and the calendar of the day holds nothing', async () => {
    for (const language of languages) {
      must((await said(language)).includes(screenTexts(language)['sites.usual']!), `it is not as planned in ${language}`)
      await run.shot(reader.page, `${language}-as-planned`, { whole: true })
    }
    must(!(await feed()).includes('VEVENT'), 'the calendar holds something')
  })
  await run.step('two administrators take up the same event; the first moves it', async () => {
    await other.pick(event)
    await office.pick(event)
    await choose(office, 'notice', moved)
    await choose(office, 'to', there)
    await run.shot(office.desk.page, 'office-moves', { whole: true })
    await office.sign()
    await run.shot(office.desk.page, 'office-moved', { whole: true })
  })
  await run.step('the second, who saw it as planned, is told that somebody was quicker; nothing of theirs is done', async () => {
    const { page } = other.desk
    await choose(other, 'notice', cancelled)
    await page.click('#sign')
    await page.click('#touch-b')
    await page.locator('#fault', { hasText: screenTexts()['settings.fault.way_changed']! }).waitFor()
    await run.shot(page, 'office-second-is-told', { whole: true })
    must((await list()).sites.find(site => site.id === event)?.to === there, 'the first act is gone')
  })
  await run.step('the list says where it is now, without JavaScript, in the reader’s language', async () => {
    for (const language of languages) {
      const sentence = screenTexts(language)['sites.notice.moved']!.replace('{site}', name(there, language))
      must((await said(language)).includes(sentence), `it does not say where in ${language}`)
      await run.shot(reader.page, `${language}-moved`, { whole: true })
    }
  })
  await run.step('an open page says that something is different, and leads to the list', async () => {
    for (const language of languages) {
      await setLanguage(phone.page, language)
      await phone.page.locator('.page-notice', { hasText: screenTexts(language)['sites.changed']! }).waitFor({ timeout: nextLook })
      await run.shot(phone.page, `${language}-page`)
    }
    must((await phone.page.locator('#see-sites').getAttribute('href'))?.startsWith('/sites#'), 'it leads elsewhere')
  })
  await run.step('the calendar of that day holds it, the same for everyone', async () => {
    const [one, two] = [await feed(), await feed()]
    must(one === two, 'two who ask get different calendars')
    must(one.replaceAll('\r\n ', '').includes(`Moved. Go here: ${name(there, 'en')}.`), 'it does not say where')
  })
  await run.step('after a look the second cancels it, and list and calendar say so', async () => {
    const { page } = other.desk
    await page.goto(`${address}/desk#settings`)
    await page.reload()
    await office.pick(event)
    await office.sign()
    await page.waitForSelector('#act-sites:not([disabled])')
    await page.reload()
    await page.waitForSelector('#act-sites:not([disabled])')
    await other.pick(event)
    await choose(other, 'notice', cancelled)
    await other.sign()
    for (const language of languages)
      must((await said(language)).includes(screenTexts(language)['sites.notice.cancelled']!), `it is not cancelled in ${language}`)
    await run.shot(reader.page, 'cancelled', { whole: true })
    must((await feed()).includes('STATUS:CANCELLED'), 'the calendar does not cancel it')
  })
  await run.step('opened again it is as planned, and the calendar holds nothing', async () => {
    const { page } = office.desk
    await page.reload()
    await page.waitForSelector('#act-sites:not([disabled])')
    await office.pick(event)
    await office.sign()
    for (const language of languages)
      must((await said(language)).includes(screenTexts(language)['sites.usual']!), `it is not as planned in ${language}`)
    must(!(await feed()).includes('VEVENT'), 'the calendar holds something')
    await phone.page.waitForSelector('.page-notice', { state: 'detached', timeout: nextLook })
  })
  await run.step('whoever answers calls, and whoever wants an event, have their pages, without JavaScript', async () => {
    const { page } = reader
    for (const language of languages) {
      const texts = screenTexts(language)
      for (const [path, title] of [
        ['sites/311', texts['operators.title']!],
        ['host', texts['host.title']!],
      ] as const) {
        await page.goto('about:blank')
        await page.goto(`${address}/${path}#${language}`)
        must((await page.locator('h1:visible').innerText()).includes(title), `/${path} has no title in ${language}`)
        await run.shot(page, `${language}-${path.replace('/', '-')}`, { whole: true })
      }
      must((await page.locator('textarea[name], input, [action]').count()) === 0, 'the letter could be sent')
    }
  })
}
