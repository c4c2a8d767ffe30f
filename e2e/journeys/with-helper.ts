/**
 * A helper beside the resident, on the helper's own phone, once in each language: two languages on every screen of the way, the resident's first; a card at the
 * end; and then a phone that has nothing of it, neither in the browser nor on its disk.
 */
import { rmSync } from 'node:fs'
import type { Language } from '@latchkey/cities/city.ts'
import type { Page } from 'playwright-core'
import { openStudio } from '../camera/studio.ts'
import { screenTexts } from '../city.ts'
import { type Journey, must, type ReadIn } from '../journey.ts'
import { leftIn, leftOnDisk, readStorages } from '../left-behind.ts'
import {
  asked,
  askForNumber,
  checkPapers,
  type Desk,
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

const nadia = { name: 'Nadia Farouk Zaki', birthDate: '1957-08-19', address: '77 Canary Row', face: 'jan' } as const
const [front, cardPhoto, turnHead] = [7, 14, 6]
/** What the helper reads; their phone is set up in English. */
const helpers: Record<ReadIn, Language> = { ar: 'en', en: 'es', zh: 'en' }
type Photos = Record<'passport' | 'lease' | 'portrait' | 'turned', Buffer>

export async function journey(run: Journey) {
  const city = await openPracticeCity(run)
  const studio = await openStudio()
  run.later(() => studio.close())
  const photo = (what: keyof Photos) => studio.photo({ what, holder: nadia })
  const photos: Photos = {
    passport: await photo('passport'),
    lease: await photo('lease'),
    portrait: await photo('portrait'),
    turned: await photo('turned'),
  }
  const desk = await openDesk(run, city.address, 'clerk')
  await sitDown(desk)
  for (const language of run.readIn) {
    const second = helpers[language]
    const phone = await openPhone(run, city.address, `helper's phone ${language}`, { cameraDenied: true, keepProfile: true })
    run.later(() => rmSync(phone.person.profile, { recursive: true, force: true }))
    const told = { language, second }
    await run.step(`${language}: under the languages they say that somebody helps, in ${second}, with a phone of their own`, () =>
      saysSo(run, phone, told),
    )
    await run.step(`${language}: papers and the number speak both languages, the resident's first`, () => begins(run, phone, told))
    await run.step(`${language}: so does the visit, to the card`, () => getsCard(run, phone, desk, photos, told))
    await run.step(`${language}: before it is given back the phone says what goes, and erases it`, () => givesBack(run, phone, told))
    await run.step(`${language}: the phone is empty: no store, no history, and nothing on its disk`, () => isEmpty(phone, city.address))
  }
  await run.step('the server printed nothing about anyone', async () => {
    must(!/Farouk|Canary|1957/.test(city.server().output()), 'the server printed something')
  })
}

interface Told {
  language: ReadIn
  second: Language
}

/** What a screen says in two lines, the helper's in its own language and direction. */
async function saysBoth(page: Page, { language, second }: Told, key: string) {
  const seen = await page
    .locator('h1')
    .first()
    .evaluate(node => {
      const [first, beneath] = [node.querySelector('.both-first'), node.querySelector<HTMLElement>('.both-second')]
      const below = first && beneath && beneath.getBoundingClientRect().top >= first.getBoundingClientRect().bottom - 1
      return { first: first?.textContent?.trim(), second: beneath?.textContent?.trim(), lang: beneath?.lang, dir: beneath?.dir, below }
    })
  must(seen.first === screenTexts(language)[key], `the resident reads ${seen.first}`)
  must(seen.second === screenTexts(second)[key], `the helper reads ${seen.second}`)
  must(seen.lang === second && seen.dir === 'ltr' && seen.below === true, 'the second line is not marked as such, or not beneath')
  const html = await page.evaluate(() => document.documentElement.outerHTML)
  must(!/[\uFDD0-\uFDD2]/u.test(html), 'a mark of two languages stands on the page')
}

async function saysSo(run: Journey, phone: Phone, told: Told) {
  const { page } = phone
  await setLanguage(page, told.language)
  must((await page.locator('.both').count()) === 0, 'two languages before anybody asked')
  await page.selectOption('select.language-select', '')
  await phone.at('helper')
  await page.selectOption('#helper-language', told.second)
  await page.waitForSelector(`h1 .both-second[lang=${told.second}]`)
  await page.locator('.choice:has(input[name=helper-phone][value=theirs])').tap()
  await page.waitForSelector('input[name=helper-phone][value=theirs]:checked')
  await saysBoth(page, told, 'beside.title')
  await run.shot(page, `${told.language}-helper`, { whole: true })
  await phone.tap('#helper-done')
  await phone.at('home')
  await run.shot(page, `${told.language}-home`)
}

async function begins(run: Journey, phone: Phone, told: Told) {
  const { page } = phone
  // Loaded again it is still so.
  await page.reload()
  await page.waitForSelector('#helper-give')
  await phone.tap('#home-check')
  await phone.at('who')
  await run.shot(page, `${told.language}-who`)
  await page.goBack()
  await phone.at('home')
  await checkPapers(phone, ['passport', 'lease'])
  await saysBoth(page, told, 'papers.enough.title')
  await run.shot(page, `${told.language}-answer`, { whole: true })
  await page.goBack()
  await phone.at('papers')
  await run.shot(page, `${told.language}-papers`)
  await phone.tap('#papers-next')
  await phone.at('answer')
  await typeFacts(phone, nadia)
  await run.shot(page, `${told.language}-facts`, { whole: true })
  await askForNumber(phone)
  await phone.at('visit-line')
  await run.shot(page, `${told.language}-line`)
}

async function shows(phone: Phone, desk: Desk, picture: Buffer, paper: 'passport' | 'lease', called: string) {
  await asked(phone, front, paper)
  await pickPhoto(phone, picture)
  await inView(desk, called)
  await tickLooks(desk)
}

async function getsCard(run: Journey, phone: Phone, desk: Desk, photos: Photos, told: Told) {
  const { page } = phone
  await takeNext(desk)
  await phone.at('visit-called')
  await saysBoth(page, told, 'visit.called.title')
  await phone.tap('#ready')
  await asked(phone, front, 'passport')
  await run.shot(page, `${told.language}-asked`)
  await shows(phone, desk, photos.passport, 'passport', 'Passport')
  await shows(phone, desk, photos.lease, 'lease', 'Lease')
  await asked(phone, cardPhoto)
  await pickPhoto(phone, photos.portrait)
  await asked(phone, turnHead)
  await pickPhoto(phone, photos.turned)
  await desk.page.waitForFunction(() => document.querySelector('#asked .soft') !== null)
  await desk.press('f')
  await desk.page.waitForSelector('#same-person:not([disabled])')
  await desk.press('y')
  await desk.page.waitForSelector('#approve:not([disabled])')
  await desk.press('a')
  await phone.at('visit-card')
  await saysBoth(page, told, 'visit.check.title')
  await run.shot(page, `${told.language}-check`, { whole: true })
  await phone.tap('#yes')
  await desk.at('touch')
  await desk.press('k')
  await phone.at('visit-sealed', 120)
  await page.waitForSelector('#borrowed')
  await run.shot(page, `${told.language}-sealed`, { whole: true })
  await phone.tap('#save')
  await page.waitForSelector('.visit-done')
  await phone.tap('#finish')
  await phone.tap('#finish-yes')
  await phone.at('visit-over')
  await run.shot(page, `${told.language}-over`)
  await desk.at('closed')
  await desk.press('n')
  await desk.at('line')
}

async function givesBack(run: Journey, phone: Phone, told: Told) {
  const { page } = phone
  await phone.tap('#give-back')
  await phone.at('give_back')
  await page.waitForSelector('#give-card')
  await saysBoth(page, told, 'beside.give.title')
  await run.shot(page, `${told.language}-give-back`, { whole: true })
  // The same look must find what is still here, or its silence afterwards says nothing.
  const before = leftIn(await readStorages(phone.person), new URL(page.url()).origin, titles)
  must(
    before.some(line => line.includes('kept.invalid/card')),
    'the card that is still here was not seen',
  )
  await phone.tap('#give-yes')
  await phone.at('erased')
  must((await page.evaluate(() => document.documentElement.lang)) === 'en', 'the page speaks the language of the phone again')
  must((await page.locator('.both, #helper-bar').count()) === 0, 'a second language stayed')
  await run.shot(page, `${told.language}-erased`)
}

/** What the tab is called for everyone. */
const titles = ['City ID', '']

async function isEmpty({ person, page }: Phone, address: string) {
  for (let steps = 0; steps < 4; steps++) {
    const before = await page.evaluate(() => {
      const { step } = history.state
      history.back()
      return step
    })
    await page.waitForFunction(before => history.state?.step !== before, before)
    await page.waitForSelector('[data-screen=erased]')
    must(!/Farouk|Canary|1957/.test(await page.innerText('body')), 'going back shows the resident')
  }
  const left = leftIn(await readStorages(person), address, titles)
  must(left.length === 0, `left in the browser: ${left.join('; ')}`)
  await person.close()
  const onDisk = leftOnDisk(person.profile, nadia)
  must(onDisk.length === 0, `left on disk: ${onDisk.join('; ')}`)
}
