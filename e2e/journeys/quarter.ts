/**
 * A quarter passes under a clock turned by hand: cards, waits, second looks, three desks that hand in at closing, faces. Then a server tells it: the report on a
 * phone and a desk, without a script, in the reader's language, as a file, and on paper of both sizes.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { countLookHere, countRefused, countUnmet, countVisit, newTally, type Tally, tensOf } from '@latchkey/desk/day/tally.ts'
import { momentOf } from '@latchkey/server/clock/day.ts'
import { type Counts, readCounts } from '@latchkey/server/counts/counts.ts'
import { noSigner } from '@latchkey/server/running-server.test.kit.ts'
import { dayAfter } from '@latchkey/server/slots/plan.ts'
import { startServer } from '@latchkey/server/start.ts'
import { emptyStore } from '@latchkey/server/store/empty-store.test.kit.ts'
import { openStore } from '@latchkey/server/store/open-store.ts'
import { Tallies } from '@latchkey/server/tallies/tallies.ts'
import { toText } from '@latchkey/wire/edge.ts'
import { faces } from '@latchkey/wire/feedback.ts'
import type { Page } from 'playwright-core'
import { top } from '../../tools/build.mjs'
import { deskSize, openPerson, phoneSize } from '../browser.ts'
import { type Journey, must } from '../journey.ts'

const zone = 'America/Chicago'
const hours = { opens: '09:00', closes: '17:00' }
const sites = ['main_office', 'north_office', 'library_day'] as const
const quarter = '2026-4'
/** Of a hundred visits, so many in each language. */
const spoken = { es: 41, en: 34, pl: 9, zh: 6, ar: 4, uk: 4, tl: 2 }
/** Monday to Saturday the city is open. From the first day of the quarter's weeks to the Sunday before its last. */
const [first, last] = ['2026-09-28', '2026-12-20']

/** The same quarter each time it is told. */
function dice(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function drawn<K extends string>(draw: (below: number) => number, shares: Record<K, number>): K {
  const all = Object.entries(shares) as [K, number][]
  let at = draw(all.reduce((sum, [, share]) => sum + share, 0))
  for (const [what, share] of all) {
    at -= share
    if (at < 0) return what
  }
  return all[0]![0]
}

export async function journey(run: Journey) {
  const data = join(run.folder, 'data')
  mkdirSync(data)
  await emptyStore(data)
  /** What was, by cell, as nobody but this story knows. */
  const real = new Map<string, number>()
  const was = (cell: string) => real.set(cell, (real.get(cell) ?? 0) + 1)

  await run.step('a quarter passes: every day people come, three desks hand in whole tens, the clock writes in the evening', async () => {
    const draw = dice(20_261_004)
    const start = momentOf(first, '08:00', zone)
    const store = await openStore({ directory: data, schedule: { practice: true, version: null } })
    const counts: Counts = await readCounts(store.db, { hours, zone, sites, now: start }, new Tallies(null, new Uint8Array(32)))
    await counts.close(store, start)
    for (let day: string = first; day <= last; day = dayAfter(day, 1)) {
      if (new Date(day).getUTCDay() !== 0) for (const site of sites) workDay(site, day, { draw, counts, was })
      const evening = momentOf(day, '17:30', zone)
      if (counts.isDue(evening)) await counts.close(store, evening)
    }
    counts.stop()
    await store.close()
  })

  let now = momentOf(dayAfter(last, 1), '18:00', zone)
  const server = await startServer({
    cityDirectory: join(top, 'cities/chicago'),
    dataDirectory: data,
    practice: true,
    port: 0,
    pagesDirectory: null,
    signer: noSigner,
    warmSigners: 0,
    memoryBase: null,
    clock: () => now,
    timer: false,
  })
  run.later(() => server.stop())
  const file = async (of = quarter) => (await fetch(`${server.address}/record/quarter/${of}.csv`)).text()

  await run.step('the report’s file says at least: no number is above what was, none is finer than ten', async () => {
    const lines = (await file()).trim().split('\r\n').slice(1)
    must(lines.length >= 51, 'cells are missing')
    for (const line of lines) {
      const [, way, cell, atLeast, counted] = line.split(',') as [string, string, string, string, string]
      must(Number(atLeast) % 10 === 0 && Number(counted) % 10 === 0, `${way} ${cell} is no whole ten`)
      if (way !== 'weeks' && way !== 'feedback')
        must(Number(atLeast) <= (real.get(`${way}.${cell}`) ?? 0), `${way} ${cell} is more than was`)
    }
    must(Number(/issued,all,(\d+)/.exec(lines.join('\n'))?.[1]) >= 1000, 'no quarter passed')
  })
  await run.step('faces are pressed by anybody; nothing of them is told before Sunday', async () => {
    const before = await file()
    for (let at = 0; at < 60; at++) {
      const face = faces[at % 10 === 0 ? 2 : at % 4 === 0 ? 1 : 0]
      const answer = await fetch(`${server.address}/feedback`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ face }),
      })
      must(answer.ok, 'a face was refused')
      now += 1
    }
    must((await file()) === before, 'a face shows at once')
    now = momentOf(dayAfter(last, 7), '23:59', zone) + 60
    await server.step()
    must(/feedback,good,[1-9]0,/.test(await file()), 'faces are not told on Sunday')
  })

  for (const [who, size] of [
    ['phone', phoneSize],
    ['desk', deskSize],
  ] as const) {
    const person = await openPerson({ phone: who === 'phone', size })
    run.later(() => person.close())
    run.watch(who, person.page)
    await person.cdp.send('Emulation.setScriptExecutionDisabled', { value: true })
    const { page } = person
    for (const language of run.readIn) {
      await run.step(
        `on a ${who}, in ${language}, with scripts off: seven pictures, each with its numbers, nothing beside the page`,
        async () => {
          await read(page, `${server.address}/record/quarter/${quarter}`, language)
          const part = page.locator(`#${language}`)
          must((await part.locator('.plot').count()) === 7, 'a picture is missing')
          must((await part.locator('table').count()) === 6, 'a picture has no numbers')
          must(!(await part.innerText()).includes('{'), 'a value is missing in a text')
          await run.shot(page, `${who}-${language}`, { whole: true })
        },
      )
    }
    await person.cdp.send('Emulation.setScriptExecutionDisabled', { value: false })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    must(wide <= 0, `the page is ${wide} pixels wider than the ${who}`)
    if (who === 'desk') await printed(run, page, server.address)
    await page.emulateMedia({ colorScheme: 'dark' })
    await read(page, `${server.address}/record/quarter/${quarter}`, run.readIn.at(-1) ?? 'en')
    await run.shot(page, `${who}-dark`, { whole: true })
    await page.emulateMedia({ colorScheme: 'light' })
    await run.step(`on a ${who}: the next quarter is empty and says when its first numbers come`, async () => {
      await read(page, `${server.address}/record/quarter/2027-1`, 'en')
      must(/January 3, 2027/.test(await page.locator('#en .empty').innerText()), 'it does not say when')
      must((await page.locator('#en .plot').count()) === 0, 'it shows pictures of nothing')
      await run.shot(page, `${who}-empty`, { whole: true })
    })
  }
}

/** One desk at one place on one day, and what the server itself hears of it. */
function workDay(
  site: (typeof sites)[number],
  day: string,
  { draw, counts, was }: { draw(below: number): number; counts: Counts; was(cell: string): void },
) {
  const saturday = new Date(day).getUTCDay() === 6
  if (site === 'library_day' && !saturday) return
  let tally: Tally = newTally(length => Uint8Array.from({ length }, () => draw(250)))
  let cards = 0
  const visits = 8 + draw(site === 'main_office' ? 16 : 10)
  for (let visit = 0; visit < visits; visit++) {
    const language = drawn(draw, spoken)
    const wait = draw(4) * draw(40)
    counts.waited(wait * 60)
    was(`waits.${wait < 15 ? 0 : wait < 30 ? 15 : wait < 60 ? 30 : 60}`)
    tally = countVisit(tally, language)
    was(`languages.${language}`)
    if (draw(6) === 0) {
      const need = drawn(draw, { lives_here: 60, photo: 15, birth_date: 15, relationship: 6, doubt: 4 })
      tally = countUnmet(countRefused(tally), [need])
      was(`unmet.${need}`)
      if (draw(3) === 0) {
        const minutes = draw(25)
        const bin = minutes < 5 ? 0 : minutes < 10 ? 5 : minutes < 20 ? 10 : 20
        const byPhone = draw(2) === 0
        was(`${byPhone ? 'second_looks' : 'second_looks_here'}.${bin}`)
        if (byPhone) counts.secondLook(minutes * 60)
        else tally = countLookHere(tally, minutes)
      }
      continue
    }
    counts.issued()
    was('issued.all')
    was(`sites.${site}`)
    cards++
  }
  counts.handIn({ site, tens: toText(tensOf(tally)) }, cards)
}

/** A language stands behind the `#`, and only a page that is opened anew looks at it. */
async function read(page: Page, address: string, language: string) {
  await page.goto('about:blank')
  await page.goto(`${address}#${language}`)
}

/** What comes out of a printer: two sheets at most, one language, nothing to press. */
async function printed(run: Journey, page: Page, address: string) {
  for (const [format, width] of [
    ['Letter', 816],
    ['A4', 794],
  ] as const) {
    await run.step(`on ${format}: two sheets at most`, async () => {
      await read(page, `${address}/record/quarter/${quarter}`, run.readIn[0] ?? 'en')
      const pdf = await page.pdf({ format })
      const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
      must(sheets > 0 && sheets <= 2, `${sheets} sheets`)
      await page.emulateMedia({ media: 'print' })
      await page.setViewportSize({ width: width - 113, height: 900 })
      must((await page.locator('main:visible').count()) === 1, 'other languages are printed too')
      await run.shot(page, `paper-${format}`, { whole: true })
      await page.emulateMedia({ media: 'screen' })
      await page.setViewportSize(deskSize)
    })
  }
}
