/** At a till: a hand scanner types the code of a card into the page that checks cards, on a computer without a camera and without a line. */
import { encodeCode } from '@latchkey/card/code.ts'
import { encodeSheet } from '@latchkey/card/sheet.ts'
import { deskSize, openPerson, type Person } from '../browser.ts'
import { places, scanIntoPage } from '../hand-scanner.ts'
import { type Journey, must } from '../journey.ts'
import { openPracticeCity } from '../practice.ts'
import { sealCards } from '../practice-desk.ts'
import { goOffline, lookAtList, refusedAs } from '../stranger.ts'

/** Keys that the browser itself hears, with what they do to a button; `apart` in milliseconds. */
async function pressKeys({ cdp }: Person, text: string, apart: number) {
  let at = Date.now() / 1000
  for (const letter of `${text}\r`) {
    at += apart / 1000
    const named = letter === '\r' ? { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 } : null
    const place = named ?? { key: letter, code: places[letter]!.code, windowsVirtualKeyCode: letter.charCodeAt(0) }
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: letter, timestamp: at, ...place })
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp: at + 0.001, ...place })
  }
}

export async function journey(run: Journey) {
  const practice = await run.step('a practice city opens', () => openPracticeCity(run))
  const [card, other] = await run.step('two residents have their cards', () => sealCards(practice, 2))
  if (!card || !other) throw new Error('no cards')
  const nobody = new RegExp([card, other].flatMap(({ facts }) => [...facts.name.split(' '), facts.birth_date ?? '-']).join('|'))

  const person = await openPerson({ size: deskSize, cameraDenied: true })
  run.later(() => person.close())
  const { page } = person
  page.setDefaultTimeout(60_000)
  run.watch('till', page)
  await page.goto(`${practice.address}/check/`)
  const till = { person, page, tap: (what: string) => page.click(what), at: async () => {} }
  const listAt = await run.step('the page is loaded once, then the computer is offline', async () => {
    const listAt = await goOffline(till)
    must(await page.isVisible('.check-hand'), 'a computer is not told that a hand scanner works')
    await run.shot(page, 'ready')
    return listAt
  })

  const good = async () => {
    await page.waitForSelector('[data-why=practice] .answer-face[data-drawn]')
    must((await page.innerText('.answer-facts')).includes(card.facts.name), 'the card that was scanned is not shown')
  }
  await run.step('squeezed once: the face, with nothing to click into before', async () => {
    await scanIntoPage(page, encodeCode(card, { face: true }))
    await good()
    await run.shot(page, 'face')
    must((await page.locator('input, textarea').count()) === 0, 'there is a field that could keep what was scanned')
  })
  await run.step('the next one on top of the answer; the sheet of a card is no card, a tin of soup neither', async () => {
    await scanIntoPage(page, encodeSheet(other)[0]!)
    await refusedAs(page, 'sheet', nobody)
    await scanIntoPage(page, '5901234123457')
    await refusedAs(page, 'other_code', nobody)
    await run.shot(page, 'other-code')
  })
  await run.step('the same card where the computer’s keyboard is French', async () => {
    await scanIntoPage(page, encodeCode(card, { face: true }), 'french')
    await good()
  })
  await run.step('a letter changed on the way is no card', async () => {
    const text = encodeCode(card, { face: true })
    const at = text.length / 2
    await scanIntoPage(page, `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`)
    await refusedAs(page, 'changed', nobody)
  })
  await run.step('a space inside a code presses no button; somebody at the keys still does', async () => {
    await page.click('.buttons .button:not(#check-again)')
    await page.waitForSelector('[data-screen=check-home]')
    await page.focus('#tests')
    await pressKeys(person, 'AB CD EF GH', 5)
    await refusedAs(page, 'other_code', nobody)
    await page.click('.buttons .button:not(#check-again)')
    await page.waitForSelector('[data-screen=check-home]')
    await page.focus('#tests')
    await pressKeys(person, '', 5)
    await page.waitForSelector('[data-screen=check-tests]')
  })
  await run.step('without a camera the page says that the scanner works', async () => {
    await page.reload()
    await page.click('#scan')
    await page.waitForSelector('#check-scan-hand')
    await run.shot(page, 'no-camera')
    await scanIntoPage(page, encodeCode(card, { face: true }))
    await good()
  })
  await run.step('cancelled: after one look at the list', async () => {
    const answer = await fetch(`${practice.address}/cancelled/cancel`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: card.cancelCode }),
    })
    must(answer.ok, `cancelling answered ${answer.status}`)
    await practice.server().tick()
    await lookAtList(till, listAt)
    await scanIntoPage(page, encodeCode(card, { face: true }))
    await refusedAs(page, 'cancelled', nobody)
  })
}
