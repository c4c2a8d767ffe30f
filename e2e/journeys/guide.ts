/**
 * Sheets for paper: the guide and the posters read without a script in any language and print on whole pages; what an agency types about somebody into the
 * care-of letter leaves that page by nothing but the printer.
 */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { buildCity, top } from '../../tools/build.mjs'
import { deskSize, openPerson, phoneSize } from '../browser.ts'
import { screenTexts } from '../city.ts'
import { type Journey, must } from '../journey.ts'
import { countPages, printSheet } from '../pdfs/make-pdfs.ts'
import { eraseMemoryFiles, startServer } from '../server.ts'

/** Words nobody else writes, in letters that stand in a file as they are. */
const typed = ['Quillfern Ostrava', '77 Zephyrmoth Lane', 'Brackwater Nonesuch House']
const spelled = typed.flatMap(words => [
  Buffer.from(words, 'utf8'),
  Buffer.from(words, 'utf16le'),
  Buffer.from(words.replaceAll(' ', '+')),
  Buffer.from(encodeURIComponent(words)),
])

export async function journey(run: Journey) {
  const { out } = await buildCity({ say: () => {} })
  const where = { out, directory: join(top, 'cities/chicago'), data: join(run.folder, 'data'), port: await freePort(), practice: true }
  const server = await startServer(where)
  run.later(() => eraseMemoryFiles(where.data))
  run.later(() => server.stop())
  const { address } = server

  const phone = await openPerson({ phone: true, size: phoneSize })
  run.later(() => phone.close())
  run.watch('phone', phone.page)
  await phone.cdp.send('Emulation.setScriptExecutionDisabled', { value: true })
  for (const code of ['en', 'ar', 'zh'] as const) {
    await run.step(`without scripts the guide reads in ${code}, on a phone and on paper`, async () => {
      const { page } = phone
      await page.goto(`${address}/guide#${code}-adult`)
      const text = screenTexts(code)
      must((await page.locator('.print-sheet:visible').count()) === 1, 'one sheet')
      must((await page.locator('h1:visible').innerText()) === text['guide.title'], 'its heading')
      must((await page.locator('.print-sheet:visible').getAttribute('dir')) === (code === 'ar' ? 'rtl' : 'ltr'), 'its direction')
      must(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing stands beside the screen')
      await run.shot(page, `phone-${code}`)
      await page.locator(`.print-sheet:visible .print-links a[href="#${code}-kid"]`).tap()
      await page.waitForSelector(`[id="${code}-kid"]:visible`)
      for (const size of ['letter', 'a4'] as const) {
        const pages = countPages(await printSheet(phone, size))
        must(pages >= 1 && pages <= 4, `${pages} pages of ${size}`)
      }
    })
  }
  await run.step('a poster is one page on either paper, and the door sign speaks every language', async () => {
    const { page } = phone
    for (const id of ['en-poster', 'uk-poster', 'am-flyer', 'door']) {
      await page.goto(`${address}/posters#${id}`)
      await page.waitForSelector(`[id="${id}"]:visible`)
      for (const size of ['letter', 'a4'] as const) must(countPages(await printSheet(phone, size)) === 1, `${id} on ${size}`)
    }
    must((await page.locator('.door-line:visible').count()) === 10, 'ten languages')
    await run.shot(page, 'door')
  })

  const agency = await openPerson({ size: deskSize, keepProfile: true })
  run.later(() => rmSync(agency.profile, { recursive: true, force: true }))
  run.later(() => agency.close())
  run.watch('agency', agency.page)
  await run.step('what an agency types into the letter is asked of nobody, and is gone from the computer afterwards', async () => {
    const { page, cdp } = agency
    await page.goto(`${address}/letter#es`, { waitUntil: 'networkidle' })
    const asked: string[] = []
    await cdp.send('Network.enable')
    cdp.on('Network.requestWillBeSent', ({ request }) => void asked.push(request.url))
    cdp.on('Network.webSocketCreated', ({ url }) => void asked.push(url))
    const fields = page.locator('.letter textarea')
    for (const [at, words] of typed.entries()) {
      await fields.nth(at).fill(words)
      await page.keyboard.press('Enter')
    }
    await run.shot(page, 'letter', { whole: true })
    must(countPages(await printSheet(agency, 'letter')) === 1, 'it prints on one page')
    // Another language is another place in the same page: what was typed stays, and nothing is asked.
    await page.locator('.print-links a[href="#ar"]').click()
    must((await fields.first().inputValue()).startsWith(typed[0]!), 'it stays while the language changes')
    must(asked.length === 0, `${asked.length} requests after the page was there`)
    const kept = await page.evaluate(async () => [
      document.cookie,
      localStorage.length,
      sessionStorage.length,
      (await caches.keys()).length,
      (await indexedDB.databases()).length,
    ])
    must(
      kept.every(one => one === '' || one === 0),
      'the page keeps nothing',
    )
    await page.locator('.letter-erase').click()
    must((await fields.first().inputValue()) === '', 'erase empties it')
    await fields.first().fill(typed[0]!)
    await agency.close()
    must(found(agency.profile, spelled) === 0, 'the browser kept what was typed')
  })
  await run.step('the search would have found it: what stands in an address is kept by a browser', async () => {
    const careless = await openPerson({ profile: agency.profile, keepProfile: true })
    await careless.page.goto(`${address}/guide#${encodeURIComponent(typed[0]!)}`)
    await careless.close()
    must(found(agency.profile, spelled) > 0, 'the search is blind')
  })
}

/** How many files under this folder hold one of these. */
function found(directory: string, words: Buffer[]): number {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map(name => join(directory, name))
    .filter(path => statSync(path, { throwIfNoEntry: false })?.isFile())
    .filter(path => {
      const bytes = readFileSync(path)
      return words.some(one => bytes.includes(one))
    }).length
}
