/**
 * A page speaks the language somebody picks, and who watches the line learns nothing of which: the same address and the same length for all. Without scripts every
 * language reads; without a connection the chosen one does; a voice that lives elsewhere is never used.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { openPractice } from '@latchkey/try/practice-root/open-practice.ts'
import type { Page } from 'playwright-core'
import { buildCity, top } from '../../tools/build.mjs'
import { openPerson, phoneSize } from '../browser.ts'
import { screenTexts } from '../city.ts'
import { wordsAndEyes } from '../goals/words-and-eyes.ts'
import { type Journey, must } from '../journey.ts'
import { setLanguage } from '../people.ts'
import { eraseMemoryFiles, startServer } from '../server.ts'

/** One in so many screens of each app (`npm run goals -- 12 13` takes all of them). */
const sample = 48

/** Tags that a browser may name; English last, so that a page which never asks for it shows. */
const some = { es: 'es-MX', ar: 'ar-EG', en: 'en-US' } as const

export async function journey(run: Journey) {
  const { out } = await buildCity({ say: () => {} })
  const directory = join(top, 'cities/chicago')
  const where = { out, directory, data: join(run.folder, 'data'), port: await freePort(), practice: true }
  const server = await startServer(where)
  run.later(() => eraseMemoryFiles(where.data))
  run.later(() => server.stop())
  await openPractice({ address: server.address, fetch })
  const { address } = server

  const crossed: Record<string, string[]> = {}
  for (const [code, locale] of Object.entries(some)) {
    await run.step(`a phone set to ${locale} reads its language at once`, async () => {
      const phone = await openPerson({ phone: true, size: phoneSize, locale })
      run.later(() => phone.close())
      crossed[code] = []
      // What the line sees of an answer: where it was asked, and how long it is on the wire, head and body.
      await phone.cdp.send('Network.enable')
      const asked = new Map<string, string>()
      phone.cdp.on('Network.requestWillBeSent', ({ requestId, request }) => void asked.set(requestId, `${request.method} ${request.url}`))
      phone.cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        const what = asked.get(requestId)?.replace(address, '')
        if (what && !what.includes('/now')) crossed[code]?.push(`${what} ${encodedDataLength}`)
      })
      await phone.page.goto(address, { waitUntil: 'networkidle' })
      await phone.page.waitForSelector(`html[lang=${code}]`)
      const { 'home.title': title } = screenTexts(code as keyof typeof some)
      must((await phone.page.locator('h1').innerText()) === title, 'its heading')
      const city = JSON.parse(readFileSync(join(directory, `texts/${code}.json`), 'utf8'))['name.card']
      must((await phone.page.locator('.brand').innerText()).trim() === city, 'the city’s own words')
      const marked = await phone.page.locator('#unreviewed').count()
      must(marked === (code === 'en' ? 0 : 1), 'what no native speaker has checked says so')
      await run.shot(phone.page, `home-${code}`)
      await phone.close()
    })
  }
  await run.step('what crossed the line is the same for every language, byte for byte in length', () => {
    const [first, ...others] = Object.values(crossed).map(lines => lines.sort().join('\n'))
    must(first?.includes('/words/') === true, 'words were asked for')
    for (const other of others) must(other === first, 'the line sees another language')
    return Promise.resolve()
  })

  const phone = await openPerson({ phone: true, size: phoneSize, locale: 'en-US' })
  run.later(() => phone.close())
  const { page, context } = phone
  run.watch('phone', page)
  await run.step('a language that was picked is there without a connection, and English always', async () => {
    await page.goto(address)
    await setLanguage(page, 'ar')
    await page.locator('#unreviewed button').tap()
    await page.waitForSelector('html[lang=en]')
    await setLanguage(page, 'ar')
    // Going on brings the worker, and the words of later screens.
    await page.locator('#home-card').tap()
    await page.evaluate(() => navigator.serviceWorker.ready)
    await context.setOffline(true)
    await page.goto(address)
    await page.waitForSelector('html[lang=ar]')
    await page.locator('h1', { hasText: screenTexts('ar')['home.title']! }).waitFor()
    await setLanguage(page, 'en')
    await page.locator('h1', { hasText: screenTexts('en')['home.title']! }).waitFor()
    await context.setOffline(false)
  })
  await run.step('a language whose words do not come is named, and the page stays as it is', async () => {
    await page.route('**/words/**', route => route.abort())
    await page.evaluate(async () => {
      await caches.delete('latchkey')
    })
    await page.reload()
    await page.waitForSelector('html[lang=en]')
    await page.selectOption('select.language-select', 'es')
    await page.waitForSelector('.page-offline')
    must((await page.locator('.page-offline').innerText()).includes('Español'), 'it is named')
    must((await page.evaluate(() => document.documentElement.lang)) === 'en', 'the page stays')
    await page.unroute('**/words/**')
  })

  await run.step('Listen: a remote voice is planted, and never speaks', async () => {
    await setVoices(page, [
      { lang: 'es-US', localService: false, default: true },
      { lang: 'en-US', localService: true },
    ])
    await page.goto(address)
    must((await page.evaluate(() => speechSynthesis.getVoices().length)) === 2, 'the voices are planted')
    await setLanguage(page, 'es')
    const listen = page.locator('#listen')
    const box = await listen.boundingBox()
    must(box !== null && box.width >= 44 && box.height >= 44, 'it is 44 px')
    must((await listen.getAttribute('aria-label')) === screenTexts('es')['shell.listen'], 'its name')
    await listen.tap()
    await page.waitForSelector('#listen-says')
    must((await page.locator('#listen-says').innerText()) === screenTexts('es')['shell.listen.none'], 'it says that there is no voice')
    must((await spoken(page)).length === 0, 'nothing is spoken')
    await run.shot(page, 'listen-none')
  })
  await run.step('with a voice of the device it reads the page, by keyboard too, and stops when asked', async () => {
    await setLanguage(page, 'en')
    await page.locator('#listen').focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector(`#listen[aria-label="${screenTexts('en')['shell.listen.stop']}"]`)
    const said = await spoken(page)
    must(
      said.some(one => one.text === screenTexts('en')['home.title']),
      'the heading is read',
    )
    must(
      said.every(one => one.voice === 'en-US local'),
      'each sentence by the device’s own voice',
    )
    must((await page.locator('#listen-says').innerText()) === screenTexts('en')['shell.listen.unheard'], 'nobody has heard it yet')
    await run.shot(page, 'listen-speaking')
    await page.keyboard.press('Enter')
    await page.waitForSelector(`#listen[aria-label="${screenTexts('en')['shell.listen']}"]`)
    must((await spoken(page)).length === 0, 'it stops')
  })

  const plain = await openPerson({ phone: true, size: phoneSize })
  run.later(() => plain.close())
  await run.step('without scripts the first page leads to every language, each in its direction', async () => {
    await plain.cdp.send('Emulation.setScriptExecutionDisabled', { value: true })
    await plain.page.goto(address)
    must((await plain.page.locator('h1:visible').innerText()) === screenTexts('en')['home.title'], 'English')
    await run.shot(plain.page, 'plain-en')
    for (const code of ['ar', 'es', 'en'] as const) {
      await plain.page.locator(`a.home-language[lang=${code}]:visible`).tap()
      await plain.page.waitForURL(`**/languages/#${code}`)
      must((await plain.page.locator('h1:visible').innerText()) === screenTexts(code)['home.title'], code)
      if (code === 'ar') await run.shot(plain.page, 'plain-ar')
    }
  })
  await run.step('the accessibility statement is one press from there, and says what was measured and what was not tried', async () => {
    await plain.page.locator('.page-foot-link:visible').tap()
    await plain.page.waitForURL('**/accessibility/#en')
    const said = await plain.page.innerText('.home-page:visible')
    must(said.includes(screenTexts('en')['accessibility.untried.reader']!), 'what nobody tried')
    const { status, headers } = await fetch(`${address}/accessibility/`)
    must(status === 200 && headers.get('content-security-policy')?.includes("script-src 'none'") === true, 'no script may run there')
    await run.shot(plain.page, 'accessibility', { whole: true })
  })
  await run.step('a sample of all screens: nothing is cut or missing, axe finds nothing, Tab reaches everything', async () => {
    const { goals, screens } = await wordsAndEyes(run, { words: true, eyes: true }, { sample })
    must(screens > 10, 'screens were looked at')
    for (const goal of goals) must(goal.met, JSON.stringify(goal))
  })
}

interface PlantedVoice {
  lang: string
  localService: boolean
  default?: boolean
}

/** A device with these voices; what it is told to speak lies in `spoken`. As text: a compiled class would ask for helpers that the page does not have. */
const setVoices = (page: Page, voices: PlantedVoice[]) =>
  page.addInitScript({
    content: `
      globalThis.spoken = []
      const voices = ${JSON.stringify(voices)}.map(voice => ({ ...voice, name: voice.lang + (voice.localService ? ' local' : ' remote') }))
      globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; this.voice = null } }
      Object.assign(speechSynthesis, {
        getVoices: () => voices,
        speak: one => void spoken.push({ text: one.text, voice: one.voice ? one.voice.name : 'the default' }),
        cancel: () => void spoken.splice(0),
      })`,
  })
const spoken = (page: Page) => page.evaluate(() => (globalThis as unknown as { spoken: { text: string; voice: string }[] }).spoken)
