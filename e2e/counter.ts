/** What happens at a counter, through the pages as they are: a clerk's keys, a hand-held scanner, the second screen, paper that comes out. */
import type { Language } from '@latchkey/cities/city.ts'
import type { Page } from 'playwright-core'
import { type Journey, must } from './journey.ts'
import { type Desk, openDesk, sitDown, type Typed } from './people.ts'
import type { Practice } from './practice.ts'

interface Paper {
  title: string
  /** What was printed, a picture a page. */
  pages: string[]
  width: string
}
/** `pixels`: the last that the page read out of a canvas, for the question what is left of a face. */
type Told = { papers: Paper[]; pixels: ImageData[] }

/** Paper that a desk's browser printed, oldest first. */
export const printed = (desk: Desk) => desk.page.evaluate(() => (globalThis as unknown as Told).papers)

/** A desk of the practice city with a camera and a printer; its clerk has sat down. */
export async function openCounterDesk(run: Journey, city: Practice, who: string, film: string): Promise<Desk> {
  const desk = await openDesk(run, city.address, who, { film, path: '/desk' })
  // The dialog of the browser itself: everything is printed, and it closes.
  await desk.page.addInitScript(() => {
    const told: Told = { papers: [], pixels: [] }
    Object.assign(globalThis, told)
    const { getImageData } = CanvasRenderingContext2D.prototype
    CanvasRenderingContext2D.prototype.getImageData = function (...part: Parameters<typeof getImageData>) {
      const pixels = getImageData.apply(this, part)
      told.pixels = told.pixels.concat(pixels).slice(-24)
      Object.assign(globalThis, told)
      return pixels
    }
    // It would live in the browser's process and outlive the page's memory (desk/visit/pictures.ts).
    HTMLCanvasElement.prototype.toBlob = () => {
      throw new Error('a desk makes no Blob of a canvas')
    }
    window.print = () => {
      const pages = [...document.querySelectorAll<HTMLCanvasElement>('.print-page')]
      told.papers.push({
        title: document.title,
        pages: pages.map(page => page.toDataURL('image/png')),
        width: pages[0] ? getComputedStyle(pages[0]).inlineSize : '',
      })
      setTimeout(() => dispatchEvent(new Event('afterprint')))
    }
  })
  await desk.page.goto(`${city.address}/desk`)
  await sitDown(desk)
  return desk
}

/** C on the line. */
export async function toCounter(desk: Desk) {
  await desk.press('c')
  await desk.at('counter')
}

/** W: the second window comes up beside the desk. */
export async function openSecond(run: Pick<Journey, 'watch'>, desk: Desk): Promise<Page> {
  const [second] = await Promise.all([desk.person.context.waitForEvent('page'), desk.press('w')])
  second.setDefaultTimeout(60_000)
  run.watch('second screen', second)
  await second.waitForSelector('[data-show=nothing]')
  await desk.page.bringToFront()
  return second
}

/** A hand-held scanner types what it reads, and Enter. No key of the clerk's. */
export async function scan({ page }: Desk, text: string) {
  await page.waitForSelector('#scan-field')
  await page.focus('#scan-field')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** T at the door: the clerk types what the card should say. */
export async function typeAnswers(desk: Desk, typed: Typed & { nameLatin?: string; language?: Language; kind?: string }) {
  const { page } = desk
  await desk.at('counter_joining')
  await desk.press('t')
  await page.waitForSelector('#answers-form #fix-name')
  const [year = '', month = '', day = ''] = typed.birthDate.split('-')
  if (typed.kind) await page.check(`input[name=fix-kind][value=${typed.kind}]`, { force: true })
  await page.fill('#fix-name', typed.name)
  if (typed.nameLatin) await page.fill('#fix-latin', typed.nameLatin)
  await page.selectOption('#fix-born-month', String(Number(month)))
  await page.fill('#fix-born-day', String(Number(day)))
  await page.fill('#fix-born-year', year)
  if (typed.address) await page.fill('#fix-address', typed.address)
  if (typed.language) await page.check(`input[name=fix-language][value=${typed.language}]`, { force: true })
  await page.focus('#fix-name')
  await desk.press('Enter')
  await desk.at('counter_papers')
}

/** The paper is laid by its number, and passes all three looks. */
export async function layPaper(desk: Desk, paper: string, looked = true) {
  const key = await desk.page.locator(`#lay-${paper}`).getAttribute('aria-keyshortcuts')
  must(key !== null, `${paper} has no number`)
  await desk.press(key)
  await desk.page.waitForSelector(`#lay-${paper}[aria-pressed=true]`)
  if (looked) await desk.press('l', 'm', 'i')
}

/**
 * P: the desk's camera takes the card photo, and they like it.
 * @param watched the desk is one of `openCounterDesk`, which tells what was read out of a canvas
 */
export async function takeCardPhoto(desk: Desk, watched = true) {
  const { page } = desk
  await desk.press('p')
  await page.waitForSelector('#photo-form .camera[data-state=live]')
  await desk.press('p')
  await page.waitForSelector('#photo-form .camera[data-state=taken]')
  await desk.press('p')
  await page.waitForFunction(() => document.querySelector('#photo-form .camera') === null)
  if (!watched) return
  // No dot is opaque any more: everything that was read of this face is overwritten, the encoder's pixels too.
  await page.waitForFunction(() => (globalThis as unknown as Told).pixels.every(({ data }) => data.indexOf(255) < 0), null, {
    polling: 250,
  })
}

/** F, Y, A: the same person, enough, the card goes to the second screen. */
export async function approve(desk: Desk) {
  await desk.page.waitForSelector('#to-face:not([disabled])')
  await desk.press('f')
  await desk.page.waitForSelector('#same-person:not([disabled])')
  await desk.press('y')
  await desk.page.waitForSelector('#approve:not([disabled])')
  await desk.press('a')
}

/** K: signed, sealed, on this screen. */
export async function touchAndSeal(desk: Desk) {
  await desk.page.waitForSelector('#touch:not([disabled])')
  await desk.press('k')
  await desk.page.waitForSelector('#made-made')
}

/** S, Y, C, Y: backup sheet and slip, they are in their hands, the card, it came out well. */
export async function printAll(desk: Desk) {
  await desk.press('s')
  await desk.page.waitForSelector('#papers-in-hands:not([disabled])')
  await desk.press('y')
  await desk.page.waitForSelector('#print-card:not([disabled])')
  await desk.press('c')
  await desk.page.waitForSelector('#print-well')
  await desk.press('y')
  await desk.page.waitForSelector('#next.button-main')
}
