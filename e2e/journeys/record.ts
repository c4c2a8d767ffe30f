/**
 * The public record, watched: a librarian's page reads the practice city's record and says that all is well; something changes and is called a change of this
 * hour, not a lie; it is published and nothing is said of it; then the city shows another past, signed with the same key, and the page says so, in a
 * second browser too that has only the saved look. In practice an hour is a minute, and the journey waits for one.
 */
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { openPractice } from '@latchkey/try/practice-root/open-practice.ts'
import { setPracticeWay } from '@latchkey/try/practice-root/practice-way.ts'
import type { Page } from 'playwright-core'
import { buildCity, top } from '../../tools/build.mjs'
import { deskSize, openPerson, phoneSize } from '../browser.ts'
import { screenTexts } from '../city.ts'
import { type Journey, must } from '../journey.ts'
import { eraseMemoryFiles, startServer } from '../server.ts'

const minute = 150_000

export async function journey(run: Journey) {
  const { out } = await buildCity({ say: () => {} })
  const base = { out, directory: join(top, 'cities/chicago'), practice: true }
  const data = join(run.folder, 'data')
  mkdirSync(data)
  const start = async (folder: string) => {
    const server = await startServer({ ...base, data: folder, port: await freePort() })
    run.later(() => eraseMemoryFiles(folder))
    run.later(() => server.stop())
    return server
  }

  // One city, then two of it: from here on each has a past of its own, and both sign with the key they had.
  const first = await start(data)
  await openPractice({ address: first.address, fetch })
  await first.stop()
  const other = join(run.folder, 'other')
  cpSync(data, other, { recursive: true })
  const [honest, forked] = [await start(data), await start(other)]
  // The address everybody knows. Which of the two answers behind it nobody can see.
  let behind = honest.port
  const front = createServer((asked, answer) => {
    const to = request({ port: behind, host: 'localhost', path: asked.url, method: asked.method, headers: asked.headers }, from => {
      answer.writeHead(from.statusCode ?? 502, from.headers)
      from.pipe(answer)
    })
    to.on('error', () => answer.destroy())
    asked.pipe(to)
  }).listen(0)
  run.later(() => front.close())
  const address = `http://localhost:${(front.address() as AddressInfo).port}`

  const text = screenTexts('en')
  const library = await openPerson({ size: phoneSize, phone: true })
  run.later(() => library.close())
  run.watch('library', library.page)
  const { page } = library
  page.setDefaultTimeout(minute)

  await run.step('without a script the page says what it needs and where the record can be read', async () => {
    const html = await (await fetch(`${address}/record/watch/`)).text()
    must(/<noscript>[\s\S]*href="\/record"[\s\S]*<\/noscript>/.test(html), 'it does not say so')
  })
  await run.step('the page asks which city, and tells what it reads and keeps', async () => {
    await page.goto(`${address}/record/watch/`)
    await page.waitForSelector('[data-screen=watch-start]')
    must((await page.locator('#address').inputValue()) === address, 'it does not begin with its own city')
    await page.locator('#address').fill('hello')
    await page.locator('#look').tap()
    must(await page.getByText(text['watch.address.wrong']!).isVisible(), 'an address that is none is taken')
    await page.locator('#address').fill(address)
    await run.shot(page, 'start')
  })
  await run.step('at the first look all is well, and it says that it is the first', async () => {
    // The quarter was certified in an hour that had its entry already.
    await grown(honest.address, (await sizeAt(honest.address)) + 1)
    await page.locator('#look').tap()
    await page.waitForSelector('#well')
    must(await page.getByText(text['watch.well.first']!).isVisible(), 'it does not say that it is the first')
    await run.shot(page, 'well', { whole: true })
  })
  await run.step('a way in that is closed is on every page at once; to the watcher it is a change of this hour, not a lie', async () => {
    await setPracticeWay({ address: honest.address, fetch }, false, 2)
    await page.locator('#again').tap()
    await page.waitForSelector('[data-screen=watch-found]')
    // The minute may end in between: then it is published already.
    const said = await page.locator('#found-served_ways, #well').first().getAttribute('id')
    if (said === 'found-served_ways') {
      must(await page.getByText(text['watch.waiting']!).isVisible(), 'it is not called a change of this hour')
      must((await page.locator('[role=alert]').count()) === 0, 'it is called wrong')
    }
    await run.shot(page, 'change-of-this-hour', { whole: true })
  })
  let seen = 0
  await run.step('with the next entry it is published, and all is well again', async () => {
    const before = await sizeAt(honest.address)
    await grown(honest.address, before + 1)
    await page.locator('#again').tap()
    await page.waitForSelector('#well')
    must(await page.getByText(text['watch.well.says']!).isVisible(), 'it does not say what it compared')
    seen = Number(await page.locator('#entries').innerText())
    must(seen > before, `it has seen ${seen} entries after ${before}`)
    await run.shot(page, 'well-again', { whole: true })
  })
  const saved = join(run.folder, 'saved.json')
  await run.step('the look is saved as a file, by a press and not before, and holds a key, a size and a hash', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#save').tap()])
    await download.saveAs(saved)
    must(download.suggestedFilename() === 'record-localhost.json', 'the file has another name')
    const file = JSON.parse(readFileSync(saved, 'utf8'))
    must(Object.keys(file).join() === 'key,size,root,differences', 'it holds something else')
    const kept = await page.evaluate(async () => [
      (await caches.keys()).length,
      (await indexedDB.databases()).length,
      localStorage.length + sessionStorage.length + document.cookie.length,
    ])
    must(
      kept.every(count => count === 0),
      `something is kept: ${kept}`,
    )
  })
  await run.step('then the city shows another past, signed with the same key: the page says so and what to do', async () => {
    behind = forked.port
    await grown(forked.address, seen)
    await page.locator('#again').tap()
    await page.waitForSelector('#found-log_forked')
    must(await page.getByText(text['watch.log_forked']!).isVisible(), 'it does not say that there are two pasts')
    must(await page.getByText(text['watch.next.tell']!).isVisible(), 'it does not say what to do')
    await run.shot(page, 'fork', { whole: true })
  })
  await run.step('so does another browser, in Arabic, that has only the saved file', async () => {
    const office = await openPerson({ size: deskSize, locale: 'ar', dark: true })
    run.later(() => office.close())
    run.watch('office', office.page)
    const arabic = screenTexts('ar')
    office.page.setDefaultTimeout(minute)
    await office.page.goto(`${address}/record/watch/`)
    await office.page.waitForSelector('html[dir=rtl] [data-screen=watch-start]')
    await office.page.locator('input[type=file]').setInputFiles(saved)
    await office.page.waitForSelector('#opened')
    await run.shot(office.page, 'arabic-start')
    await office.page.locator('#look').click()
    await office.page.waitForSelector('#found-log_forked')
    must(await office.page.getByText(arabic['watch.log_forked']!).isVisible(), 'not said in Arabic')
    await run.shot(office.page, 'arabic-fork')
    await fits(office.page)
  })
  await run.step('and by keyboard alone: another city, where nothing answers', async () => {
    await page.locator('#other').focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-screen=watch-start]')
    await page.locator('#address').fill('http://localhost:1')
    await page.locator('#look').focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('#found-city_unreachable')
    must(await page.getByText(text['watch.next.address']!).isVisible(), 'it does not say what to do')
    await run.shot(page, 'unreachable')
    await fits(page)
  })
}

async function sizeAt(address: string): Promise<number> {
  const [, size] = (await (await fetch(`${address}/record/checkpoint`)).text()).split('\n')
  return Number(size)
}

/** Until the clock has added so many entries. */
async function grown(address: string, size: number) {
  const until = Date.now() + minute
  while ((await sizeAt(address)) < size) {
    must(Date.now() < until, 'the record does not grow')
    await new Promise(done => setTimeout(done, 500))
  }
}

/** Nothing is wider than the window. */
async function fits(page: Page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  must(over <= 0, `${over} pixels too wide`)
}
