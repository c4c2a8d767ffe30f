/** A baby's card by phone: papers of two people, a birth date that must fit, no turned head, the caretaker's face beside the caretaker's paper. */
import { type Journey, must, type ReadIn } from '../journey.ts'
import { type Desk, type Phone, setLanguage, takeNumber } from '../people.ts'
import { begin, inEachLanguage, type Photos, showAll, tap } from '../with-caretaker.ts'

export const journey = (run: Journey) => inEachLanguage(run, (...here) => childIn(run, ...here))

async function childIn(run: Journey, language: ReadIn, phone: Phone, desk: Desk, photos: Photos) {
  const { page } = phone
  const born = new Date().getFullYear() - 1
  await run.step(`${language}: whose papers, one list after the other; the answer names both people`, async () => {
    await setLanguage(page, language)
    await phone.tap('#home-check')
    await phone.at('who')
    await run.shot(page, `${language}-who`)
    await phone.tap('#who-other')
    await phone.at('ages')
    await run.shot(page, `${language}-ages`)
    await phone.tap('#ages-kid')
    await tap(phone, 'papers', ['birth_certificate'])
    await phone.at('tie')
    await run.shot(page, `${language}-tie`)
    await tap(phone, 'tie', ['birth_certificate'])
    await phone.at('caretaker')
    await tap(phone, 'caretaker', ['caretaker.passport'])
    await phone.at('answer')
    must((await page.locator('#answer-unmet li').count()) === 1, 'where they live is still missing')
    await run.shot(page, `${language}-not-yet`, { whole: true })
    await page.goBack()
    await tap(phone, 'caretaker', ['caretaker.lease'])
    await page.waitForSelector('#answer-show')
    must((await page.locator('#answer-show li').count()) === 3, 'three papers are shown')
    await run.shot(page, `${language}-enough`, { whole: true })
  })
  await run.step(`${language}: a birth date that does not fit is said at once, with the way out; whom to call comes first`, async () => {
    await phone.tap('#answer-go')
    await phone.at('facts')
    const choices = await page.locator('.facts-choice input[type=checkbox]').evaluateAll(all => all.map(one => one.id))
    must(choices[0] === 'facts-contact-on', `first comes ${choices[0]}`)
    await page.fill('#facts-name', 'Lia Quispe')
    await page.selectOption('#facts-birth-month', '3')
    await page.fill('#facts-birth-day', '14')
    await page.fill('#facts-birth-year', '1990')
    await page.waitForSelector('#facts-kind')
    await run.shot(page, `${language}-age`)
    await page.fill('#facts-birth-year', String(born))
    await page.waitForSelector('#facts-kind', { state: 'detached' })
    await page.locator('label:has(#facts-contact-on)').tap()
    await page.fill('#facts-contact', 'Rosa Quispe 312 555 0100')
    await takeNumber(phone)
  })
  await run.step(`${language}: pages of two people; a baby is not asked to turn`, async () => {
    await begin(phone, desk)
    await phone.at('visit-showing-7-birth_certificate')
    await run.shot(page, `${language}-first-request`, { whole: true })
    await showAll(
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
    await page.waitForFunction(() => document.querySelectorAll('.tick-met').length === 3)
    await run.shot(desk.page, `${language}-desk-papers`)
  })
  await run.step(`${language}: the holder's face, then the caretaker's; without it there is no card`, async () => {
    await desk.press('f')
    await desk.at('face')
    await run.shot(desk.page, `${language}-desk-face`)
    await desk.page.waitForSelector('#same-person:not([disabled])')
    await desk.press('y')
    await desk.at('caretaker')
    await run.shot(desk.page, `${language}-desk-caretaker`)
    await desk.press('Escape', 'd')
    await desk.at('decide')
    must(await desk.page.locator('#approve').isDisabled(), 'approved without the caretaker’s face')
    await run.shot(desk.page, `${language}-desk-waits`)
    await desk.press('Escape', 'f', 'y')
    await desk.at('caretaker')
    await desk.page.waitForSelector('#same-caretaker:not([disabled])')
    await desk.press('y')
    await desk.page.waitForSelector('#approve:not([disabled])')
    await desk.press('a')
  })
  await run.step(`${language}: two years from today, sealed`, async () => {
    await phone.at('visit-card')
    await page.waitForSelector('#plate-front[data-drawn=yes]')
    const said = await page.locator('.visit-facts').innerText()
    must(said.includes(String(new Date().getFullYear() + 2)), 'a child’s card ends in two years')
    await phone.tap('#yes')
    await desk.at('touch')
    await desk.press('k')
    await phone.at('visit-sealed')
    await run.shot(page, `${language}-ready`, { whole: true })
    await phone.tap('#finish')
    await phone.tap('#finish-yes')
    await phone.at('visit-over')
    await desk.at('closed')
    await phone.person.close()
  })
}
