/**
 * A desk opens and closes its day: ten ticks, the stock typed, one card printed and one spoiled; at closing they reconcile on one slip of paper, the printer
 * is asked to forget, and neither the screen nor the browser's profile holds anything of whoever was here.
 */
import { rmSync } from 'node:fs'
import { encodeSheet } from '@latchkey/card/sheet.ts'
import { factPatterns } from '@latchkey/drill/canaries.ts'
import { filesBelow } from '@latchkey/drill/sweep/capture.ts'
import { Matcher } from '@latchkey/drill/sweep/matcher.ts'
import { runResident, startClerk } from '@latchkey/drill/world/people.ts'
import { invent } from '@latchkey/drill/world/roster.ts'
import { practiceClerk, practicePasskey } from '@latchkey/try/practice-root/practice-people.ts'
import { clock } from '@latchkey/ui/platform.ts'
import { type Journey, must } from '../journey.ts'
import { type Desk, openDesk, pointersAt, setLanguage, sitDown } from '../people.ts'
import { openPracticeCity } from '../practice.ts'

export async function journey(run: Journey) {
  const city = await openPracticeCity(run)
  const { world } = city
  const person = invent(1, 'approved')
  const sealed = await run.step('a resident has a card, sealed in a visit by phone', async () => {
    const certificate = await practiceClerk(world.root.city, '14', clock())
    const clerk = await startClerk(world, { alias: '14', passkey: practicePasskey('14'), certificate }, () => 'approve', {
      seal: work => work(),
    })
    const went = await runResident(world, person, [1, 2, 3, 4])
    clerk.stop()
    must(went.sealed, 'the card was not sealed')
    return went.sealed
  })

  const desk = await openDesk(run, city.address, 'desk', { path: '/record', keepProfile: true })
  run.later(() => rmSync(desk.person.profile, { recursive: true, force: true }))
  const { page } = desk
  const titles: string[] = []
  await page.exposeFunction('printedAs', (title: string) => void titles.push(title))
  await page.addInitScript(() => {
    // Done once this journey has heard of it.
    window.print = () =>
      void (globalThis as unknown as { printedAs(title: string): Promise<void> })
        .printedAs(document.title)
        .then(() => dispatchEvent(new Event('afterprint')))
  })
  await page.goto(`${city.address}/desk`)
  await sitDown(desk)

  await run.step('the line says that printing is not set up; S leads to ten ticks', async () => {
    await page.waitForSelector('#not-opened')
    await desk.press('s')
    await desk.at('opening')
    must((await page.locator('.day-tick').count()) === 10, 'there are not ten')
    must(
      /a veteran mark on the card, for those who want it/.test(await page.innerText('.day-ticks')),
      'what changed in the rules is not said in words',
    )
    await run.shot(page, 'opening', { whole: true })
  })
  await run.step('a live look, a test card, cards and ribbon typed, by keys alone; what is missing is named', async () => {
    await desk.press('1')
    await page.waitForFunction(() => (document.querySelector<HTMLVideoElement>('.day-look')?.videoWidth ?? 0) > 0)
    await desk.press('1')
    await page.waitForSelector('#tick-camera[aria-pressed=true]')
    await desk.press('2')
    await page.waitForFunction(() => document.querySelector('#test-card')?.textContent?.includes('Press 2'))
    await desk.press('2')
    await page.waitForSelector('#tick-test_card[aria-pressed=true]')
    await desk.press('3')
    await page.keyboard.type('213')
    await page.keyboard.press('Enter')
    await desk.press('4')
    await page.keyboard.type('80')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#tick-ribbon[aria-pressed=true]')
    await desk.press('5', '6', '8', '0')
    await page.waitForSelector('#opening-left')
    must(/second screen/.test(await page.innerText('#opening-left')), 'what is missing is not named')
    await run.shot(page, 'ticked', { whole: true })
    await desk.press('o')
    await desk.at('line')
    must((await page.locator('#not-opened').count()) === 0, 'the desk is open')
  })
  await run.step('one card is printed, one comes out bad, is cut, and is printed again', async () => {
    await printOnly(desk, encodeSheet(sealed))
    await desk.press('y')
    await desk.at('line')
    await printOnly(desk, encodeSheet(sealed))
    await desk.press('f', '4')
    await page.waitForSelector('#print-cut')
    await desk.press('g')
    await page.waitForSelector('#print-well')
    await desk.press('y')
    await desk.at('line')
  })
  await run.step('closing: two printed, one spoiled, the tray is counted, one card is missing and is named', async () => {
    await desk.press('d')
    await desk.at('closing')
    const figure = async (id: string) => Number(await page.textContent(`#${id} .desk-figure-number`))
    must((await figure('printed')) === 2 && (await figure('spoiled')) === 1 && (await figure('should-hold')) === 210, 'the numbers')
    await desk.press('1')
    await page.keyboard.type('209')
    await page.keyboard.press('Enter')
    must(/1 card is missing/.test(await page.innerText('#difference')), 'the difference is not named')
    await desk.press('2', '3')
    await page.waitForSelector('[data-queue=cannot]')
    must(/other records/.test(await page.innerText('#queue')), 'what stays in the printer is not said')
    await desk.press('4', '5')
    await run.shot(page, 'closing', { whole: true })
  })
  await run.step(
    'six asks where this desk stood; one number hands in, and of a desk with one visit nothing but the place goes out',
    async () => {
      await desk.press('6')
      await desk.at('hand-in')
      must(/No tens/.test(await page.innerText('.day-handed')), 'something of few is handed in')
      await run.shot(page, 'hand-in')
      await setLanguage(page, 'ar')
      await run.shot(page, 'hand-in-arabic')
      await setLanguage(page, 'en')
      await desk.press('1')
      await page.waitForSelector('[data-handed=out]')
      await run.shot(page, 'handed-in', { whole: true })
      await page.emulateMedia({ colorScheme: 'dark' })
      await setLanguage(page, 'ar')
      await run.shot(page, 'closing-arabic-dark', { whole: true })
      await setLanguage(page, 'en')
      await page.emulateMedia({ colorScheme: 'light' })
    },
  )
  await run.step('the slip is printed under the desk’s own title; the desk closes and is empty', async () => {
    const before = titles.length
    await desk.press('p')
    await page.waitForFunction(() => document.querySelector('#slip-says')?.textContent?.includes('ink'))
    must(titles.length === before + 1 && new Set(titles).size === 1, 'jobs have one title')
    must(!person.name.split(' ').some(word => titles.join().includes(word)), 'a title names somebody')
    await desk.press('d')
    await desk.at('day-closed')
    await run.shot(page, 'closed')
    const left = await page.evaluate(() => ({
      canvases: document.querySelectorAll('canvas, video, input').length,
      text: document.body.innerText,
      kept: localStorage.length + sessionStorage.length + document.cookie.length,
    }))
    must(left.canvases === 0 && left.kept === 0, 'something is left in the page')
    must(!left.text.includes('213') && !/printed/i.test(left.text), 'the tally is left on the screen')
    must(!/City Hall|Clerk 7/.test(left.text), 'somebody still sits here')
    must((await pointersAt(desk)) === 0, 'no mouse was needed')
  })
  await run.step('the browser’s profile holds nothing of whoever was here', async () => {
    await desk.person.close()
    const known = { name: 'control', bytes: Buffer.from('localhost') }
    const matcher = new Matcher([...factPatterns(person), known])
    let control = false
    for (const { bytes, where } of filesBelow(desk.person.profile)) {
      for (const { pattern } of matcher.search(bytes)) {
        if (pattern === known) control = true
        else throw new Error(`${pattern.name} in ${where.slice(desk.person.profile.length)}`)
      }
    }
    must(control, 'the search found nothing at all')
  })
  await run.step('the city’s other records of a visit are on the public record', async () => {
    const html = await (await fetch(`${city.address}/record/held`)).text()
    must(/Used printer ribbon/.test(html) && /Not confirmed by the city/.test(html), 'they are not said')
  })
}

/** P, four squares under a scanner that types, the face: the card is on its way. */
async function printOnly(desk: Desk, squares: string[]) {
  const { page } = desk
  await desk.press('p')
  for (const square of squares) {
    await page.waitForSelector('#scan-field')
    await page.focus('#scan-field')
    await page.keyboard.insertText(square)
    await page.keyboard.press('Enter')
  }
  await page.waitForSelector('#same-person:not([disabled])')
  await desk.press('y')
  await page.waitForSelector('#print-well')
}
