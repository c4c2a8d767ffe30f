/**
 * A second look. By phone, once in each language: a passport alone is not enough, they ask for a supervisor, who reads what was missing, sees everything
 * anew and finds the same; the answer is final and the slip says so. At a counter without a phone the
 * supervisor comes to the desk, looks at a lease too, and makes the card by a key of their own.
 */
import { join } from 'node:path'
import { openStudio } from '../camera/studio.ts'
import { screenTexts } from '../city.ts'
import { approve, layPaper, openCounterDesk, openSecond, takeCardPhoto, touchAndSeal, typeAnswers } from '../counter.ts'
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
  showPrepared,
  sitDown,
  takeNext,
  tickLooks,
  typeFacts,
} from '../people.ts'
import { openPracticeCity } from '../practice.ts'

const jan = { name: 'Jan Nowak', birthDate: '1961-11-02', address: '400 River Road', face: 'jan' } as const
const front = 7

export async function journey(run: Journey) {
  const studio = await openStudio()
  run.later(() => studio.close())
  const passport = await studio.photo({ what: 'passport', holder: jan })
  const film = join(run.folder, 'desk.y4m')
  await studio.film(film, { portrait: { what: 'portrait', holder: jan } })
  const city = await openPracticeCity(run)
  const desk = await openCounterDesk(run, city, 'clerk', film)
  const supervisor = await openDesk(run, city.address, 'supervisor', { path: '/desk#supervisor' })
  await sitDown(supervisor)

  for (const language of run.readIn) {
    const phone = await openPhone(run, city.address, `jan-${language}`, { cameraDenied: true })
    const texts = screenTexts(language)
    await run.step(`${language}: not enough, and a supervisor is offered`, async () => {
      await begins(phone, language)
      await takeNext(desk)
      await shows(phone, desk, passport)
      await refuses(desk)
      await phone.at('visit-refused')
      await phone.page.waitForSelector('#ask-second')
      await run.shot(phone.page, `${language}-offered`, { whole: true })
      await desk.page.waitForSelector('#may-ask')
    })
    await run.step(
      `${language}: they ask: this desk holds nothing, and the supervisor's line says who waits for a second look`,
      async () => {
        await phone.tap('#ask-second')
        await desk.at('closed')
        await phone.page.waitForSelector('#second-wait')
        await run.shot(phone.page, `${language}-waits`)
        await supervisor.page.waitForSelector('#second-looks')
        if (language === 'en') await run.shot(supervisor.page, 'supervisor-line')
        await desk.press('n')
        await desk.at('line')
      },
    )
    await run.step(`${language}: the supervisor reads what was missing, and the passport comes again by one tap`, async () => {
      await takeNext(supervisor)
      await phone.tap('#ready')
      await supervisor.page.waitForSelector('#first-look')
      await asked(phone, front, 'passport')
      await showPrepared(phone)
      await inView(supervisor, 'Passport')
      if (language === 'en') await run.shot(supervisor.page, 'supervisor-looks')
      await tickLooks(supervisor)
      await supervisor.page.waitForFunction(() => document.querySelectorAll('.tick-met').length === 2)
    })
    await run.step(`${language}: the same again is final, for the phone and on the slip`, async () => {
      await refuses(supervisor)
      await phone.at('visit-refused')
      const said = await phone.page.locator('main').innerText()
      must(said.includes(texts['refusal.second.final']!), 'it does not say that it is final')
      must((await phone.page.locator('#ask-second').count()) === 0, 'a third look is offered')
      await phone.tap('#slip-save')
      await run.shot(phone.page, `${language}-final`, { whole: true })
      await phone.tap('#finish')
      await phone.page.waitForSelector('#home')
      await phone.tap('#home')
      await phone.tap('#home-slip')
      await phone.at('slip')
      must(
        (await phone.page.locator('main').innerText()).includes(texts['refusal.second.final']!),
        'the slip does not say that it is final',
      )
      await supervisor.at('closed')
      await supervisor.press('n')
      await supervisor.at('line')
    })
    await phone.person.close()
  }
  await run.step('at the counter: refused, the supervisor comes to this desk and touches a key of their own', async () => {
    await desk.press('c')
    await desk.at('counter')
    await desk.press('t')
    await typeAnswers(desk, { name: jan.name, birthDate: jan.birthDate })
    await layPaper(desk, 'passport')
    await takeCardPhoto(desk, false)
    await desk.press('d')
    await desk.page.waitForSelector('#refuse:not([disabled])')
    await desk.press('r')
    await desk.page.waitForSelector('#supervisor')
    await run.shot(desk.page, 'counter-refused')
    await desk.press('v')
    await desk.at('counter_papers')
    await desk.page.waitForSelector('#first-look')
    must(!/looks done/.test(await desk.page.innerText('#lay-passport')), 'the first clerk’s looks still count')
    await run.shot(desk.page, 'counter-second-look')
  })
  await run.step('everything is looked at again, a lease too, and the card is made by the supervisor’s key', async () => {
    const second = await openSecond(run, desk)
    // The passport still lies there, and is in view.
    await desk.press('l', 'm', 'i')
    await layPaper(desk, 'lease')
    await approve(desk)
    await second.waitForSelector('#second-yes:not([disabled])')
    await second.click('#second-yes')
    await touchAndSeal(desk)
  })
}

async function begins(phone: Phone, language: ReadIn) {
  await setLanguage(phone.page, language)
  await checkPapers(phone, ['passport'])
  await typeFacts(phone, jan)
  await askForNumber(phone)
  await phone.at('visit-line')
}

async function shows(phone: Phone, desk: Desk, photo: Buffer) {
  await phone.tap('#ready')
  await asked(phone, front, 'passport')
  await pickPhoto(phone, photo)
  await inView(desk, 'Passport')
  await tickLooks(desk)
  await desk.page.waitForFunction(() => document.querySelectorAll('.tick-met').length === 2)
}

async function refuses(desk: Desk) {
  await desk.press('d')
  await desk.page.waitForSelector('#refuse:not([disabled])')
  await desk.press('r')
}
