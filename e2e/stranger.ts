/** Anyone with a phone who checks a card, and whoever tries to fool them. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeBase45, encodeBase45 } from '@latchkey/card/base45.ts'
import { codePrefix } from '@latchkey/card/code.ts'
import { noLines } from '@latchkey/card/facts.ts'
import { makeTestCards } from '@latchkey/try/test-cards/make-test-cards.ts'
import type { Page } from 'playwright-core'
import { deskSize, phoneSize } from './browser.ts'
import type { OpenStudio } from './camera/studio.ts'
import { scanIntoPage } from './hand-scanner.ts'
import { type Journey, must } from './journey.ts'
import type { Phone } from './people.ts'

/** Airplane mode after one visit to the page: neither the page nor its worker reaches anything. @returns when its list was made */
export async function goOffline({ page, person }: Phone): Promise<number> {
  await page.waitForSelector('.check-list:not([data-list="0"])')
  const listAt = Number(await page.locator('.check-list').getAttribute('data-list'))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await person.context.setOffline(true)
  const reached = () =>
    fetch('/now', { cache: 'no-store' }).then(
      () => true,
      () => false,
    )
  must(!(await page.evaluate(reached)), 'the page is offline')
  for (const worker of person.context.serviceWorkers()) must(!(await worker.evaluate(reached)), 'its worker is offline')
  await page.reload()
  await page.waitForSelector('.check-list:not([data-list="0"])')
  return listAt
}

/** Online for one look at the list, offline again. @param before when the list in hand was made */
export async function lookAtList({ page, person }: Phone, before: number) {
  await person.context.setOffline(false)
  await page.reload()
  await page.waitForFunction(before => Number(document.querySelector<HTMLElement>('.check-list')?.dataset.list) > before, before)
  await person.context.setOffline(true)
}

/** The camera is held to the next card; the answer before it is gone from the screen. The next may be there before anybody looks whether a camera was. */
export async function scanNext(phone: Phone) {
  await phone.page.evaluate(() => document.querySelector('[data-answer]')?.setAttribute('data-before', ''))
  await phone.tap('#scan, #check-again')
  await phone.page.waitForFunction(() => document.querySelector('#scan, [data-before]') === null)
}

/** A no says why, in its own words, and shows nobody. @param nobody what must not be read on the screen */
export async function refusedAs(page: Page, why: string, nobody: RegExp) {
  await page.waitForSelector('[data-answer]')
  const seen = await page.locator('[data-answer]').evaluate(node => ({
    why: (node as HTMLElement).dataset.why,
    answer: (node as HTMLElement).dataset.answer,
    text: document.body.innerText,
    faces: document.querySelectorAll('canvas, img').length,
  }))
  must(seen.answer === 'no' && seen.why === why, `the answer is ${seen.answer}, ${seen.why}`)
  must(seen.faces === 0 && !nobody.test(seen.text), 'a no shows somebody')
}

/** The same device as a till with a hand scanner, still offline: one squeeze, and the face. The page as it waits is pictured on the way. */
export async function checkAtTill(run: Journey, { person }: Phone, address: string, code: string) {
  const page = await person.context.newPage()
  await page.setViewportSize(phoneSize)
  await page.goto(address)
  await page.waitForSelector('.check-list:not([data-list="0"])')
  await run.shot(page, 'check-home')
  await page.setViewportSize(deskSize)
  await scanIntoPage(page, code)
  await page.waitForSelector('[data-why=yes] .answer-face[data-drawn]')
  await run.shot(page, 'check-till')
  await page.close()
}

export interface Forgery {
  /** As printed on the card. */
  name: string
  birthDate: string
  address: string
  /** One letter of the name is made another: 'Anna' → 'Anne'. */
  from: string
  to: string
}

/**
 * Plates before a stranger's camera beside the resident's own: one whose name was changed in the code itself, one that another city sealed,
 * one of a practice city. Each a PNG as a data address.
 * @param good the back of the real plate @param directory of the city
 */
export async function forge(studio: OpenStudio, good: string, directory: string, { from, to, ...shown }: Forgery) {
  const names = JSON.parse(readFileSync(join(directory, 'names.json'), 'utf8'))
  const bytes = Buffer.from(decodeBase45((await studio.codeOn(good)).slice(codePrefix.length)))
  const at = bytes.indexOf(from)
  must(at > 0 && from.length === to.length, 'the code opens the name')
  bytes.write(to, at)
  const facts = {
    name: shown.name.replace(from, to),
    name_latin: null,
    birth_date: shown.birthDate,
    portrait: new Uint8Array(),
    ends: null,
    address: shown.address,
    gender: null,
    emergency_contact: null,
    veteran: null,
    lines: noLines,
  }
  const { cards } = await makeTestCards({ builtAt: Math.floor(Date.now() / 1000) })
  const back = (code = '') => studio.plateBack({ facts, technicalEnd: 2_100_000_000, practice: false, code }, names)
  const other = (kind: string) => back(cards.find(card => card.kind === kind)?.text)
  return {
    changed: await back(codePrefix + encodeBase45(bytes)),
    foreign: await other('unknown_issuer'),
    practice: await other('practice'),
  }
}
