/**
 * The card photo of twenty-four drawn people, in good and in poor light: what the page says, how the picture comes out, whether it likes
 * the yes of the keyboard, and that nobody is told to uncover, in any language.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { top } from '../../tools/build.mjs'
import { deskSize, openPerson, phoneSize } from '../browser.ts'
import type { Stage } from '../camera/card-photo.tsx'
import { openPhotoPage } from '../camera/photo-page.ts'
import { type How, poor, portraits } from '../camera/portraits.ts'
import { uncovering } from '../camera/uncover.ts'
import { type Journey, must } from '../journey.ts'

type Language = keyof typeof uncovering
/** The bright end of the oval's middle in a page as it is sent, luma. A JPEG moves it by one or two. */
const range = { from: 128, to: 250 }

/** One of each skin for the small pictures: old, covered, far away, behind glasses. */
const sixSkins = [0, 1, 2, 3, 4, 5].map(skin => portraits.findLast(one => one.skin === skin)!.name)

const stageOf = (page: Page) => ({
  show: (name: string, how: How = 'well', light?: number) =>
    page.evaluate(args => (globalThis as unknown as { stage: Stage }).stage.show(...args), [name, how, light] as const),
  speak: (language: Language) => page.evaluate(code => (globalThis as unknown as { stage: Stage }).stage.speak(code), language),
  page: (name: string, light?: number) =>
    page.evaluate(args => (globalThis as unknown as { stage: Stage }).stage.page(...args), [name, light] as const),
  keep: (name: string) => page.evaluate(name => (globalThis as unknown as { stage: Stage }).stage.keep(name), name),
  small: (name: string) => page.evaluate(name => (globalThis as unknown as { stage: Stage }).stage.small(name), name),
  sheet: () => page.evaluate(() => (globalThis as unknown as { stage: Stage }).stage.sheet()),
})

export async function journey(run: Journey) {
  const site = await run.step('the photo screen opens before a drawn person', () => openPhotoPage(join(run.folder, 'www')))
  run.later(() => site.close())
  const person = await openPerson({ size: phoneSize, phone: true })
  run.later(() => person.close())
  const { page } = person
  page.setDefaultTimeout(60_000)
  run.watch('person', page)
  const faults: string[] = []
  page.on('pageerror', error => faults.push(error.message))
  await page.goto(site.address)
  const stage = stageOf(page)
  let language: Language = 'en'

  const main = () => page.locator('.camera .button-main')
  const says = (advice: string) => page.waitForSelector(`[data-state=live] [data-advice=${advice}]`)
  const nobodyUncovers = async () => {
    const text = await page.evaluate(() => document.body.innerText)
    must(text.length > 60, 'the screen is empty')
    must(!uncovering[language].test(text), `somebody is told to uncover: ${text.match(uncovering[language])?.[0]}`)
  }
  const asked = () => page.waitForSelector('[data-state=taken] .camera-question')
  const likes = async () => {
    await main().click()
    await page.waitForSelector('.photos-item canvas.photo')
  }
  /** From the list back before the camera, where somebody else stands by now. */
  const again = () => page.click('.photos-item button')
  const takes = async () => {
    await main().click()
    await asked()
    await nobodyUncovers()
  }

  const light: Record<string, number> = {}
  await run.step('twenty-four people, one after the other: clear, taken, liked; every photo is in range', async () => {
    for (const [at, { name }] of portraits.entries()) {
      await stage.show(name)
      if (at > 0) await again()
      await says('clear')
      await nobodyUncovers()
      if (at === 2) await run.shot(page, 'live')
      await takes()
      if (at === 2) await run.shot(page, 'do-you-like-it')
      if (at % 8 === 2) {
        // As often as they want.
        for (let turn = 0; turn < 2; turn++) {
          await page.click('[data-state=taken] .button-quiet')
          await says('clear')
          await takes()
        }
      }
      await likes()
      await stage.keep(name)
      const sent = await stage.page(name)
      light[name] = sent.bright
      must(
        sent.bytes <= 256_000 && Math.abs(sent.width / sent.height - 0.75) < 0.01,
        `${name}: ${sent.width} × ${sent.height}, ${sent.bytes} bytes`,
      )
      must(sent.bright >= range.from && sent.bright <= range.to, `${name}: the bright end of the oval is at ${sent.bright}`)
    }
  })
  console.log(
    `       bright ends ${Math.min(...Object.values(light))} to ${Math.max(...Object.values(light))}, wanted ${range.from} to ${range.to}`,
  )

  // One by one beside what follows: the encoder has a worker of its own.
  const small = sixSkins.reduce(
    async (before, name) => [...(await before), { name, ...(await stage.small(name)) }],
    Promise.resolve<({ name: string } & Awaited<ReturnType<typeof stage.small>>)[]>([]),
  )
  small.catch(() => {})

  await run.step('an evening that is a little too dark for all: brightened alike, no hue and no order of skins changed', async () => {
    const evening = 0.36
    const six = [0, 1, 2, 3, 4, 5].map(skin => portraits.find(one => one.skin === skin && !one.baby && !one.glasses && !one.older)!)
    let [last, lifted] = [999, 0]
    for (const { name } of six) {
      await stage.show(name, 'well', evening)
      await again()
      await says('clear')
      await takes()
      await likes()
      const { bright, cheek, before } = await stage.page(name, evening)
      must(bright >= range.from, `${name}: still at ${bright}`)
      const gain = lumaOf(cheek) / lumaOf(before)
      must(gain > 0.95 && gain < 1.26, `${name}: the skin is ${gain.toFixed(2)} of what it was`)
      if (gain > 1.02) lifted++
      must(Math.abs(hueOf(cheek) - hueOf(before)) < 4, `${name}: hue ${hueOf(before).toFixed(1)} became ${hueOf(cheek).toFixed(1)}`)
      must(lumaOf(cheek) < last, `${name}: lighter than the skin before`)
      last = lumaOf(cheek)
    }
    must(lifted > 0, 'nothing was brightened: the evening is not dark enough to say anything')
  })

  await run.step('in poor light everybody is told what to do, in every language; the photo can be used all the same', async () => {
    for (const code of ['en', 'es', 'ar'] as const) {
      language = code
      await stage.speak(code)
      const texts = JSON.parse(readFileSync(join(top, `ui/languages/${code}/camera.json`), 'utf8')) as Record<string, string>
      for (const { of, how, advice } of poor.filter((_, at) => code === 'en' || at % 2 === 0)) {
        await stage.show(of, how)
        await again()
        await says(advice)
        const said = await page.locator('[data-advice]').innerText()
        must(said.trim() === texts[`camera.advice.${advice === 'glare' ? 'face_glare' : advice}`], `${of} ${how}: ${said}`)
        await nobodyUncovers()
        if (code === 'en' || (code === 'ar' && how === 'window')) await run.shot(page, `${code}-${how}-${of}`)
        await takes()
        await likes()
      }
      for (const { name } of code === 'en' ? [] : portraits.filter(one => one.cover === 'hijab' || one.cover === 'turban')) {
        await stage.show(name)
        await again()
        await says('clear')
        await nobodyUncovers()
        await takes()
        if (code === 'ar' && name === 'tan-turban') await run.shot(page, 'ar-taken')
        await likes()
      }
    }
    language = 'en'
    await stage.speak('en')
  })

  await run.step('no text of the photo screens in any language has such words', async () => {
    for (const code of ['en', 'es', 'ar'] as const)
      for (const file of ['camera', 'photos']) {
        const texts = JSON.parse(readFileSync(join(top, `ui/languages/${code}/${file}.json`), 'utf8')) as Record<string, string>
        for (const [id, text] of Object.entries(texts)) must(!uncovering[code].test(text), `${code} ${id}: ${text}`)
      }
  })

  await run.step('by keyboard alone, on a wide screen: taken, again, taken, liked', async () => {
    const focused = (what: string) => page.waitForFunction(what => document.activeElement?.matches(what), what)
    await page.setViewportSize(deskSize)
    await stage.show('tan-wheelchair')
    await page.focus('.photos-item button')
    await page.keyboard.press('Enter')
    await says('clear')
    await run.shot(page, 'wide')
    await main().focus()
    await page.keyboard.press('Enter')
    await asked()
    await focused('.camera-question')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await says('clear')
    await focused('.camera .button-main')
    await page.keyboard.press('Enter')
    await asked()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.photos-item canvas.photo')
  })

  await run.step("the desk's small pictures of six of them fit their bytes", async () => {
    for (const { name, portrait, face, print } of await small)
      must(portrait <= 12_000 && face <= 590 && print <= 2400, `${name}: ${portrait}, ${face} and ${print} bytes`)
  })
  must(faults.length === 0, faults.join('; '))
  await stage.sheet()
  await run.shot(page, 'all', { whole: true })
}

type Colour = readonly [number, number, number]
const lumaOf = ([r, g, b]: Colour) => 0.299 * r + 0.587 * g + 0.114 * b
function hueOf([r, g, b]: Colour): number {
  const most = Math.max(r, g, b)
  const span = Math.max(1, most - Math.min(r, g, b))
  return 60 * (most === r ? (g - b) / span : most === g ? 2 + (b - r) / span : 4 + (r - g) / span)
}
