/**
 * Goal 15, its second half: from a legal request in counsel's hand to a signed statement of holdings, at counsel's own desk in the browser. The files are read again
 * by what has nothing of the desk: the hash is worked out, the signature is followed to the root, and every page of the PDF is looked at for the hash.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { verifySignedStatement } from '@latchkey/certificates/statement.ts'
import { verify } from '@latchkey/ui/platform.ts'
import type { Page } from 'playwright-core'
import { readPdfPages } from '../../tools/read-pdf.ts'
import type { Journey } from '../journey.ts'
import { openDesk } from '../people.ts'
import type { Practice } from '../practice.ts'
import { human, tell, tenth } from './goal.ts'

const mostFields = 5
const mostSeconds = 60
/** The questions of an intake, each a screen of its own. */
const questions = ['legal-instrument', 'legal-issuer', 'legal-received', 'legal-served', 'legal-seal']

export interface SignedStatement {
  fields: number
  keys: number
  touches: number
  /** By the keystroke model, and on top what the machine took while the person waited. */
  seconds: number
  machine: number
  pages: number
  met: boolean
}

/** @param shot takes a picture of a step, for a journey */
export async function signedStatement(
  run: Journey,
  city: Practice,
  shot: (page: Page, what: string) => Promise<void> = async () => {},
): Promise<SignedStatement> {
  const counsel = await openDesk(run, city.address, 'counsel', { path: '/desk' })
  const { page } = counsel
  await page.waitForSelector('#touch:not([disabled])')
  await page.click('#to-legal')
  await counsel.at('legal-open')
  await page.waitForSelector('#legal-look:not([disabled])')
  await counsel.press('k')
  await counsel.at('legal-list')
  await page.waitForSelector('#legal-empty')

  // The paper lies on counsel's table. From here on everything counts.
  counsel.keys.length = 0
  let [waited, touches, thoughts] = [0, 0, 0]
  const touch = async (there: string) => {
    const began = Date.now()
    await counsel.press('k')
    await page.waitForSelector(there)
    waited += Date.now() - began
    touches++
  }
  await counsel.press('n')
  for (const question of questions) {
    await counsel.at(question)
    thoughts++
    await counsel.press('1')
  }
  await counsel.at('legal-review')
  thoughts++
  await touch('#legal-held')
  thoughts++
  await counsel.press('s')
  await counsel.at('legal-statement')
  await shot(page, 'statement')
  thoughts++
  await touch('#statement-hash')
  await shot(page, 'made')
  thoughts++
  await touch('#statement-signed')
  await shot(page, 'signed')
  thoughts++
  const save = async (key: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), counsel.press(key)])
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
  }
  const [pdf, json, signature] = [await save('p'), await save('j'), await save('s')]
  tell('three files are saved and read')

  const hash = createHash('sha256').update(json.bytes).digest('hex')
  const shown = await page.getAttribute('#statement-hash', 'data-hash')
  const said = JSON.parse(signature.bytes.toString()) as { statement: string; certificate: string; signed: string }
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
  const signed = await verifySignedStatement(city.world.root, bytes(said.certificate), bytes(said.signed), verify)
  const pages = await readPdfPages(pdf.bytes)
  const same =
    shown === hash &&
    said.statement === hash &&
    Buffer.from(signed.hash).toString('hex') === hash &&
    pages.length > 0 &&
    pages.every(text => text.includes(hash)) &&
    new Set([pdf, json, signature].map(({ name }) => name.split('.')[0])).size === 1
  const keys = counsel.keys.length
  const machine = tenth(waited / 1000)
  const seconds = tenth(keys * human.key + touches * human.point + thoughts * human.think + machine)
  return {
    fields: questions.length,
    keys,
    touches,
    seconds,
    machine,
    pages: pages.length,
    met: same && questions.length <= mostFields && seconds <= mostSeconds,
  }
}

export const signedTarget = `from a legal request to a signed statement at most ${mostFields} fields and ${mostSeconds} s`
