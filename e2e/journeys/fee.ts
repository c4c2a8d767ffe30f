/** Where a card costs something: the resident reads the price, the clerk ticks it before approving, and no tick or amount leaves the desk. */
import { join } from 'node:path'
import { openStudio } from '../camera/studio.ts'
import { layPaper, openCounterDesk, openSecond, takeCardPhoto, toCounter, typeAnswers } from '../counter.ts'
import { type Journey, must } from '../journey.ts'
import { checkPapers, openPhone } from '../people.ts'
import { openPracticeCity } from '../practice.ts'

const anna = { name: 'Anna Maria Eriksson', birthDate: '1974-08-12' }

export async function journey(run: Journey) {
  const studio = await openStudio()
  run.later(() => studio.close())
  const film = join(run.folder, 'desk.y4m')
  await studio.film(film, { portrait: { what: 'portrait', holder: { ...anna, address: '12 Long Street', face: 'rosa' } } })
  const city = await openPracticeCity(run, 'hartford')

  await run.step('the first page does not say that the card is free, and the answer says what it costs by age', async () => {
    const phone = await openPhone(run, city.address, 'resident')
    const { page } = phone
    must(!/free/i.test(await page.locator('h1').innerText()), 'the title says free')
    await checkPapers(phone, ['passport', 'lease'])
    must(/\$25/.test(await page.locator('#card-fee').innerText()), 'no price')
    await page.locator('#card-fee').scrollIntoViewIfNeeded()
    await run.shot(page, 'answer')
    await phone.tap('#answer-go, #answer-anyway')
    await phone.at('facts')
    must((await page.locator('#facts-gender-on, #facts-contact-on').count()) === 0, 'asked for what the card does not show')
    await page.selectOption('#facts-birth-month', '5')
    await page.fill('#facts-birth-day', '1')
    await page.fill('#facts-birth-year', '1950')
    await page.waitForFunction(() => document.querySelector('#card-fee')?.textContent?.includes('$15') === true)
    must(!/\$25/.test(await page.locator('#card-fee').innerText()), 'the price of another age')
    await page.locator('#card-fee').scrollIntoViewIfNeeded()
    await run.shot(page, 'facts')
  })

  const desk = await openCounterDesk(run, city, 'desk', film)
  const { page } = desk
  await run.step('at the counter nothing is approved before the fee is ticked, by one key', async () => {
    await toCounter(desk)
    await openSecond(run, desk)
    await desk.press('t')
    await typeAnswers(desk, anna)
    await layPaper(desk, 'passport')
    await layPaper(desk, 'lease')
    await takeCardPhoto(desk)
    await page.waitForSelector('#to-face.button-main:not([disabled])')
    await desk.press('f')
    await desk.at('counter_face')
    await desk.press('y')
    await page.waitForSelector('#tick-fee[aria-pressed=false]')
    await run.shot(page, 'fee-open')
    await desk.press('a')
    must(await page.locator('#approve').isDisabled(), 'approved without the fee')
    await desk.at('counter_decide')
    await desk.press('p')
    await page.waitForSelector('#tick-fee[aria-pressed=true]')
    await run.shot(page, 'fee-ticked')
    await page.waitForSelector('#approve:not([disabled])')
    await desk.press('a')
    await desk.at('counter_checking')
  })
}
