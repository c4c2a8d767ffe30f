/**
 * Two canary residents at a counter, at a desk in real Chromium, worked by keys and a second screen: one gets a card on paper and plastic, one is refused. What
 * was made is read from the pictures that went to the print dialog. Then the desk closes its day.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { readSheet, type SheetContent } from '@latchkey/card/sheet.ts'
import {
  approve,
  layPaper,
  openSecond,
  printAll,
  printed,
  takeCardPhoto,
  toCounter,
  touchAndSeal,
  typeAnswers,
} from '@latchkey/e2e/counter.ts'
import type { Desk } from '@latchkey/e2e/people.ts'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { factPatterns, sheetPatterns } from './canaries.ts'
import type { Pattern } from './sweep/matcher.ts'
import { type Canary, invent } from './world/roster.ts'

export interface CounterWorld {
  /** The first of two ids. */
  firstId: number
  seal<T>(work: () => Promise<T>): Promise<T>
  brought(patterns: Pattern[]): void
  made(patterns: Pattern[]): void
}

export const counterStories = ['typed', 'refused'] as const

/** Before the desk's page loads: the print dialog keeps what it was given, where the harness can read it. */
export async function catchPrinting(desk: Desk) {
  await desk.page.addInitScript(() => {
    const told = { papers: [] as { title: string; pages: string[]; width: string }[] }
    Object.assign(globalThis, told)
    window.print = () => {
      const pages = [...document.querySelectorAll<HTMLCanvasElement>('.print-page')]
      told.papers.push({ title: document.title, pages: pages.map(page => page.toDataURL('image/png')), width: '' })
      setTimeout(() => dispatchEvent(new Event('afterprint')))
    }
  })
}

/** @returns how many were seen on the desk's screen and ended as told */
export async function counterResidents(desk: Desk, run: { watch(): void }, world: CounterWorld): Promise<number> {
  const { page } = desk
  let arrived = 0
  // From a case that has closed: nobody is ready, and the line says so.
  await desk.press('n')
  await desk.at('line')
  await toCounter(desk)
  const second = await openSecond(run, desk)
  for (const [at, story] of counterStories.entries()) {
    const canary = invent(world.firstId + at, story === 'refused' ? 'refused' : 'approved')
    world.brought(factPatterns(canary))
    await desk.press('t')
    const { name, birthDate, address } = canary
    await typeAnswers(desk, { name, birthDate, address })
    const seen = (await page.innerText('body')).includes(canary.name)
    await layPaper(desk, 'passport')
    if (story === 'refused') {
      await desk.press('d')
      await page.waitForSelector('#refuse:not([disabled])')
      await desk.press('r')
      await page.waitForSelector('#print-refusal')
    } else {
      await layPaper(desk, 'lease')
      await takeCardPhoto(desk, false)
      await approve(desk)
      await second.waitForSelector('#second-yes:not([disabled])')
      await second.click('#second-yes')
      await world.seal(() => touchAndSeal(desk))
      await printAll(desk)
      world.made(sheetPatterns(canary, await sheetOf(desk)))
    }
    await desk.press('n')
    await desk.at('counter')
    if (seen && isGone(canary, await page.innerText('body'))) arrived++
  }
  await second.close()
  await closeDay(desk)
  return arrived
}

const isGone = ({ name, address }: Canary, text: string) => !text.includes(name) && !text.includes(address)

/** D10, each thing by its key; the slip goes the way of all paper here. */
async function closeDay(desk: Desk) {
  const { page } = desk
  await page.evaluate(() => void ((globalThis as unknown as { papers: unknown[] }).papers.length = 0))
  await desk.press('Escape')
  await desk.at('line')
  await desk.press('d')
  await desk.at('closing')
  await desk.press('1')
  await page.keyboard.type('9')
  await page.keyboard.press('Enter')
  await desk.press('2', '3')
  await page.waitForSelector('[data-queue=cannot]')
  await desk.press('4', '5', 'p')
  await page.waitForFunction(() => document.querySelector('#slip-says')?.textContent?.includes('ink'))
  await desk.press('d')
  await desk.at('day-closed')
}

const wasmBinary = new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer

/** The backup sheet as a stranger reads it from the picture that was printed first. */
async function sheetOf(desk: Desk): Promise<SheetContent> {
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  const [sheet] = await printed(desk)
  const png = Buffer.from(sheet?.pages[0]?.replace('data:image/png;base64,', '') ?? '', 'base64')
  const found = await readBarcodes(new Uint8Array(png), { formats: ['QRCode'], tryHarder: true, textMode: 'Plain', maxNumberOfSymbols: 4 })
  return readSheet(found.map(one => one.text))
}
