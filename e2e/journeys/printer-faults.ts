/**
 * A card printer on its bad day, by the print helper and Debian's ippeveprinter: every fault opens its picture or its steps, a cut card is counted,
 * nothing half printed counts as printed, and whoever cannot be served goes with the signed card to any other counter.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { encodeSheet } from '@latchkey/card/sheet.ts'
import { type RunningHelper, type RunningPrinter, startBus, startHelper, startPrinter } from '@latchkey/printer/ippeveprinter.test.kit.ts'
import { helperPort } from '@latchkey/printer/job.ts'
import { openPerson } from '../browser.ts'
import { type Journey, must } from '../journey.ts'
import { openPracticeCity } from '../practice.ts'
import { scanByHand, sealCards, sitDownInPractice } from '../practice-desk.ts'

export async function journey(run: Journey) {
  const practice = await openPracticeCity(run)
  const origin = practice.address
  const [card] = await run.step('a resident has a card', () => sealCards(practice, 1))
  if (!card) throw new Error('no card')
  const sheet = encodeSheet(card)
  const bus = await startBus()
  run.later(() => bus.stop())
  let printer: RunningPrinter = await startPrinter()
  run.later(() => printer.stop())
  let helper: RunningHelper = await startHelper({ printer: printer.uri, origin, port: helperPort })
  run.later(() => helper.stop())

  const person = await openPerson()
  run.later(() => person.close())
  const { page } = person
  page.setDefaultTimeout(60_000)
  run.watch('desk', page)
  const see = (screen: string) => page.waitForSelector(`[data-screen="${screen}"]`)
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const pair = async () => {
    await press('s')
    await see('opening')
    await page.fill('#day-pairing', helper.code)
    await page.press('#day-pairing', 'Enter')
    await page.waitForSelector('#tick-helper[aria-pressed=true]')
    await press('Escape')
    await see('line')
  }
  const print = async () => {
    await press('p')
    await see('print-scan')
    await scanByHand(page, sheet)
    await page.waitForSelector('#same-person:not([disabled])')
    await press('y')
  }
  const counted = { printed: 0, spoiled: 0 }
  const well = async () => {
    await see('print-asking')
    await press('y')
    await see('line')
    counted.printed++
  }
  const isCut = (cut: boolean) => page.waitForSelector(cut ? '#print-cut:checked' : '#print-cut:not(:checked)')
  const cutAndAgain = async () => {
    await isCut(true)
    await press('g')
    counted.spoiled++
  }

  await run.step('the desk is paired with the helper on its own computer', async () => {
    await sitDownInPractice(page, origin)
    await pair()
  })
  await run.step('a card is printed; the clerk says whether it came out well, and not the printer', async () => {
    await print()
    await see('print-asking')
    await run.shot(page, 'came-out-well')
    must(printer.pages().length === 1, 'the printer got no page')
    await well()
  })
  await run.step('not well: it is cut, counted, and printed again', async () => {
    await print()
    await see('print-asking')
    await printer.settled()
    await press('g')
    counted.spoiled++
    await well()
    must(printer.pages().length === 3, 'it was not printed again')
  })

  for (const [reason, picture] of [
    ['media-jam', 'jam'],
    ['marker-supply-empty', 'ribbon'],
  ] as const) {
    await run.step(`${picture}: the printer says so, its picture opens by itself, the bad card is cut`, async () => {
      await printer.breaks(reason)
      await print()
      await see(`print-mending-${picture}`)
      await run.shot(page, picture)
      await printer.breaks(null)
      await cutAndAgain()
      await well()
    })
  }
  await run.step('no cards: nothing came out and nothing is cut; it cannot be mended, and any counter can print it', async () => {
    await printer.breaks('media-needed')
    await print()
    await see('print-mending-cards')
    await isCut(false)
    must((await page.innerText('body')).includes('any counter can print it'), 'what to tell them is not said')
    await run.shot(page, 'no-cards')
    await press('l')
    await see('line')
    await printer.breaks(null)
  })
  await run.step('wrong colour, which no printer sees: the clerk picks the picture', async () => {
    await print()
    await see('print-asking')
    await printer.settled()
    await press('f')
    await see('print-picking')
    await run.shot(page, 'what-happened')
    await press('4')
    await see('print-mending-colour')
    await cutAndAgain()
    await well()
  })

  await run.step('the helper was started again: it does not know this page until the new code is typed', async () => {
    await helper.stop()
    helper = await startHelper({ printer: printer.uri, origin, port: helperPort })
    await printer.settled()
    await print()
    await see('print-mending-helper_refused')
    await run.shot(page, 'pair-again')
    await press('l')
    await see('line')
    await pair()
  })
  await run.step('another printer answers where the chosen one was', async () => {
    const port = Number(new URL(printer.uri.replace('ipp:', 'http:')).port)
    await printer.stop()
    await print()
    await see('print-mending-printer_absent')
    printer = await startPrinter({ port, name: 'Another printer' })
    await press('g')
    await see('print-mending-printer_other')
    must(printer.pages().length === 0, 'the other printer has the card')
    await run.shot(page, 'another-printer')
    await press('l')
    await see('line')
  })
  await run.step('no helper, and one of another version', async () => {
    await helper.stop()
    await print()
    await see('print-mending-helper_absent')
    await run.shot(page, 'no-helper')
    const other = createServer((request, response) => {
      const headers = { 'access-control-allow-origin': origin, 'access-control-allow-headers': '*, content-type, x-latchkey-pairing' }
      response.writeHead(request.method === 'OPTIONS' ? 204 : 200, { ...headers, 'access-control-allow-methods': 'GET, POST' })
      response.end(request.method === 'OPTIONS' ? undefined : '{"printed":"perhaps"}')
    }).listen(helperPort, '127.0.0.1')
    await once(other, 'listening')
    await press('g')
    await see('print-mending-helper_version')
    await press('l')
    await see('line')
    other.close()
    other.closeAllConnections()
  })
  await run.step('the tally of the day: only what came out well is printed, every cut card is spoiled', async () => {
    await press('d')
    await see('closing')
    const figure = async (id: string) => Number(await page.textContent(`#${id} .desk-figure-number`))
    const found = { printed: await figure('printed'), spoiled: await figure('spoiled') }
    must(
      JSON.stringify(found) === JSON.stringify(counted),
      `the desk counted ${JSON.stringify(found)}, the clerk ${JSON.stringify(counted)}`,
    )
    await run.shot(page, 'tally')
  })
}
