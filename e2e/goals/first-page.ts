/** Goal 1: the first page is light, and readable without JavaScript. */
import type { Page } from 'playwright-core'
import { openPerson, phoneSize } from '../browser.ts'
import type { Journey } from '../journey.ts'
import { type Goal, tenth } from './goal.ts'
import { countWire, makeOld } from './old-phone.ts'

const most = { bytes: 61_440, seconds: 4 }

/** What a person can read: in the view or below it, drawn and not hidden. */
const readable = (page: Page) =>
  page.evaluate(() => ({
    heading: document.querySelector('h1')?.checkVisibility() === true ? document.querySelector('h1')?.textContent : null,
    languages: [...document.querySelectorAll<HTMLElement>('a.home-language')].filter(one => one.checkVisibility()).map(one => one.lang),
    chosen: [...document.querySelectorAll<HTMLElement>('.home-page')].filter(one => one.checkVisibility()).map(one => one.lang),
  }))

export async function firstPage(run: Journey, address: string): Promise<Goal> {
  const phone = await openPerson({ phone: true, size: phoneSize })
  run.later(() => phone.close())
  const { page, cdp } = phone
  const wire = await countWire(cdp)
  await makeOld(cdp)
  await page.addInitScript(() => {
    const drawn = { at: 0 }
    Object.assign(globalThis, { drawn })
    new PerformanceObserver(list => {
      drawn.at = list.getEntries().at(-1)?.startTime ?? drawn.at
    }).observe({ type: 'largest-contentful-paint', buffered: true })
  })
  await page.goto(address, { waitUntil: 'networkidle', timeout: 60_000 })
  const seconds = tenth((await page.evaluate(() => (globalThis as unknown as { drawn: { at: number } }).drawn.at)) / 1000)
  const { bytes } = wire

  await cdp.send('Emulation.setScriptExecutionDisabled', { value: true })
  await page.goto(address, { timeout: 60_000 })
  const plain = await readable(page)
  const read: string[] = []
  for (const language of plain.languages) {
    // From the first page to the page of all languages, then from one language of it to the next.
    await page.locator(`a.home-language[lang=${language}]:visible`).tap()
    await page.waitForURL(`**/languages/#${language}`)
    if ((await readable(page)).chosen.join() === language) read.push(language)
  }
  await phone.close()
  const withoutScripts =
    plain.heading && read.length >= 3 && read.join() === plain.languages.join()
      ? `readable in ${read.length} languages`
      : `heading ${plain.heading}, languages ${read}`
  return {
    goal: 1,
    name: 'The first page is light, and readable without JavaScript',
    value: { bytes, largestDrawnAfterSeconds: seconds, withoutScripts },
    unit: 'bytes over the wire; seconds on the old phone; heading and every language with scripts off',
    target: `<= ${most.bytes} bytes; <= ${most.seconds} s; readable`,
    met: bytes > 1000 && bytes <= most.bytes && seconds > 0 && seconds <= most.seconds && withoutScripts.startsWith('readable'),
  }
}
