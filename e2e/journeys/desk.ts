/**
 * The desk alone, in a real browser on the real server: a clerk by keyboard only. The residents are the headless ends of the drill. Counts the keys of a plain
 * case (product §6 goal 6).
 */
import { runResident } from '@latchkey/drill/world/people.ts'
import { invent } from '@latchkey/drill/world/roster.ts'
import type { Page } from 'playwright-core'
import { openPerson } from '../browser.ts'
import { type Journey, must } from '../journey.ts'
import { openPracticeCity } from '../practice.ts'

/** Product §6 goal 6: keys from *next* to signed, a touch counts as one. */
const mostKeys = 14

export async function journey(run: Journey) {
  const city = await openPracticeCity(run)
  const { world } = city
  const person = await openPerson()
  run.later(() => person.close())
  const { page } = person
  run.watch('desk', page)

  const keys: string[] = []
  const press = async (key: string) => {
    keys.push(key)
    await page.keyboard.press(key)
  }
  const see = (selector: string) => page.waitForSelector(selector, { timeout: 90_000 })
  const drawn = () => page.waitForFunction(() => !document.querySelector('.picture-says'))
  const lookingAt = (paper: string) => page.waitForFunction(name => document.querySelector('.looks-legend')?.textContent === name, paper)
  /** Calls the next person. Whoever has just left may be counted as ready for a moment longer: then nobody comes, and the clerk tries again. */
  const callNext = async () => {
    for (;;) {
      await someoneIsReady()
      await press('n')
      await see('.case[data-at=joining], .case[data-at=called], .case[data-at=papers], #nobody')
      if (!(await page.isVisible('#nobody'))) return
      keys.length = 0
    }
  }
  const someoneIsReady = () =>
    page.waitForFunction(() => /[1-9]/.test(document.querySelector('#ready')?.textContent ?? ''), null, { timeout: 90_000 })

  await run.step('the clerk sits down with one touch', async () => {
    await page.goto(`${city.address}/desk`)
    await see('#touch:not([disabled])')
    await page.keyboard.press('k')
    await see('[data-screen=line]')
    await run.shot(page, 'line')
  })

  await run.step(`a plain case, from next to the card on the phone, in at most ${mostKeys} keys and no mouse`, async () => {
    const resident = runResident(world, invent(1, 'approved'), [1, 2, 3, 4])
    keys.length = 0
    await callNext()
    await see('#page-in-view')
    await drawn()
    await run.shot(page, 'papers')
    for (const key of 'lmi') await press(key)
    await lookingAt('Lease')
    for (const key of 'lmi') await press(key)
    await see('#to-face.button-main:not([disabled])')
    await press('f')
    await see('[data-screen=face]')
    await drawn()
    await run.shot(page, 'face')
    await see('#same-person:not([disabled])')
    await press('y')
    await see('#approve:not([disabled])')
    await press('a')
    await see('[data-at=touch]')
    await see('#plate-front[data-drawn=yes]')
    await run.shot(page, 'touch')
    await press('k')
    await see('[data-at=handed], [data-screen=closed]')
    const counted = keys.length + 1
    must(counted <= mostKeys, `${counted} keys`)
    console.log(`       ${counted} keys with the touch`)
    must((await resident).outcome === 'card', 'the resident has no card')
    await see('[data-screen=closed]')
    await run.shot(page, 'closed')
  })

  await run.step('a refusal: the reason is what is not ticked', async () => {
    const resident = runResident(world, { ...invent(2, 'refused'), papers: ['passport', 'bank_statement'] }, [5, 6, 7, 8])
    await callNext()
    await see('#page-in-view')
    for (const key of 'lmi') await press(key)
    // The resident shows and writes everything before they look up.
    await see('#note')
    await press('d')
    await see('#refuse')
    must((await page.textContent('.refusal'))?.includes('where you live'), 'the reason is not the one that is unticked')
    await run.shot(page, 'refuse')
    await press('r')
    must((await resident).outcome === 'refused', 'the resident was not told')
    await see('[data-screen=closed]')
  })

  await run.step('letters while typing, a dark screen, a hidden page and a lost server cost nothing', async () => {
    const canary = invent(3, 'approved')
    const resident = runResident(world, canary, [9, 10, 11, 12])
    await callNext()
    await see('#page-in-view')
    await press('t')
    await see('#typed')
    await page.keyboard.type('hen e')
    must((await page.inputValue('#typed')) === 'hen e', 'a letter did something while typing')
    await page.keyboard.press('Enter')
    await see('#note')
    await hidePage(page)
    await see('[data-screen=dark]')
    must(!(await page.textContent('body'))?.includes(canary.name), 'the dark screen still says a name')
    await press('l')
    await see('[data-at=papers]')
    must((await page.getAttribute('#look-real', 'aria-pressed')) === 'false', 'the key that woke the screen did something else')
    await press('e')
    await see('#asks-end[open]')
    must(await page.isVisible('.picture-blurred'), 'the picture is not blurred')
    await run.shot(page, 'end')
    await press('Escape')
    await page.waitForSelector('#asks-end:not([open])', { state: 'attached' })
    for (const key of 'lmi') await press(key)
    await city.server().kill()
    await see('#own-line-lost')
    await run.shot(page, 'own-line-lost')
    await city.restart()
    await page.waitForSelector('#own-line-lost', { state: 'detached', timeout: 90_000 })
    await lookingAt('Lease')
    for (const key of 'lmi') await press(key)
    await see('#to-face.button-main:not([disabled])')
    for (const key of 'fy') await press(key)
    await see('#approve:not([disabled])')
    await press('a')
    await see('[data-at=touch]')
    await press('k')
    must((await resident).outcome === 'card', 'the resident has no card')
    await see('[data-screen=closed]')
  })

  await run.step('handing over: first in line for the next desk, and this one holds nothing', async () => {
    const canary = invent(4, 'approved')
    // Nobody finishes this visit: the journey ends before.
    runResident(world, canary, [13, 14, 15, 16]).catch(() => {})
    await callNext()
    await see('#page-in-view')
    await press('h')
    await see('#asks-hand-over[open]')
    await press('h')
    await see('[data-screen=closed]')
    must(!(await page.textContent('body'))?.includes(canary.name), 'the screen still says a name')
    await press('b')
    await see('[data-screen=resting]')
    await press('n')
    await see('[data-screen=line]')
    await callNext()
    await see('[data-at=called], [data-at=papers]')
    await press('e')
    await see('#asks-end[open]')
    await press('e')
    await see('[data-screen=closed]')
  })
}

/** What a locked computer or another window does to a page. */
const hidePage = (page: Page) =>
  page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
