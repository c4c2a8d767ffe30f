/** The tour as a visitor takes it: a phone and a desk side by side, cards checked, phone visits closed and opened, the server seized. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import type { Frame } from 'playwright-core'
import { buildCity, top } from '../../tools/build.mjs'
import { openPerson } from '../browser.ts'
import { type Journey, must } from '../journey.ts'
import { askForNumber, checkPapers, type Phone, typeFacts } from '../people.ts'

const patience = 120_000

export async function journey(run: Journey) {
  const { out } = await buildCity({ say: () => {} })
  const port = await freePort()
  const address = `http://localhost:${port}`
  const args = [
    join(out, 'launcher.js'),
    '--directory',
    join(top, 'cities/chicago'),
    '--data',
    join(run.folder, 'data'),
    '--port',
    String(port),
  ]
  const launcher = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  run.later(async () => {
    launcher.kill('SIGTERM')
    if (launcher.exitCode === null) await once(launcher, 'exit')
  })
  await run.step('the practice city opens and says where', async () => {
    let said = ''
    for await (const piece of launcher.stdout) {
      said += piece
      if (said.includes('Public record')) break
    }
    must(said.includes(`${address}/try`), 'it says where to start')
  })

  const visitor = await openPerson({ size: { width: 1440, height: 1080 }, touch: true })
  run.later(() => visitor.close())
  const { page } = visitor
  page.setDefaultTimeout(patience)
  run.watch('visitor', page)
  await run.step('with no desk open the first page gives no number and points to the tour', async () => {
    await page.goto(address)
    await page.waitForSelector('a[href="/try"]')
    await run.shot(page, 'home-no-desk')
  })
  await page.goto(`${address}/try`)
  await page.waitForSelector('.tour-held dd')
  await run.shot(page, 'start', { whole: true })

  const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
  const frame = async (path: string): Promise<Frame> => {
    const node = await page.waitForSelector(`iframe[src^="${path}"]`)
    const found = await node.contentFrame()
    if (!found) throw new Error('the frame is empty')
    return found
  }

  await run.step('be the resident: papers are enough, a number, the practice clerk calls', async () => {
    await page.click('#door-resident')
    const inner = await frame('/try/phone/')
    const phone = phoneIn(inner)
    await phone.at('home')
    await checkPapers(phone, ['passport', 'lease'])
    await typeFacts(phone, { name: 'Amal Haddad Nasser', birthDate: '1988-04-12', address: '12 Long Street' })
    await askForNumber(phone)
    await phone.at('visit-called', 120)
    await run.shot(page, 'called', { whole: true })
    await phone.tap('#ready')
  })
  await run.step('papers and face are shown, one again; the card is made', async () => {
    const inner = await frame('/try/phone/')
    await walkVisit(inner, what => page.click(`.tour-specimens button:has-text("${what}")`))
    await phoneIn(inner).at('visit-sealed', 180)
    await run.shot(page, 'sealed', { whole: true })
  })
  await run.step('what the server holds names nobody', async () => {
    const held = await page.locator('.tour-held').innerText()
    must(!/Amal|Nasser|Long Street/.test(held), 'the strip names somebody')
  })

  await run.step('phone visits are closed: the open page says so, and opens again', async () => {
    await page.click('#close-visits')
    const inner = await frame('/try/phone/')
    await inner.waitForSelector('.page-notice', { timeout: 60_000 })
    await run.shot(page, 'closed', { whole: true })
    await page.waitForSelector('#close-visits:not([aria-busy])')
    await page.click('#close-visits')
    await page.waitForFunction(() => !document.querySelector('#close-visits')?.hasAttribute('aria-busy'))
  })

  await run.step('the server is seized: nothing is found, and the planted leak is', async () => {
    await page.goto(`${address}/try`)
    await page.click('#seize')
    await page.waitForSelector('[data-seizure=running] progress, [data-seizure=running] [role=progressbar]')
    await run.shot(page, 'seizing', { whole: true })
    await page.waitForSelector('[data-seizure=done], [data-seizure=failed]', { timeout: 400_000 })
    await run.shot(page, 'seized', { whole: true })
    must((await page.locator('.tour-results .result-none').count()) === 1, 'this server holds a trace')
    must((await page.locator('.tour-results .result-found').count()) === 1, 'the planted leak was not found')
  })

  await run.step('check cards: eight test cards, each named', async () => {
    await page.click('#door-check')
    const inner = await frame('/try/check/')
    await inner.click('#tests')
    const wanted = {
      valid: 'yes',
      no_face: 'yes',
      expired: 'expired',
      cancelled: 'cancelled',
      changed: 'changed',
      unknown_issuer: 'unknown_issuer',
      practice: 'practice',
      other_code: 'other_code',
    }
    for (const [kind, why] of Object.entries(wanted)) {
      await inner.click(`[data-test-card=${kind}]`)
      await inner.waitForSelector(`[data-why=${why}]`)
      if (kind === 'valid') await run.shot(page, 'check-valid')
      await inner.click('#check-again')
    }
    await run.shot(page, 'check-cards')
  })

  await run.step('be the clerk: the desk opens by a key, and practice residents stand in line', async () => {
    await page.goto(`${address}/try`)
    await page.click('#door-clerk')
    const desk = await frame('/try/desk/')
    await desk.waitForSelector('#touch:not([disabled])')
    await page.keyboard.press('k')
    await desk.waitForSelector('[data-screen=line]')
    await someoneIsReady(desk)
    await run.shot(page, 'clerk-line', { whole: true })
  })
  await run.step('three of them, by keys alone: a card, a bank card refused, a line that drops and comes back', async () => {
    const desk = await frame('/try/desk/')
    const outcomes: string[] = []
    while (outcomes.length < 3) {
      await someoneIsReady(desk)
      await page.keyboard.press('n')
      await desk.waitForSelector('#page-in-view')
      const case_ = await desk.locator('.case').innerText()
      const who = ['Amal', 'Jan', 'Rosa'].find(name => case_.includes(name)) ?? ''
      if (who === 'Rosa') {
        await desk.waitForSelector('#phone-offline')
        await run.shot(page, 'clerk-line-dropped', { whole: true })
        await desk.waitForSelector('#phone-offline', { state: 'detached' })
      }
      outcomes.push(`${who}: ${await (who === 'Jan' ? refuse(desk) : approve(desk))}`)
    }
    must(outcomes.toSorted().join(', ') === 'Amal: card, Jan: refused, Rosa: card', `they ended as ${outcomes.join(', ')}`)
    await run.shot(page, 'clerk-done', { whole: true })
  })

  async function approve(desk: Frame) {
    const looked: string[] = []
    for (;;) {
      const next = await desk.waitForFunction(looked => {
        if (document.querySelector('#to-face.button-main:not([disabled])')) return 'face'
        const paper = document.querySelector('.looks-legend')?.textContent ?? ''
        return looked.includes(paper) || document.querySelector('.picture-says') ? '' : paper
      }, looked)
      const found = await next.jsonValue()
      if (found === 'face') break
      looked.push(found)
      await press('l', 'm', 'i')
    }
    await press('f')
    await desk.waitForSelector('[data-screen=face]')
    await desk.waitForSelector('#same-person:not([disabled])')
    await press('y')
    await desk.waitForSelector('#approve:not([disabled])')
    await press('a')
    await desk.waitForSelector('[data-at=touch]')
    await press('k')
    await desk.waitForSelector('[data-screen=closed]')
    return 'card'
  }
  /** What the resident calls a driver's license is a bank card: nothing is ticked, and that is the reason. */
  async function refuse(desk: Frame) {
    await desk.waitForFunction(() => document.querySelector('.picture-says') === null)
    await run.shot(page, 'clerk-bank-card', { whole: true })
    await press('d')
    await desk.waitForSelector('#refuse:not([disabled])')
    await run.shot(page, 'clerk-refuses', { whole: true })
    await press('r')
    await desk.waitForSelector('[data-screen=closed]')
    return 'refused'
  }
}

const someoneIsReady = (desk: Frame) =>
  desk.waitForFunction(() => /[1-9]/.test(document.querySelector('#ready')?.textContent ?? ''), undefined, { timeout: 90_000 })

const phoneIn = (frame: Frame): Phone => ({
  person: undefined as never,
  page: frame as never,
  tap: what => frame.locator(what).click(),
  at: async (name, seconds = 60) => void (await frame.waitForSelector(`[data-screen^="${name}"]`, { timeout: seconds * 1000 })),
})

/** Whatever can be pressed next on a visit's screen, and how it ends. */
const pressable = ['.camera[data-state=taken] .button-main', '.camera[data-state=live] .button-main', '.visit-offer', '#take-new', '#yes']
const ended = '[data-screen^=visit-sealed]'

/**
 * Answers whatever the practice clerk asks, until the card is seen and said yes to. What is pressed may be gone before the press lands,
 * since clerk and camera go on by themselves: then the screen is read anew.
 */
async function walkVisit(frame: Frame, put: (what: string) => Promise<void>) {
  let before = ''
  for (const until = Date.now() + 2 * patience; Date.now() < until; ) {
    await frame.waitForSelector([...pressable, ended].join(', '), { timeout: patience })
    const at = (await frame.locator('[data-screen^=visit]').first().getAttribute('data-screen')) ?? ''
    if (at.startsWith('visit-sealed')) return
    if (at !== before && at.includes('lease')) await put('Lease')
    else if (at !== before && at.includes('passport')) await put('Passport')
    before = at
    await frame
      .locator(pressable.join(', '))
      .first()
      .click({ timeout: 5_000 })
      .catch(() => {})
  }
  throw new Error('the visit did not go on')
}
