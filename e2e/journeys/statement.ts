/**
 * The hour after a subpoena, its second half: five answers, then one press makes the statement of holdings and a touch signs it; the three files are read again. Then
 * the same screen in Arabic, and the letter that is the same for everyone, which asks nothing.
 */
import { signedStatement } from '../goals/signed-statement.ts'
import { type Journey, must } from '../journey.ts'
import { openPhone, setLanguage } from '../people.ts'
import { openPracticeCity } from '../practice.ts'

export async function journey(run: Journey) {
  const city = await openPracticeCity(run)
  await run.step('a request is entered, a statement is made and signed, and the files are what they say', async () => {
    const went = await signedStatement(run, city, async (page, what) => {
      await run.shot(page, what, { whole: true })
      if (what === 'signed') {
        await setLanguage(page, 'ar')
        await run.shot(page, `${what}-ar`, { whole: true })
        await setLanguage(page, 'en')
      }
    })
    must(went.met, `it was not met: ${JSON.stringify(went)}`)
  })
  await run.step('who asks what is held about them reads one letter, without a script and without a field', async () => {
    const { page } = await openPhone(run, `${city.address}/record/letter`, 'asks')
    must((await page.locator('input, textarea, select, form, script').count()) === 0, 'the letter asks something')
    await run.shot(page, 'letter', { whole: true })
    await page.click('nav a[lang=ar]')
    await run.shot(page, 'letter-ar', { whole: true })
    must((await page.locator('main:visible').count()) === 1, 'more than one language stands there')
  })
}
