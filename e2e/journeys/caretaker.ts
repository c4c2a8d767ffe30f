/** Sixteen, without proof of where they live: the form, the tie, a caretaker's papers. A caretaker who is not the one on the papers makes nothing enough. */
import { type Journey, must, type ReadIn } from '../journey.ts'
import { type Desk, type Phone, setLanguage, takeNumber } from '../people.ts'
import { begin, inEachLanguage, type Photos, showAll, tap } from '../with-caretaker.ts'

export const journey = (run: Journey) => inEachLanguage(run, (...here) => youngIn(run, ...here))

async function youngIn(run: Journey, language: ReadIn, phone: Phone, desk: Desk, photos: Photos) {
  const { page } = phone
  await run.step(
    `${language}: own papers that are enough ask for nobody else; without proof of address a caretaker comes along`,
    async () => {
      await setLanguage(page, language)
      await phone.tap('#home-check')
      await phone.tap('#who-young')
      await tap(phone, 'papers', ['passport', 'utility_bill'])
      await page.waitForSelector('#answer-show')
      await page.goBack()
      await phone.at('papers')
      await page.locator('.tile:has(#paper-utility_bill)').tap()
      await phone.tap('#papers-next')
      await tap(phone, 'tie', ['birth_certificate', 'caretaker_form'])
      await phone.at('caretaker')
      await run.shot(page, `${language}-caretaker`, { whole: true })
      await tap(phone, 'caretaker', ['caretaker.passport', 'caretaker.lease'])
      await page.waitForSelector('#answer-show')
      await run.shot(page, `${language}-enough`, { whole: true })
      await phone.tap('#answer-go')
      await phone.at('facts')
      await page.fill('#facts-name', 'Tomas Quispe')
      await page.selectOption('#facts-birth-month', '1')
      await page.fill('#facts-birth-day', '2')
      await page.fill('#facts-birth-year', String(new Date().getFullYear() - 16))
      await takeNumber(phone)
    },
  )
  await run.step(`${language}: papers of both are shown and looked at`, async () => {
    await begin(phone, desk)
    await showAll(
      phone,
      desk,
      [
        ['passport', 'Passport'],
        ['birth_certificate', 'Birth certificate'],
        ['caretaker_form', 'Caretaker form'],
        ['caretaker.passport', 'Passport (caretaker)'],
        ['caretaker.lease', 'Lease (caretaker)'],
      ],
      photos,
      true,
    )
  })
  await run.step(
    `${language}: another person than on the caretaker's papers: none of them counts, and the refusal says what would`,
    async () => {
      await desk.press('f')
      await desk.page.waitForSelector('#same-person:not([disabled])')
      await desk.press('y')
      await desk.at('caretaker')
      await desk.press('n')
      await desk.page.waitForSelector('#refuse')
      await run.shot(desk.page, `${language}-desk-refuses`)
      must((await desk.page.locator('#approve').count()) === 0, 'approved by the papers of somebody else')
      await desk.press('r')
      await phone.at('visit-refused')
      must((await page.locator('.visit-reasons li').count()) === 2, 'one need is missing, and somebody doubts a face')
      await run.shot(page, `${language}-refused`, { whole: true })
      await desk.press('n')
      await phone.at('visit-')
      await phone.person.close()
      await desk.at('line')
    },
  )
}
