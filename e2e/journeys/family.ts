/**
 * A family on one number. At a counter: a mother's card, then her child's, for which her papers lie there as the caretaker's. On one phone: a child's card,
 * then another child's, with the caretaker's papers tapped and photographed once.
 */
import { join } from 'node:path'
import { encodeNumberCode } from '@latchkey/wire/number-code.ts'
import { openStudio } from '../camera/studio.ts'
import {
  approve,
  layPaper,
  openCounterDesk,
  openSecond,
  printAll,
  scan,
  takeCardPhoto,
  toCounter,
  touchAndSeal,
  typeAnswers,
} from '../counter.ts'
import { type Journey, must, type ReadIn } from '../journey.ts'
import { type Desk, openPhone, setLanguage, takeNumber } from '../people.ts'
import { openPracticeCity } from '../practice.ts'
import { begin, caretaker, type Photos, photosOf, showAll, tap } from '../with-caretaker.ts'

const year = new Date().getFullYear()

export async function journey(run: Journey) {
  const studio = await openStudio()
  run.later(() => studio.close())
  const photos = await photosOf(studio)
  const film = join(run.folder, 'desk.y4m')
  await studio.film(film, { portrait: { what: 'portrait', holder: caretaker } })
  const city = await openPracticeCity(run)
  const desk = await openCounterDesk(run, city, 'desk', film)
  const { page } = desk
  await toCounter(desk)
  const second = await openSecond(run, desk)
  await scan(desk, encodeNumberCode(await city.takeNumber()))
  const seal = async () => {
    await second.waitForSelector('#second-yes:not([disabled])')
    await second.click('#second-yes')
    await touchAndSeal(desk)
    await printAll(desk)
  }

  await run.step('at the counter: the mother’s own card, her papers shared by the party', async () => {
    await typeAnswers(desk, { name: caretaker.name, birthDate: caretaker.birthDate })
    for (const ref of ['passport', 'lease']) {
      await layPaper(desk, ref)
      await desk.press('g')
    }
    await takeCardPhoto(desk)
    await approve(desk)
    await seal()
    await desk.press('m')
    await desk.at('counter_joining')
  })
  await run.step('her child: a birth certificate more, and her face once again', async () => {
    await typeAnswers(desk, { name: 'Lia Quispe', birthDate: `${year - 6}-01-02`, kind: 'kid' })
    for (const ref of ['passport', 'lease']) {
      const says = await page.innerText(`#lay-caretaker-${ref}`)
      must(/looks done/.test(says) && /shared/.test(says), `her ${ref} says: ${says}`)
    }
    await layPaper(desk, 'birth_certificate')
    await run.shot(page, 'desk-child-of-the-party')
    await takeCardPhoto(desk)
    await page.waitForSelector('#to-face:not([disabled])')
    await desk.press('f')
    await page.waitForSelector('#same-person:not([disabled])')
    await desk.press('y')
    await desk.at('counter_caretaker')
    await run.shot(page, 'desk-caretaker-here')
    await desk.press('y')
    await page.waitForSelector('#approve:not([disabled])')
    await desk.press('a')
    await seal()
    await desk.press('n')
    await desk.at('counter')
    await desk.press('Escape')
    await desk.at('line')
  })
  for (const language of run.readIn) await onOnePhone(run, language, city.address, desk, photos)
}

async function onOnePhone(run: Journey, language: ReadIn, address: string, desk: Desk, photos: Photos) {
  const phone = await openPhone(run, address, `phone ${language}`, { cameraDenied: true })
  const { page } = phone
  const type = async (name: string, born: number) => {
    await page.fill('#facts-name', name)
    await page.selectOption('#facts-birth-month', '3')
    await page.fill('#facts-birth-day', '14')
    await page.fill('#facts-birth-year', String(born))
  }
  const visit = async () => {
    const here = await showAll(
      phone,
      desk,
      [
        ['birth_certificate', 'Birth certificate'],
        ['caretaker.passport', 'Passport (caretaker)'],
        ['caretaker.lease', 'Lease (caretaker)'],
      ],
      photos,
      false,
    )
    await desk.press('f')
    await desk.page.waitForSelector('#same-person:not([disabled])')
    await desk.press('y')
    await desk.page.waitForSelector('#same-caretaker:not([disabled])')
    await desk.press('y')
    await desk.page.waitForSelector('#approve:not([disabled])')
    await desk.press('a')
    await phone.at('visit-card')
    await page.waitForSelector('#plate-front[data-drawn=yes]')
    await phone.tap('#yes')
    await desk.at('touch')
    await desk.press('k')
    await phone.at('visit-sealed')
    return here.join()
  }
  await run.step(`${language}: one phone, the first child`, async () => {
    await setLanguage(page, language)
    await phone.tap('#home-check')
    await phone.tap('#who-kid')
    await tap(phone, 'papers', ['birth_certificate'])
    await tap(phone, 'tie', ['birth_certificate'])
    await tap(phone, 'caretaker', ['caretaker.passport', 'caretaker.lease'])
    await phone.tap('#answer-go')
    await phone.at('facts')
    await type('Lia Quispe', year - 1)
    await page.locator('label:has(#facts-address-on)').tap()
    await page.fill('#facts-address', caretaker.address)
    await takeNumber(phone)
    await begin(phone, desk)
    await visit()
  })
  await run.step(`${language}: the second: no new number, the caretaker's papers and the address are there, nobody's name`, async () => {
    await phone.tap('#more')
    await phone.tap('#finish-yes')
    await phone.at('who')
    await desk.at('closed')
    await run.shot(page, `${language}-second-card`)
    await phone.tap('#who-kid')
    await tap(phone, 'papers', ['birth_certificate'])
    await phone.at('answer')
    must((await page.locator('#answer-show li').count()) === 3, 'the caretaker’s papers are gone')
    await phone.tap('#answer-go')
    await phone.at('facts')
    must((await page.inputValue('#facts-name')) === '', 'the first child’s name stands there')
    must((await page.inputValue('#facts-address')) === caretaker.address, 'the address has to be typed again')
    await type('Leo Quispe', year - 2)
    await phone.tap('#facts-next')
    await begin(phone, desk)
    await phone.at('visit-showing-7-birth_certificate')
    await run.shot(page, `${language}-second-visit`)
    const here = await visit()
    must(here === 'caretaker.passport,caretaker.lease', `photos that were still here: ${here}`)
    await phone.tap('#finish')
    await phone.tap('#finish-yes')
    await phone.at('visit-over')
    await desk.at('closed')
    await phone.person.close()
  })
}
