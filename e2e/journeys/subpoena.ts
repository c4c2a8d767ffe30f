/**
 * Counsel's hour: an administrative subpoena comes and is held with five answers; what it means and by when; the day on the paper, a decision, a court, an end;
 * a hold that two people release; a second request that goes on holding; and what the public may read of it. Then the same desk in Arabic and on a phone.
 */
import type { StatedRequest } from '@latchkey/wire/legal.ts'
import { deskSize, openPerson } from '../browser.ts'
import { answerFive, enterAct, lookAtRequests, touchOpen } from '../counsel.ts'
import { type Journey, must } from '../journey.ts'
import { type Desk, openDesk, setLanguage } from '../people.ts'
import { openPracticeCity } from '../practice.ts'

export async function journey(run: Journey) {
  const city = await openPracticeCity(run)
  const counsel = await openDesk(run, city.address, 'counsel', { path: '/desk' })
  const { page } = counsel
  const shot = async (what: string) => {
    await onlyPicks(counsel)
    await run.shot(page, what, { whole: true })
  }
  const held = async () => {
    const { held } = (await (await fetch(`${city.address}/practice/now`)).json()) as { held: { name: string; count: number }[] }
    return held.find(({ name }) => name === 'legal')?.count
  }

  await run.step(
    'counsel comes to their desk by one link and one touch; nothing has come, and the screen says what to do when it does',
    async () => {
      await page.waitForSelector('#touch:not([disabled])')
      await page.click('#to-legal')
      await counsel.at('legal-open')
      await page.waitForSelector('#legal-look:not([disabled])')
      await shot('who')
      await counsel.press('k')
      await counsel.at('legal-list')
      await page.waitForSelector('#legal-empty')
      await shot('empty')
    },
  )
  await run.step('a subpoena is entered with five answers and a touch: seven keys, and everything is held', async () => {
    counsel.keys.length = 0
    const began = Date.now()
    await counsel.press('n')
    await counsel.at('legal-instrument')
    await shot('instrument')
    await counsel.press('1')
    await counsel.at('legal-issuer')
    await counsel.press('1')
    await counsel.at('legal-received')
    await counsel.press('1')
    await counsel.at('legal-served')
    await counsel.press('1')
    await counsel.at('legal-seal')
    await counsel.press('1')
    await counsel.at('legal-review')
    must(/until a court acts/.test(await page.innerText('#legal-means')), 'it does not say whether the paper binds')
    must(/Unconfirmed/.test(await page.innerText('#legal-means')), 'an unsettled rule is not marked')
    await shot('review')
    await counsel.press('k')
    await page.waitForSelector('#legal-told')
    await page.waitForSelector('#legal-held')
    must(counsel.keys.length === 7, `it took ${counsel.keys.length} keys`)
    must(Date.now() - began < 60_000, 'it took more than a minute')
    must((await held()) === 1, 'the server does not have it')
    await shot('held')
  })
  await run.step(
    'the request says step by step what is next; the day on the paper is picked, and a day that cannot be is refused',
    async () => {
      await counsel.press('1')
      await counsel.at('legal-request')
      await shot('request')
      await page.click('#legal-act-due')
      await counsel.at('legal-due')
      const year = Number(await page.inputValue('#legal-day-year'))
      await page.selectOption('#legal-day-year', String(year - 1))
      await page.waitForSelector('#legal-day-wrong')
      must(await page.isDisabled('#legal-use-day'), 'a day before the paper came is taken')
      await page.selectOption('#legal-day-year', String(year + 1))
      await page.selectOption('#legal-day-month', '1')
      await page.selectOption('#legal-day-day', '1')
      await shot('due')
      await page.click('#legal-use-day')
      await counsel.at('legal-touch')
      await counsel.press('k')
      await counsel.at('legal-request')
      const says = await page.innerText('#legal-answer')
      must(/January 4, 2027/.test(says) || year !== 2026, 'New Year’s Day was not moved to the next business day')
      must(/closed then/.test(says), 'the screen does not say that the day was moved')
      await shot('answer-by')
    },
  )
  await run.step('counsel waits for a court; the court compels, and from then on it binds', async () => {
    await enterAct(counsel, 'decide', 'wait_for_court')
    must((await page.locator('#legal-answer .legal-left').count()) === 1, 'the days that are left are not shown')
    await enterAct(counsel, 'court', 'compelled')
    must(/it binds/.test(await page.innerText('#legal-means')), 'a court’s word changed nothing')
  })
  await run.step('more time is agreed; an earlier day than what stands is refused', async () => {
    await page.click('#legal-act-extend')
    await counsel.at('legal-extend')
    await shot('extend')
    await page.click('#pick-agreed')
    await counsel.at('legal-extend-day')
    const year = Number(await page.inputValue('#legal-day-year'))
    await page.selectOption('#legal-day-year', String(Math.max(year, 2027)))
    await page.selectOption('#legal-day-month', '2')
    await page.selectOption('#legal-day-day', '10')
    await page.click('#legal-use-day')
    await counsel.at('legal-touch')
    await counsel.press('k')
    await page.waitForSelector('#legal-told')
  })
  await run.step('a second request comes over the same: both hold', async () => {
    await counsel.press('Escape')
    await counsel.at('legal-list')
    await answerFive(counsel, { instrument: 'preservation_letter', issuer: 'party', served: 'mail', seal: 'none' })
    await counsel.press('k')
    await page.waitForSelector('#legal-told')
    await page.waitForSelector('#legal-request-2')
  })
  await run.step('the first ends; one person alone cannot release it', async () => {
    await page.click('#legal-request-1')
    await counsel.at('legal-request')
    await enterAct(counsel, 'close', 'given_part')
    await page.click('#legal-act-release')
    await counsel.at('legal-release')
    await page.waitForSelector('#legal-release-nobody')
    must(await page.isDisabled('#legal-touch'), 'one person may release it')
    await shot('release-alone')
    await counsel.press('Escape')
    await counsel.at('legal-request')
  })
  await run.step('counsel names an administrator, both touch, and the hold of this request ends; the other goes on holding', async () => {
    await enterAct(counsel, 'name', 'a')
    await page.click('#legal-act-release')
    await counsel.at('legal-release')
    must(/still holds/.test(await page.innerText('#legal-still')), 'it does not say that another request still holds')
    await shot('release')
    await touchOpen(counsel)
    await page.click('#legal-history summary')
    must(/9, a/.test(await page.innerText('#legal-history')), 'the history does not name both')
    await shot('released')
    await counsel.press('Escape')
    await counsel.at('legal-list')
    await page.waitForSelector('#legal-held')
    await shot('list')
  })
  await run.step('two desks: of two who saw the same the second is told, and looks again', async () => {
    const other = await openDesk(run, city.address, 'counsel-two', { path: '/desk#legal' })
    await lookAtRequests(other)
    await other.page.click('#legal-request-2')
    await other.at('legal-request')
    await page.click('#legal-request-2')
    await counsel.at('legal-request')
    await enterAct(counsel, 'decide', 'nothing_held')
    await other.page.click('#legal-act-decide')
    await other.at('legal-decide')
    await other.press('1')
    await other.at('legal-touch')
    await other.press('k')
    await other.at('legal-changed')
    await run.shot(other.page, 'changed')
    await other.press('k')
    await other.at('legal-request')
    must(/nothing of it is held/i.test(await other.page.innerText('#legal-facts')), 'the second does not see what the first has entered')
    await other.person.close()
  })
  await run.step('an administrator who is named reads that request, and enters nothing', async () => {
    const administrator = await openDesk(run, city.address, 'administrator', { path: '/desk#legal' })
    await administrator.page.waitForSelector('#legal-look:not([disabled])')
    await administrator.page.locator('label:has(input[value="administrator a"])').click()
    await administrator.press('k')
    await administrator.at('legal-list')
    must((await administrator.page.locator('.legal-request').count()) === 1, 'more is shown than the request they were named for')
    must((await administrator.page.locator('#legal-arrived').count()) === 0, 'they may enter a request')
    await administrator.page.reload()
    await administrator.page.waitForSelector('#legal-look:not([disabled])')
    await administrator.page.locator('label:has(input[value="administrator b"])').click()
    await administrator.press('k')
    await administrator.page.waitForSelector('#trouble-not_allowed')
    await administrator.person.close()
  })
  await run.step('the public may read both, with what was decided, and no number', async () => {
    must((await held()) === 2, 'the public count is not of the two that may be stated')
    await city.server().tick()
    const reader = await openPerson({ size: deskSize })
    run.later(() => reader.close())
    await reader.page.goto(`${city.address}/record/requests`)
    const rows = await reader.page.locator('main#en tbody tr').allInnerTexts()
    must(rows.length === 2, `the public page shows ${rows.length} requests`)
    must(
      rows.some(row => /subpoena from an agency/i.test(row) && /part was given/i.test(row)),
      'it does not say what came and how it ended',
    )
    await run.shot(reader.page, 'public', { whole: true })
  })
  await run.step('the same desk in Arabic, and on a phone', async () => {
    await counsel.press('Escape')
    await counsel.at('legal-list')
    await setLanguage(page, 'ar')
    await counsel.at('legal-list')
    await shot('arabic-list')
    await page.click('#legal-request-1')
    await counsel.at('legal-request')
    await shot('arabic-request')
    await counsel.press('Escape')
    await counsel.at('legal-list')
    await counsel.press('n')
    await counsel.at('legal-instrument')
    await shot('arabic-instrument')
    await page.setViewportSize({ width: 360, height: 740 })
    await shot('arabic-phone')
    await setLanguage(page, 'es')
    await counsel.press('Escape')
    await counsel.at('legal-list')
    await shot('spanish-phone-list')
    await setLanguage(page, 'en')
    await page.click('#legal-request-2')
    await counsel.at('legal-request')
    await shot('phone-request')
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    must(wide <= 0, `the screen is ${wide} px wider than a phone`)
  })
  await run.step('with the next entry of the record both are published, and nobody can take them out again unseen', async () => {
    const until = Date.now() + entryWithin
    for (let published = await publishedRequests(city.address); published.length !== 2; published = await publishedRequests(city.address)) {
      must(Date.now() < until, `the record says ${published.length} requests`)
      await new Promise(done => setTimeout(done, 500))
    }
    const published = await publishedRequests(city.address)
    must(
      published.some(({ instrument, outcome }) => instrument === 'administrative_subpoena' && outcome !== null),
      'it does not say what came and how it ended',
    )
  })
}

/** In practice an hour of the record is a minute. Milliseconds. */
const entryWithin = 150_000

/** What the newest hour of the public record says of legal requests. */
async function publishedRequests(address: string): Promise<StatedRequest[]> {
  const text = async (path: string) => (await fetch(`${address}/record/${path}`)).text()
  const size = Number((await text('checkpoint')).split('\n')[1])
  return JSON.parse(await text(`hours/${size - 1}/requests.json`))
}

/** Nothing of this screen takes a text: a browser lists every control it has. */
async function onlyPicks({ page }: Desk) {
  const others = await page.evaluate(() =>
    [...document.querySelectorAll('input, textarea, select, button, [contenteditable]')]
      .map(one => (one instanceof HTMLInputElement ? `input ${one.type}` : one.localName))
      .filter(kind => !['input radio', 'input checkbox', 'select', 'button'].includes(kind)),
  )
  must(others.length === 0, `counsel’s screen has ${others.join(', ')}`)
}
