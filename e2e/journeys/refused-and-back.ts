/**
 * Refused and back, once in each language: a passport alone does not show where somebody lives. They read what is missing, what would mend it and where to
 * get it, keep the slip, come back the same day with a lease and without a new number, and leave with a card. A counter reads the slip.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStudio } from '../camera/studio.ts'
import { screenTexts } from '../city.ts'
import { type Journey, must, type ReadIn } from '../journey.ts'
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
import { scanByHand } from '../practice-desk.ts'

const jan = { name: 'Jan Nowak', birthDate: '1961-11-02', address: '400 River Road', face: 'jan' } as const
const [front, cardPhoto, turnHead] = [7, 14, 6]
type Photos = Record<'passport' | 'lease' | 'portrait' | 'turned', Buffer>

export async function journey(run: Journey) {
  const city = await openPracticeCity(run)
  const studio = await openStudio()
  run.later(() => studio.close())
  const photo = (what: keyof Photos) => studio.photo({ what, holder: jan })
  const photos: Photos = {
    passport: await photo('passport'),
    lease: await photo('lease'),
    portrait: await photo('portrait'),
    turned: await photo('turned'),
  }
  const desk = await openDesk(run, city.address, 'clerk')
  await sitDown(desk)
  for (const language of run.readIn) {
    const cityTexts = JSON.parse(readFileSync(join(city.directory, `texts/${language}.json`), 'utf8')) as Record<string, string>
    const words = { reason: cityTexts['reason.no_lives_here']!, where: cityTexts['paper.lease.where']!, texts: screenTexts(language) }
    const phone = await openPhone(run, city.address, `jan-${language}`, { cameraDenied: true })
    await run.step(`${language}: with a passport alone they take a number and are shown the way to a clerk`, () => begins(phone, language))
    await run.step(`${language}: the clerk reads what they will read, in both languages, and sends it`, () =>
      refuses(run, phone, desk, photos, { language, reason: words.reason }),
    )
    await run.step(`${language}: they read what is missing, what would mend it and where to get it, and keep the slip`, () =>
      reads(run, phone, desk, language, words),
    )
    const slip = await run.step(`${language}: the slip outlives the visit and the page, with a code that a camera reads`, async () => {
      const { page } = phone
      await page.reload()
      await page.waitForSelector('#home-comeback')
      await run.shot(page, `${language}-home-comeback`, { whole: true })
      await phone.tap('#home-slip')
      await phone.at('slip')
      await page.waitForSelector('.keepsake-refusal canvas[data-drawn=yes]')
      await run.shot(page, `${language}-slip`, { whole: true })
      const code = await page.evaluate(() => document.querySelector<HTMLCanvasElement>('#slip-code')!.toDataURL())
      await page.goBack()
      await phone.at('home')
      return studio.codeOn(code)
    })
    must(slip.startsWith('LK1R:'), 'the code is no slip')
    await run.step(`${language}: they come back the same day without a new number`, () => comesBack(run, phone, language))
    // One card is enough: what the others would see from here on, main-job has.
    if (language === 'en') {
      await run.step('and get the card', () => getsCard(run, phone, desk, photos))
      await run.step('a counter reads the slip, and sends it to another person', async () => {
        await desk.at('line')
        await desk.press('l')
        await desk.page.waitForSelector('[data-screen=slip-scan]')
        await scanByHand(desk.page, [slip])
        await desk.page.waitForSelector('#own-slip')
        await run.shot(desk.page, 'desk-slip')
        must(!(await desk.page.innerText('body')).includes('Nowak'), 'the slip names somebody')
        await desk.press('Escape')
        await desk.at('line')
      })
    }
    await phone.person.close()
  }
  await run.step('the server printed nothing about anyone', async () => {
    must(!/Nowak|River Road|lives_here/.test(city.server().output()), 'the server printed something')
  })
}

async function begins(phone: Phone, language: ReadIn) {
  await setLanguage(phone.page, language)
  await checkPapers(phone, ['passport'])
  await typeFacts(phone, jan)
  await askForNumber(phone)
  await phone.at('visit-line')
}

async function shows(phone: Phone, desk: Desk, photos: Photos, paper: 'passport' | 'lease', called: string) {
  await asked(phone, front, paper)
  await pickPhoto(phone, photos[paper])
  await inView(desk, called)
  await tickLooks(desk)
}

async function refuses(run: Journey, phone: Phone, desk: Desk, photos: Photos, { language, reason }: { language: ReadIn; reason: string }) {
  await takeNext(desk)
  await phone.tap('#ready')
  await shows(phone, desk, photos, 'passport', 'Passport')
  await phone.page.waitForFunction(() => document.querySelectorAll('.tick-met').length === 2)
  await desk.press('d')
  await desk.page.waitForSelector('#refuse:not([disabled])')
  const both = await desk.page.locator('.both').innerText()
  must(both.includes(reason) && both.includes('Lease'), 'the clerk does not see what is sent')
  await run.shot(desk.page, `${language}-desk-refuses`)
  await desk.press('r')
  await phone.at('visit-refused')
}

async function reads(
  run: Journey,
  phone: Phone,
  desk: Desk,
  language: ReadIn,
  words: { reason: string; where: string; texts: Record<string, string> },
) {
  const { page } = phone
  await run.shot(page, `${language}-refused`)
  const lease = page.locator('.visit-mends li', { hasText: words.where })
  await lease.locator('summary').tap()
  const said = await page.locator('main').innerText()
  for (const line of [words.reason, words.where, words.texts['refusal.unknown']!, words.texts['comeback.title']!])
    must(said.includes(line), `the page does not say: ${line}`)
  must(!/passport/i.test(await page.locator('.visit-reasons').innerText()), 'a paper is named as the reason')
  await phone.tap('#slip-save')
  await page.waitForFunction(() => document.querySelector('#slip-saved')?.textContent)
  await run.shot(page, `${language}-refused-whole`, { whole: true })
  await phone.tap('#finish')
  await desk.at('closed')
  await desk.press('n')
  await desk.at('line')
  await page.waitForSelector('#again')
}

async function comesBack(run: Journey, phone: Phone, language: ReadIn) {
  const { page } = phone
  await checkPapers(phone, ['lease'])
  await phone.tap('#answer-go')
  await phone.at('facts')
  await phone.tap('#facts-next')
  await phone.at('number-comeback')
  await run.shot(page, `${language}-comeback`)
  await phone.tap('#number-comeback')
  await phone.at('visit-line')
}

async function getsCard(run: Journey, phone: Phone, desk: Desk, photos: Photos) {
  const { page } = phone
  await takeNext(desk)
  await phone.tap('#ready')
  await shows(phone, desk, photos, 'passport', 'Passport')
  await shows(phone, desk, photos, 'lease', 'Lease')
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
  await phone.tap('#yes')
  await desk.at('touch')
  await desk.press('k')
  await phone.at('visit-sealed', 120)
  await phone.tap('#save')
  await page.waitForSelector('.visit-done')
  await phone.tap('#finish')
  await phone.tap('#finish-yes')
  await phone.at('visit-over')
  await run.shot(page, 'over')
  await desk.at('closed')
  await desk.press('n')
  await desk.at('line')
}
