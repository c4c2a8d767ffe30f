/**
 * The public record as a reporter reads it: no script, any language, a phone or a desk or paper; and after a way in was closed, the same addresses say so.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { recordPaths } from '@latchkey/server/record/record-pages.ts'
import { recordTexts } from '@latchkey/server/record/record-texts.ts'
import type { Page } from 'playwright-core'
import { deskSize, openPerson, type Person, phoneSize } from '../browser.ts'
import { misfits } from '../goals/misfits.ts'
import { type Journey, must } from '../journey.ts'
import { countPages, printSheet } from '../pdfs/make-pdfs.ts'
import { openPracticeCity } from '../practice.ts'

export async function journey(run: Journey) {
  const city = await run.step('a practice city opens', () => openPracticeCity(run))
  const name = (path: string) => path.split('/').at(-1)!
  const open = async (page: Page, path: string, code: string) => {
    // Another anchor alone would load nothing.
    await page.goto('about:blank')
    await page.goto(`${city.address}${path}#${code}`)
    await page.waitForSelector(`main[id="${code}"]:visible`)
  }
  const without = async (size: { width: number; height: number }, phone: boolean): Promise<Person> => {
    const person = await openPerson({ phone, size })
    run.later(() => person.close())
    run.watch(phone ? 'phone' : 'desk', person.page)
    await person.cdp.send('Emulation.setScriptExecutionDisabled', { value: true })
    return person
  }

  const phone = await without(phoneSize, true)
  const desk = await without(deskSize, false)
  for (const code of run.readIn) {
    await run.step(`without scripts every page reads in ${code}, on a phone and at a desk`, async () => {
      for (const path of recordPaths) {
        for (const [size, { page }] of [['phone', phone] as const, ['desk', desk] as const]) {
          await open(page, path, code)
          must((await page.locator('main:visible').count()) === 1, `${path} shows one language`)
          must((await page.locator('main:visible').getAttribute('dir')) === (code === 'ar' ? 'rtl' : 'ltr'), `${path} has its direction`)
          must((await page.locator('h1:visible').count()) === 1, `${path} has one headline`)
          await run.shot(page, `${size}-${code}-${name(path)}`, { whole: true })
        }
      }
    })
  }
  await run.step('by its links alone a reporter comes from the front through every page, in their language', async () => {
    const { page } = phone
    await open(page, '/record', 'ar')
    const seen = new Set<string>()
    let next = page.locator('main:visible .cards a').first()
    while ((await next.count()) > 0) {
      const to = (await next.getAttribute('href'))!
      await next.tap()
      await page.waitForURL(`**${to}`)
      await page.waitForSelector('main[id="ar"]:visible')
      seen.add(to.split('#')[0]!)
      next = page.locator('main:visible .next a')
    }
    must(
      recordPaths.every(path => path === '/record' || seen.has(path)),
      `only ${[...seen].join(' ')} are on the way`,
    )
    await page.locator('main:visible .chapters a').first().tap()
    await page.waitForURL('**/record#ar')
  })
  await run.step('a link inside the long page keeps its language', async () => {
    const { page } = phone
    await open(page, '/record/held', 'zh')
    await page.locator('main:visible .index a').nth(1).tap()
    await page.waitForURL('**/record/held#zh-memory')
    must((await page.locator('main:visible').getAttribute('lang')) === 'zh', 'it fell back to English')
    must(await page.locator('#zh-memory').isVisible(), 'the heading is not there')
  })

  const looker = await openPerson({ size: deskSize })
  run.later(() => looker.close())
  run.watch('looker', looker.page)
  // The page itself lets no script in.
  await looker.cdp.send('Page.setBypassCSP', { enabled: true })
  await looker.page.addInitScript({
    content: `globalThis.__name = one => one; globalThis.misfits = ${misfits.toString()};\n${readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')}`,
  })
  await run.step('nothing is cut, axe finds nothing: 320 pixels from right to left, a dark desk', async () => {
    const { page } = looker
    const looks = [
      // Every language and scheme is walked in goals 12 and 13.
      { size: { width: 320, height: 568 }, colorScheme: 'light', read: ['ar'] },
      { size: deskSize, colorScheme: 'dark', read: ['en'] },
    ] as const
    for (const { size, colorScheme, read } of looks) {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme })
      for (const code of read) {
        for (const path of recordPaths) {
          await open(page, path, code)
          const found = await page.evaluate(async () => {
            const here = globalThis as typeof globalThis & {
              misfits: typeof misfits
              axe: { run(where: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
            }
            const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
            const { violations } = await here.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] })
            return [
              ...here.misfits({ namespaces: [], english: [] }),
              ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 120)}`),
            ]
          })
          must(found.length === 0, `${path} in ${code}, ${size.width} wide, ${colorScheme}: ${found.join('; ')}`)
        }
      }
    }
  })
  await run.step('on paper a page is its own language alone, and its links say where they lead', async () => {
    const { page } = desk
    for (const code of run.readIn) {
      await open(page, '/record/not-protected', code)
      for (const size of ['letter', 'a4'] as const) {
        const pages = countPages(await printSheet(desk, size))
        must(pages >= 1 && pages <= 4, `${pages} pages of ${size}`)
      }
      await page.emulateMedia({ media: 'print' })
      must((await page.locator('main:visible').count()) === 1, 'paper has one language')
      must((await page.locator('nav:visible').count()) === 0, 'no navigation on paper')
      await run.shot(page, `paper-${code}`, { whole: true })
      await page.emulateMedia({ media: 'screen' })
    }
  })
  await run.step('each page is light, sets nothing and asks for one more file', async () => {
    const sizes: string[] = []
    for (const path of recordPaths) {
      const answer = await fetch(`${city.address}${path}`)
      must(answer.headers.get('set-cookie') === null, `${path} sets a cookie`)
      const { bytes } = await sent(desk, `${city.address}${path}`)
      sizes.push(`${name(path)} ${bytes}`)
      must(bytes < (path === '/record/held' ? 96_000 : 32_000), `${path} is ${bytes} bytes`)
    }
    console.log(`       bytes on the line: ${sizes.join(', ')}`)
  })
  await run.step('what is open is on the front, as every phone is told it', async () => {
    const { open: isOpen } = (await (await fetch(`${city.address}/now`)).json()) as { open: boolean }
    await open(desk.page, '/record', 'en')
    const says = await desk.page.locator('main:visible').innerText()
    must(says.includes(isOpen ? recordTexts.en.page.wayOpen : recordTexts.en.page.wayClosed), 'the front says otherwise')
    must(says.replace(/\s/g, '').match(/[0-9a-f]{64}/) !== null, 'the root’s fingerprint is not there')
  })
}

/** What a page and its style sheet are on the line, as the browser counts it. */
async function sent({ page, cdp }: Person, address: string): Promise<{ bytes: number }> {
  let bytes = 0
  const files = new Set<string>()
  const ours = new Set<string>()
  const count = ({ requestId, encodedDataLength }: { requestId: string; encodedDataLength: number }) => {
    if (ours.has(requestId)) bytes += encodedDataLength
  }
  const note = ({ requestId, request }: { requestId: string; request: { url: string } }) => {
    if (!request.url.startsWith('http')) return
    ours.add(requestId)
    files.add(request.url)
  }
  await page.goto('about:blank')
  await cdp.send('Network.enable')
  cdp.on('Network.requestWillBeSent', note)
  cdp.on('Network.loadingFinished', count)
  await page.goto(address, { waitUntil: 'load' })
  cdp.off('Network.requestWillBeSent', note)
  cdp.off('Network.loadingFinished', count)
  await cdp.send('Network.disable')
  must(files.size === 2, `${[...files].join(' ')} were asked for`)
  return { bytes }
}
