/**
 * The lobby of an office: somebody without a phone takes a number at the kiosk, in their language; the slip's code is read by a reader that is
 * not ours; the wall shows the call, says when it is old, and is right again after the network and after the server were gone.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { openPractice } from '@latchkey/try/practice-root/open-practice.ts'
import { setPracticeWay } from '@latchkey/try/practice-root/practice-way.ts'
import { readNumberCode } from '@latchkey/wire/number-code.ts'
import type { Page } from 'playwright-core'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { buildCity, top } from '../../tools/build.mjs'
import { openPerson, type Person } from '../browser.ts'
import { screenTexts } from '../city.ts'
import { type Journey, must } from '../journey.ts'
import { openDesk, sitDown } from '../people.ts'
import { eraseMemoryFiles, startServer } from '../server.ts'

const languages = ['en', 'es', 'ar'] as const
/** Every one that stands on the wall: a sentence that is too long is too long in one of them. */
const allLanguages = ['en', 'es', 'pl', 'zh', 'ar', 'fr', 'uk', 'tl', 'ur', 'am'] as const
const names = { en: 'English', es: 'Español', ar: 'العربية' }
const tablet = { width: 800, height: 1280 }
const landscape = { width: 1920, height: 1080 }
/** Phrase number: the one whose first sentence is the longest. */
const longestNotice = 3
const portrait = { width: 1080, height: 1920 }
const wasmBinary = new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer

export async function journey(run: Journey) {
  const { out } = await buildCity({ say: () => {} })
  const directory = join(top, 'cities/chicago')
  const where = { out, directory, data: join(run.folder, 'data'), port: await freePort(), practice: true }
  let server = await startServer(where)
  run.later(() => eraseMemoryFiles(where.data))
  run.later(() => server.stop())
  await openPractice({ address: server.address, fetch })
  const { address } = server

  const lobby = await openPerson({ size: tablet, touch: true })
  const hall = await openPerson({ size: landscape, dark: true })
  for (const [who, person] of Object.entries({ kiosk: lobby, wall: hall })) {
    person.context.setDefaultTimeout(60_000)
    run.later(() => person.close())
    run.watch(who, person.page)
  }
  const [kiosk, wall] = [lobby.page, hall.page]
  await countPrints(lobby)
  await wall.clock.install()

  await run.step('with no desk open kiosk and wall say so in every language, and no number can be taken', async () => {
    await Promise.all([kiosk.goto(`${address}/kiosk/`), wall.goto(`${address}/wall/`)])
    await kiosk.waitForSelector('#kiosk-no_desk')
    const said = await kiosk.locator('#kiosk-no_desk').innerText()
    for (const language of languages) must(said.includes(screenTexts(language)['lobby.no_desk']!), `not said in ${language}`)
    must((await kiosk.locator('#kiosk-take').count()) === 0, 'a number is offered')
    await run.shot(kiosk, 'kiosk-no-desk')
    await wall.waitForSelector('.wall-foot-no_desk')
    await largeEnough(wall)
    await run.shot(wall, 'wall-no-desk')
  })

  const desk = await openDesk(run, address, 'clerk')
  await sitDown(desk)
  await run.step('a number is taken in Spanish with two presses', async () => {
    await kiosk.waitForSelector('#kiosk-take')
    await run.shot(kiosk, 'kiosk-first')
    const button = await kiosk.locator('#kiosk-take').boundingBox()
    must((await kiosk.locator('#kiosk-booked').innerText()).includes('no number'), 'who has booked is not told that they need no number')
    must(button !== null && button.y + button.height <= tablet.height, 'the button is not whole in view')
    await press(kiosk, names.es)
    await kiosk.locator('#kiosk-take').tap()
    await kiosk.waitForSelector('html[lang=es] #kiosk-n')
    must((await kiosk.locator('#kiosk-n').innerText()) === '1', 'it is not the first number')
    await run.shot(kiosk, 'kiosk-number')
  })
  await run.step('its code is read back from screen and slip, and is the number that the server gave', async () => {
    const shown = readNumberCode(await codeIn(await kiosk.locator('#kiosk-code').screenshot()))
    must(shown.n === 1 && shown.way === 'counter', 'the code says another number')
    await touch(kiosk)
    await kiosk.emulateMedia({ media: 'print' })
    await kiosk.setViewportSize({ width: 302, height: 700 })
    await run.shot(kiosk, 'slip')
    const printed = readNumberCode(await codeIn(await kiosk.locator('#slip-code').screenshot()))
    must(JSON.stringify(printed) === JSON.stringify(shown), 'the slip says another number than the screen')
    await kiosk.emulateMedia({ media: null })
    await kiosk.setViewportSize(tablet)
    await touch(kiosk)
    const given = await fetch(`${address}/waiting/claim`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ number: { ...shown, n: 2 }, placeHash: 'A'.repeat(43) }),
    })
    must((await given.json()).fault === 'number_unknown', 'a changed number is not refused')
  })
  await run.step('the slip is one page of 80 mm in every language, printed on a press, under a title that says no number', async () => {
    for (const language of languages) {
      await press(kiosk, names[language])
      const pdf = (await kiosk.pdf({ preferCSSPageSize: true })).toString('latin1')
      const pages = pdf.match(/\/Type\s*\/Page\b/g) ?? []
      const [, width] = /\/MediaBox\s*\[0 0 ([\d.]+) /.exec(pdf) ?? []
      must(pages.length === 1, `${pages.length} pages in ${language}`)
      must(Math.abs((Number(width) * 25.4) / 72 - 80) < 1, `${width} points wide`)
    }
    must((await prints(kiosk)) === 0, 'it printed unasked')
    await kiosk.locator('#kiosk-print').tap()
    must((await prints(kiosk)) === 1, 'a press did not print once')
    must((await kiosk.title()) === 'Number', `the title is ${await kiosk.title()}`)
  })
  await run.step('the wall shows the call', async () => {
    await touch(kiosk)
    await wall.waitForFunction(() => document.querySelector('#wall-n')?.textContent === '1')
    await touch(kiosk)
    await largeEnough(wall)
  })
  await run.step('after Done the kiosk has forgotten it, and speaks as before', async () => {
    await kiosk.locator('#kiosk-done').tap()
    await kiosk.waitForSelector('html[lang=en] [data-screen=kiosk-first]')
    const kept = await kiosk.evaluate(async () => [
      document.querySelectorAll('#kiosk-n, canvas').length,
      (await caches.keys()).length,
      (await navigator.serviceWorker.getRegistrations()).length,
      (await indexedDB.databases()).length,
      localStorage.length + sessionStorage.length + document.cookie.length,
    ])
    must(
      kept.every(count => count === 0),
      `something is kept: ${kept}`,
    )
  })
  await run.step('a kiosk with a printer of its own prints by itself, in Arabic too', async () => {
    await kiosk.goto('about:blank')
    await kiosk.goto(`${address}/kiosk/#print`)
    await kiosk.waitForSelector('#kiosk-take')
    await press(kiosk, names.ar)
    await run.shot(kiosk, 'kiosk-arabic-first')
    await kiosk.locator('#kiosk-take').tap()
    await kiosk.waitForSelector('html[dir=rtl] #kiosk-n')
    must((await prints(kiosk)) === 1, 'it did not print once')
    await run.shot(kiosk, 'kiosk-arabic')
    await kiosk.locator('#kiosk-done').tap()
  })
  await run.step('the wall says how many wait, large enough in both directions', async () => {
    // Nobody comes for them: while the journey looks, one after the other is called and passed.
    for (let n = 0; n < 12; n++) await take(address)
    await countsWaiting(wall, address)
    await run.shot(wall, 'wall')
    await largeEnough(wall)
    await turned(wall, portrait)
    await run.shot(wall, 'wall-portrait')
    await largeEnough(wall)
  })
  await run.step('without a network the wall says since when it is old, and is right again by itself', async () => {
    await hall.context.setOffline(true)
    await wall.waitForSelector('.wall-foot-stale')
    must(/\d:\d\d/.test(await wall.locator('#wall-foot').innerText()), 'it does not say since when')
    await run.shot(wall, 'wall-old-portrait')
    await largeEnough(wall)
    await turned(wall, landscape)
    await run.shot(wall, 'wall-old')
    await largeEnough(wall)
    await hall.context.setOffline(false)
    await countsWaiting(wall, address)
  })
  await run.step('a notice stands on the wall in each language, and the line goes on', async () => {
    await setPracticeWay({ address, fetch }, false, longestNotice)
    await turned(wall, portrait)
    // Until every pair of what stands over the number and under it has had its turn: a word of its own language makes a long notice longest.
    await until(wall, () => wall.locator('.wall-foot-notice').isVisible())
    const seen = new Set<string>()
    for (let turn = 0; turn < turnsOfAll; turn++) {
      const language = await wall.evaluate(() => document.querySelector('.wall-foot-notice')?.getAttribute('lang') ?? null)
      if (language !== null) {
        await largeEnough(wall)
        const isLongest = await wall.locator('.wall-speaks').isVisible()
        if (!seen.has(language) || isLongest) await run.shot(wall, `wall-notice-${language}${isLongest ? '-word' : ''}`)
        seen.add(language)
      }
      await wall.clock.fastForward(6000)
    }
    must(seen.size === allLanguages.length, `the notice stood there in ${[...seen].join()} only`)
    await turned(wall, landscape)
    await largeEnough(wall)
    await run.shot(wall, 'wall-notice')
    await setPracticeWay({ address, fetch }, true, null)
    await until(wall, () => wall.locator('.wall-foot-notice').isHidden())
  })
  await run.step('killed and started again, the server goes on with the line; so do wall and kiosk', async () => {
    const { given, serving } = await lookAt(address)
    await server.kill()
    await wall.waitForSelector('.wall-foot-stale')
    await kiosk.waitForSelector('#kiosk-offline')
    await run.shot(kiosk, 'kiosk-offline')
    server = await startServer(where)
    await wall.waitForSelector('.wall-foot-waiting, .wall-foot-no_desk')
    await kiosk.waitForSelector('#kiosk-take')
    await kiosk.locator('#kiosk-take').tap()
    await kiosk.waitForSelector('#kiosk-n')
    // Behind the block that was reserved: no number is given twice, and at most 31 are skipped.
    const next = Number(await kiosk.locator('#kiosk-n').innerText())
    must(next > given && next <= given + 32, `${next} after ${given}`)
    await wall.waitForFunction(before => Number(document.querySelector('#wall-n')?.textContent) >= before, serving)
    await largeEnough(wall)
  })
}

const press = (page: Page, words: string) => page.locator('.kiosk-languages button', { hasText: words }).tap()

/** *More time*: on a busy machine a step may take longer than an untouched number is shown. */
const touch = (page: Page) => page.touchscreen.tap(5, 5)

const lookAt = async (address: string) => (await (await fetch(`${address}/now`)).json()) as { given: number; serving: number }

/** The wall says what everyone may know, a look later. */
async function countsWaiting(wall: Page, address: string) {
  for (;;) {
    const { given, serving } = await lookAt(address)
    const shown = await wall.locator('.wall-foot-waiting').innerText({ timeout: 60_000 })
    if (new RegExp(`(^|\\D)${given - serving}$`).test(shown)) return
  }
}

async function take(address: string) {
  const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"way":"phone"}' }
  must((await fetch(`${address}/waiting/number`, asked)).ok, 'no number for a phone')
}

/** The browser's own dialog is not opened: what counts is that the page asked for it. */
const countPrints = ({ page }: Person) => page.addInitScript('globalThis.counted = 0; globalThis.print = () => void globalThis.counted++')
const prints = (page: Page) => page.evaluate(() => (globalThis as unknown as { counted: number }).counted)

async function codeIn(png: Buffer): Promise<string> {
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  const [found] = await readBarcodes(new Uint8Array(png), { formats: ['QRCode'], tryHarder: true, textMode: 'Plain' })
  must(found?.isValid, 'the code cannot be read')
  return found.text
}

/** Ten languages of two lines at the foot, four groups of words of three turns each: after so many turns the wall begins anew. */
const turnsOfAll = 60

/** Lets the wall take its turns without waiting for them. */
async function until(wall: Page, holds: () => Promise<boolean>) {
  while (!(await holds())) await wall.clock.fastForward(6000)
}

const nextFrame = (page: Page) => page.evaluate(() => new Promise(done => requestAnimationFrame(done)))

async function turned(page: Page, size: { width: number; height: number }) {
  await page.setViewportSize(size)
  await nextFrame(page)
}

/** Of a screen that was just turned, or on which a word has changed: it is fitted within the next frames, more of them where the machine is busy. */
const frames = 60
async function largeEnough(wall: Page) {
  let wrong = await misfit(wall)
  for (let frame = 0; frame < frames && wrong !== null; frame++) {
    await nextFrame(wall)
    wrong = await misfit(wall)
  }
  must(wrong === null, wrong ?? '')
}

/** Figures a quarter of the height by their ink, every word a twelfth by its letters and its box, everything on the screen, nothing over something else. */
async function misfit(wall: Page): Promise<string | null> {
  const seen = await wall.evaluate(() => {
    const number = document.querySelector('#wall-n .one-line-words')!
    const style = getComputedStyle(number)
    const pen = document.createElement('canvas').getContext('2d')!
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
    const ink = pen.measureText(number.textContent ?? '')
    const words = [...document.querySelectorAll('.wall-practice .one-line-words, .wall-word .one-line-words, #wall-foot')]
      .filter(node => node.getClientRects().length > 0)
      .map(node => ({ size: Number.parseFloat(getComputedStyle(node).fontSize), box: node.getBoundingClientRect() }))
    const boxes = [...words.map(word => word.box), number.getBoundingClientRect()]
    const page = { width: innerWidth, height: innerHeight }
    return {
      figure: /\d/.test(number.textContent ?? '') ? (ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent) / page.height : 1,
      smallest: Math.min(...words.map(word => word.size)) / page.height,
      lowest: Math.min(...words.map(word => word.box.height)) / page.height,
      outside: boxes.filter(box => box.left < -1 || box.top < -1 || box.right > page.width + 1 || box.bottom > page.height + 1).length,
      over: boxes.flatMap((one, at) =>
        boxes
          .slice(at + 1)
          .filter(
            other =>
              Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
              Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1,
          ),
      ).length,
    }
  })
  const told = JSON.stringify(seen)
  if (seen.figure < 1 / 4) return `the number is too small: ${told}`
  if (seen.lowest < 1 / 12 || seen.smallest < 1 / 12) return `words are too small: ${told}`
  return seen.outside > 0 || seen.over > 0 ? `something is cut off or covered: ${told}` : null
}
