/** A resident without a phone: the clerk types, papers stay on the table, the desk takes the photo, a second screen takes the yes, paper and plastic come out. */
import { join } from 'node:path'
import { encodeNumberCode } from '@latchkey/wire/number-code.ts'
import { openStudio } from '../camera/studio.ts'
import {
  approve,
  layPaper,
  openCounterDesk,
  openSecond,
  printAll,
  printed,
  scan,
  takeCardPhoto,
  toCounter,
  touchAndSeal,
  typeAnswers,
} from '../counter.ts'
import { type Journey, must } from '../journey.ts'
import { openPhone, pointersAt, sitDown } from '../people.ts'
import { openPracticeCity } from '../practice.ts'
import { scanNext } from '../stranger.ts'

/** From the number's code to the card in the hand. */
const mostKeys = 26
const anna = { name: 'Anna Maria Eriksson', birthDate: '1974-08-12', address: '12 Long Street\nChicago' }
const holder = { ...anna, face: 'rosa' } as const
const nobody = /Eriksson|Long Street|Anna/

export async function journey(run: Journey) {
  const studio = await openStudio()
  run.later(() => studio.close())
  const film = join(run.folder, 'desk.y4m')
  await studio.film(film, { portrait: { what: 'portrait', holder } })
  const city = await openPracticeCity(run)
  const desk = await openCounterDesk(run, city, 'desk', film)
  const { page } = desk

  const second = await run.step('the clerk goes to the counter and opens the second screen: it is blank', async () => {
    await toCounter(desk)
    await run.shot(page, 'whose-turn')
    const opened = await openSecond(run, desk)
    await run.shot(opened, 'second-blank')
    return opened
  })
  await run.step('a code that is no number, a number of yesterday and one made up each say so', async () => {
    await scan(desk, 'LK1:NOT A NUMBER')
    await page.waitForSelector('#counter-not_ours')
    const number = await city.takeNumber()
    await scan(desk, encodeNumberCode({ ...number, n: number.n + 1 }))
    await page.waitForSelector('#counter-number_unknown')
    await run.shot(page, 'made-up')
  })
  const began = Date.now()
  const paper = await city.takeNumber()
  await run.step('a paper number opens the visit; the clerk types what the card should say', async () => {
    await scan(desk, encodeNumberCode(paper))
    await desk.at('counter_joining')
    await run.shot(page, 'door')
    desk.keys.length = 0
    await typeAnswers(desk, { ...anna, name: 'Anne Maria Eriksson' })
    await run.shot(page, 'table-empty')
  })
  await run.step('papers are laid on the table and looked at; the desk takes the card photo', async () => {
    await layPaper(desk, 'passport')
    await layPaper(desk, 'lease')
    await takeCardPhoto(desk)
    await page.waitForSelector('#to-face.button-main:not([disabled])')
    const hidden = await page.$eval('.who', who => who.scrollHeight - who.clientHeight)
    must(hidden <= 0, `${hidden} dots of what the card will say cannot be seen while a paper is looked at`)
    await run.shot(page, 'table')
    await desk.press('f')
    await desk.at('counter_face')
    await run.shot(page, 'face')
    await desk.press('y')
    await page.waitForSelector('#approve:not([disabled])')
    await desk.press('a')
  })
  await run.step('the second screen shows the card; something is wrong, and it is corrected', async () => {
    await second.waitForSelector('#second-yes:not([disabled])')
    must(((await second.textContent('.resident-names')) ?? '').includes('Anne Maria'), 'the name stands there letter by letter')
    await run.shot(second, 'second-card')
    await run.shot(page, 'they-check')
    await second.click('#second-no')
    await desk.at('counter_papers')
    await desk.press('x')
    await page.waitForSelector('#facts-form #fix-name')
    await page.fill('#fix-name', anna.name)
    await desk.press('Enter')
    await page.waitForFunction(() => document.querySelector('#facts-form #fix-name') === null)
    await desk.press('d')
    await page.waitForSelector('#approve:not([disabled])')
    await desk.press('a')
  })
  await run.step('yes is said there; the server is killed before the seal: the clerk reads “not made”, and it goes on', async () => {
    await second.waitForSelector('#second-yes:not([disabled])')
    must(((await second.textContent('.resident-names')) ?? '').includes('Anna Maria'), 'the corrected name')
    await second.click('#second-yes')
    await second.waitForSelector('[data-screen=second-making]')
    await page.waitForSelector('#touch:not([disabled])')
    await city.server().kill()
    await page.waitForSelector('#made-not_made')
    await run.shot(page, 'not-made')
    await city.restart()
    await touchAndSeal(desk)
    await second.waitForSelector('[data-screen=second-made]')
    await run.shot(page, 'made')
  })
  await run.step('backup sheet, cancel slip and the card come out', async () => {
    await printAll(desk)
    const papers = await printed(desk)
    must(papers.length === 3, `${papers.length} papers were printed`)
    must(papers.map(one => one.pages.length).join() === '1,1,2', 'a sheet, a slip, both sides of a card')
    must(
      papers.every(one => !nobody.test(one.title)),
      'a job names nobody',
    )
    await run.shot(page, 'done')
    console.log(`       ${desk.keys.length} keys, ${Math.round((Date.now() - began) / 1000)} s from the number to the card`)
    must(desk.keys.length <= mostKeys, `${desk.keys.length} keys`)
    must((await pointersAt(desk)) === 0, 'no mouse was needed')
  })
  await run.step('a stranger’s phone reads what was printed', async () => {
    const [, , card] = await printed(desk)
    const checkFilm = join(run.folder, 'check.y4m')
    await studio.film(checkFilm, { card: { what: 'plate', address: card!.pages[1]! } })
    const stranger = await openPhone(run, `${city.address}/check/`, 'stranger', { film: checkFilm })
    await stranger.page.waitForSelector('.check-list:not([data-list="0"])')
    await scanNext(stranger)
    await stranger.page.waitForSelector('[data-answer]')
    must(/Anna Maria Eriksson/.test(await stranger.page.innerText('body')), 'the name is read')
    await run.shot(stranger.page, 'stranger')
    await stranger.person.close()
  })
  await run.step('next: the desk holds nothing, the second screen is blank', async () => {
    await desk.press('n')
    await desk.at('counter')
    await second.waitForSelector('[data-show=nothing]')
    must(!nobody.test(await page.innerText('body')), 'somebody is left on the desk')
    must(!nobody.test(await second.innerText('body')), 'somebody is left on the second screen')
    must((await second.locator('canvas').count()) === 0, 'a picture is left on the second screen')
  })
  await run.step('at night, in Arabic, without a number; the second screen is closed and the desk turns its own', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await desk.press('t')
    await typeAnswers(desk, {
      name: 'نور الهدى عبد الله',
      nameLatin: 'Nour Al-Huda Abdallah',
      birthDate: '1991-03-02',
      language: 'ar',
    })
    await layPaper(desk, 'state_id')
    await layPaper(desk, 'utility_bill')
    await takeCardPhoto(desk)
    await run.shot(page, 'table-dark')
    await approve(desk)
    await second.waitForSelector('#second-yes:not([disabled])')
    must((await second.locator('.resident-panel').getAttribute('dir')) === 'rtl', 'it reads from the right')
    await run.shot(second, 'second-arabic')
    await second.close()
    await page.waitForSelector('.turned #second-yes:not([disabled])')
    await run.shot(page, 'turned-arabic-dark')
    await desk.press('y')
    await touchAndSeal(desk)
    await run.shot(page, 'made-dark')
  })
  await run.step('not enough is said large in their language, and goes onto paper', async () => {
    await printAll(desk)
    await desk.press('n')
    await desk.at('counter')
    await desk.press('t')
    await typeAnswers(desk, { name: 'Rosa Quispe', birthDate: '1990-05-01', language: 'es' })
    await layPaper(desk, 'lease')
    await desk.press('d')
    await page.waitForSelector('#refuse:not([disabled])')
    await desk.press('r')
    await page.waitForSelector('#print-refusal')
    await run.shot(page, 'refused-dark')
    await desk.press('p')
    await page.waitForFunction(() => (globalThis as unknown as { papers: unknown[] }).papers.length === 7)
    await desk.press('n')
    await desk.at('counter')
  })
  await run.step('the page is closed in the middle of a visit: after the next touch the clerk reads “not made”', async () => {
    await desk.press('t')
    await typeAnswers(desk, { name: 'Rosa Quispe', birthDate: '1990-05-01' })
    const left = await openSecond(run, desk)
    await desk.press('d')
    await page.waitForSelector('#refuse:not([disabled])')
    await desk.press('r')
    await left.waitForSelector('[data-show=refused]')
    await page.reload()
    await left.waitForSelector('[data-show=nothing]')
    await sitDown(desk)
    await page.waitForSelector('#made-not_made')
    must(!/Quispe/.test(await page.innerText('body')), 'somebody is left on the desk')
    await run.shot(page, 'left')
    await desk.press('o')
    await page.waitForSelector('#made-not_made', { state: 'detached' })
  })
}
