/**
 * Print only, by keyboard, at a practice desk: a sheet and a face become plastic, the server is asked nothing, and every sheet that is not good
 * is named. The cards are sealed in whole visits of protocol residents.
 */
import { join } from 'node:path'
import { encodeCode } from '@latchkey/card/code.ts'
import { loopOf } from '@latchkey/card/my-card.ts'
import { encodeSheet } from '@latchkey/card/sheet.ts'
import { makeSpecimen, specimenCertificate } from '@latchkey/card/vectors/specimen.ts'
import type { Page } from 'playwright-core'
import encodeQR from 'qr'
import decodeQR from 'qr/decode.js'
import { openPerson } from '../browser.ts'
import { filmSize, writeFilm } from '../camera/film.ts'
import { type Journey, must } from '../journey.ts'
import { catchDialogs, dialogsOf, isId1, type Printed, printDialog } from '../paper.ts'
import { openPracticeCity } from '../practice.ts'
import { scanByHand, sealCards, sitDownInPractice } from '../practice-desk.ts'

/** Issue 3: print and replace in at most six keys each; the dialog's own Enter is one. */
const mostKeys = 6

export async function journey(run: Journey) {
  const practice = await run.step('a practice city opens', () => openPracticeCity(run))
  const [mine, others] = await run.step('two residents have their cards', () => sealCards(practice, 2))
  if (!mine || !others) throw new Error('no cards')
  const sheet = encodeSheet(mine)
  const [one, two, three, four] = sheet as [string, string, string, string]
  const back = encodeCode(mine, { face: true })

  const person = await openPerson()
  run.later(() => person.close())
  const { page } = person
  page.setDefaultTimeout(60_000)
  run.watch('desk', page)
  await catchDialogs(person)
  const keys: string[] = []
  const press = async (key: string) => {
    keys.push(key)
    await page.keyboard.press(key)
  }
  const see = (screen: string) => page.waitForSelector(`[data-screen="${screen}"]`)
  const notice = (why: string) => page.waitForSelector(`#print-notice:has-text("${why}")`)
  const named = async (why: string) => {
    await see(`print-no-${why}`)
    must(!(await page.innerText('body')).includes(mine.facts.name), `${why} shows a name`)
    must((await page.locator('canvas').count()) === 0, `${why} shows a picture`)
  }
  // Before the page opens its socket: one that is open already is not heard.
  const heard = listen(page)
  await run.step('a clerk sits down; the desk fetches its own copy of the cancelled lists', () => sitDownInPractice(page, practice.address))

  must(heard.sent() > 0, 'the socket of the desk is not heard')
  heard.begin()
  await run.step('four squares in any order, the face, one yes, a card, another yes', async () => {
    await press('p')
    await see('print-scan')
    await scanByHand(page, [three], 'letter by letter')
    await page.waitForSelector('[data-read="1"]')
    must((await page.inputValue('#scan-field')) === '', 'the field keeps what was scanned')
    await scanByHand(page, [one])
    await page.waitForSelector('[data-read="2"]')
    await run.shot(page, 'two-of-four')
    await scanByHand(page, [four, two])
    await see('print-face')
    await page.waitForSelector('#same-person:not([disabled])')
    must((await page.innerText('.compare-facts')).includes(mine.facts.name), 'the name is not shown')
    await run.shot(page, 'same-person')
    await press('y')
    const printed = await printDialog(person, 0)
    keys.push('Enter of the dialog')
    await isCard(printed, back)
    must(!printed.title.includes(mine.facts.name) && printed.title === (await page.title()), `the job is called ${printed.title}`)
    await see('print-asking')
    must((await page.locator('.print-pages').count()) === 0, 'the printed pages are still there')
    await run.shot(page, 'came-out-well')
    await press('y')
    await see('line')
    must(keys.length <= mostKeys, `${keys.length} keys`)
    console.log(`       ${keys.length} keys`)
  })
  await run.step('from P to printed the server was asked nothing, and told nothing', async () => {
    must(heard.asked().length === 0, `the desk asked for ${heard.asked().join(' ')}`)
    must(heard.sent() === 0, `${heard.sent()} messages went to the server`)
  })

  await run.step('without a line: the same card again, with a code that has no photo', async () => {
    await person.context.setOffline(true)
    await press('p')
    await see('print-scan')
    await scanByHand(page, loopOf(mine))
    await page.waitForSelector('#same-person:not([disabled])')
    await press('c')
    await page.waitForSelector('#print-no-face:checked')
    const before = await dialogsOf(person)
    await press('y')
    await isCard(await printDialog(person, before), encodeCode(mine, { face: false }))
    await see('print-asking')
    await person.context.setOffline(false)
    await press('y')
    await see('line')
  })

  await run.step('squares that are not one whole sheet are named, and reading goes on or begins again', async () => {
    await press('p')
    await see('print-scan')
    await scanByHand(page, ['https://example.org/menu'])
    await notice('different code')
    await scanByHand(page, [back])
    await notice('code of a card')
    await run.shot(page, 'a-card-is-no-sheet')
    await scanByHand(page, [one.slice(0, 800)])
    await notice('not read whole')
    await scanByHand(page, [one, encodeSheet(others)[1] as string])
    await named('mixed')
    await run.shot(page, 'two-sheets')
    await press('s')
    await see('print-scan')
  })
  await run.step('forged, of another city, real in a practice city: each no has its name and shows nothing', async () => {
    const changed = encodeSheet({ ...mine, facts: { ...mine.facts, name: `${mine.facts.name} Other` } })
    const elsewhere = await makeSpecimen({ period: specimenCertificate('springfield', mine.period) })
    const real = await makeSpecimen({ period: specimenCertificate('chicago', mine.period) })
    for (const [why, texts] of [
      ['changed', changed],
      ['unknown_issuer', encodeSheet(elsewhere.sealed)],
      ['real', encodeSheet(real.sealed)],
    ] as const) {
      await scanByHand(page, texts)
      await named(why)
      if (why === 'changed') await run.shot(page, 'forged')
      await press('s')
      await see('print-scan')
    }
  })
  await run.step('somebody else with the sheet gets nothing', async () => {
    await scanByHand(page, sheet)
    await page.waitForSelector('#same-person:not([disabled])')
    await press('n')
    await named('other_person')
    await press('Escape')
    await see('line')
  })
  await run.step('a page that is hidden forgets what was read', async () => {
    await press('p')
    await scanByHand(page, sheet)
    await page.waitForSelector('#same-person:not([disabled])')
    await hide(page)
    await see('dark')
    must(!(await page.textContent('body'))?.includes(mine.facts.name), 'the dark page still has the name')
    await press('x')
    await see('line')
  })
  await run.step('cancelled: after the next list no counter prints it', async () => {
    const body = JSON.stringify({ code: mine.cancelCode })
    const answer = await fetch(`${practice.address}/cancelled/cancel`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    must(answer.ok, 'the code was not heard')
    await practice.server().tick()
    // As when a line comes back: the desk asks at once instead of at the next minute.
    const lists = page.waitForResponse(answer => answer.url().includes('/cancelled/list/'))
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await lists
    await press('p')
    await scanByHand(page, sheet)
    await named('cancelled')
    await run.shot(page, 'cancelled')
    await press('Escape')
    await see('line')
  })
  await person.close()

  await run.step("a phone before the desk's camera, one square after the other, is read as paper is", async () => {
    const film = join(run.folder, 'phone.y4m')
    writeFilm(
      film,
      loopOf(others).map((text, at) => ({ name: `square ${at + 1}`, pixels: sceneOf(text) })),
    )
    const filmed = await openPerson({ film })
    run.later(() => filmed.close())
    run.watch('desk with a camera', filmed.page)
    filmed.page.setDefaultTimeout(60_000)
    await sitDownInPractice(filmed.page, practice.address)
    await filmed.page.keyboard.press('p')
    await filmed.page.waitForSelector('[data-read="1"], [data-read="2"]')
    await run.shot(filmed.page, 'by-camera')
    await filmed.page.waitForSelector('[data-screen=print-face] #same-person:not([disabled])')
    must((await filmed.page.innerText('.compare-facts')).includes(others.facts.name), 'another card was read')
    await filmed.page.keyboard.press('Escape')
  })
}

async function isCard({ pages, canvases }: Printed, code: string) {
  must(pages.length === 2 && pages.every(isId1), `pages of ${pages.map(({ width, height }) => `${width} × ${height}`).join(', ')} points`)
  const back = canvases[1]
  must(back && decodeQR(back) === code, 'the card does not carry its own code')
}

/** What the page asks and says. The clock's own questions, for everyone's lists, are not about a card. */
function listen(page: Page) {
  let asked: string[] = []
  let sent = 0
  page.on('request', request => asked.push(new URL(request.url()).pathname))
  page.on('websocket', socket => socket.on('framesent', () => sent++))
  return {
    begin() {
      asked = []
      sent = 0
    },
    asked: () => asked.filter(path => !/^\/(record\/periods|cancelled\/list\/\d+)$/.test(path)),
    sent: () => sent,
  }
}

async function hide(page: Page) {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true })
  })
}

/** A square on white, six dots of the camera a module. */
function sceneOf(text: string): Uint8Array {
  const { width, height } = filmSize
  const pixels = new Uint8Array(width * height * 4).fill(255)
  const rows = encodeQR(text, 'raw', { ecc: 'low', encoding: 'alphanumeric', border: 4 })
  const module = 6
  const [left, top] = [Math.floor((width - rows.length * module) / 2), Math.floor((height - rows.length * module) / 2)]
  for (const [y, row] of rows.entries()) {
    for (const [x, dark] of row.entries()) {
      if (!dark) continue
      for (let line = 0; line < module; line++) {
        const from = ((top + y * module + line) * width + left + x * module) * 4
        for (let at = from; at < from + module * 4; at += 4) pixels.fill(0, at, at + 3)
      }
    }
  }
  return pixels
}
