/**
 * Bad days in the practice city: the server killed twice, the line lost, pages loaded again, a second tab, a camera that is refused, a stolen
 * number, phone visits closed in the middle, a clerk who has to go. Each time the resident reads a true sentence and types nothing twice.
 */
import { join } from 'node:path'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { openPractice } from '@latchkey/try/practice-root/open-practice.ts'
import { setPracticeWay } from '@latchkey/try/practice-root/practice-way.ts'
import { buildCity, top } from '../../tools/build.mjs'
import { openStudio, utopiaPassport } from '../camera/studio.ts'
import { screenTexts } from '../city.ts'
import { type Journey, must } from '../journey.ts'
import {
  asked,
  askForNumber,
  checkPapers,
  type Desk,
  inView,
  numberOn,
  openDesk,
  openPhone,
  type Phone,
  phoneOf,
  photographEarly,
  pickPhoto,
  screen,
  showPrepared,
  sitDown,
  takeNext,
  takeNumber,
  takePhoto,
  tickLooks,
  typeFacts,
  usePhoto,
} from '../people.ts'
import { openSecondDesk } from '../second-desk.ts'
import { eraseMemoryFiles, startServer } from '../server.ts'

const anna = { name: 'Anna María Eriksson', birthDate: '1974-08-12', address: '12 Long Street, Apt 3', face: 'rosa' } as const
const jan = { name: 'Jan Nowak', birthDate: '1961-11-02', address: '400 River Road', face: 'jan' } as const
const [front, cardPhoto, turnHead] = [7, 14, 6]
const texts = screenTexts()
/** What an open page needs at most to hear of something: its own rhythm and a moment. */
const nextLook = 20

type Scenes = Record<'passport' | 'lease' | 'portrait' | 'turned', number>

export async function journey(run: Journey) {
  const { out } = await buildCity({ say: () => {} })
  const where = { out, directory: join(top, 'cities/chicago'), data: join(run.folder, 'data'), port: await freePort(), practice: true }
  let server = await startServer(where)
  run.later(() => eraseMemoryFiles(where.data))
  run.later(() => server.stop())
  const { address } = server
  await openPractice({ address, fetch })
  const studio = await openStudio()
  run.later(() => studio.close())
  const film = join(run.folder, 'anna.y4m')
  const scenes: Scenes = await studio.film(film, {
    passport: { what: 'picture', address: utopiaPassport() },
    lease: { what: 'lease', holder: anna },
    portrait: { what: 'portrait', holder: anna },
    turned: { what: 'turned', holder: anna },
  })
  const kill = async () => {
    await server.kill()
    return async () => {
      server = await startServer(where)
    }
  }

  const desk = await openDesk(run, address, 'clerk')
  await sitDown(desk)
  const { phone, number } = await waitsInABreak(desk, () => openPhone(run, address, 'anna', { film }))

  await run.step('killed while somebody waits: the number is kept, the page says so and goes on', async () => {
    const restart = await kill()
    await phone.page.waitForSelector('.page-offline', { timeout: nextLook * 1000 })
    await run.shot(phone.page, 'killed-while-waiting')
    await restart()
    await phone.page.waitForSelector('.page-offline', { state: 'detached', timeout: nextLook * 1000 })
    must((await numberOn(phone)) === number, 'the number is another one')
  })
  await run.step('offline while waiting: said, and over by itself', async () => {
    await phone.person.context.setOffline(true)
    await phone.page.getByText(texts['shell.offline']!).waitFor()
    await phone.person.context.setOffline(false)
    await phone.page.waitForSelector('.page-offline', { state: 'detached' })
  })
  await run.step('a server with newer pages, whose answer this one cannot read: the page loads them by itself, welcome back', async () => {
    await meetsNewerPages(phone, address)
    await phone.page.locator('h1', { hasText: texts['turn.welcome']! }).waitFor({ timeout: nextLook * 1000 })
    must((await numberOn(phone)) === number, 'the number is another one')
  })
  await run.step('loaded again while waiting: welcome back, nothing to type', async () => {
    await phone.page.reload()
    await phone.at('number')
    must((await phone.page.locator('h1').innerText()).includes(texts['turn.welcome']!), 'nobody says welcome back')
    must((await numberOn(phone)) === number, 'the number is another one')
    must((await phone.page.locator('#number-facts').count()) === 0, 'something has to be typed again')
  })
  await run.step('a second tab leads back to the first, or takes over', async () => {
    const second = phoneOf(phone.person, await phone.person.context.newPage())
    await second.page.goto(address)
    await second.at('elsewhere')
    await run.shot(second.page, 'second-tab')
    await second.tap('#use-here')
    await second.at('number')
    await phone.at('elsewhere')
    await second.page.close()
    await phone.at('number')
    must((await numberOn(phone)) === number, 'the number is another one')
  })

  await run.step('photos are taken; the clerk is back; the visit begins', async () => {
    await photographEarly(phone, scenes)
    await desk.press('n')
    await desk.at('line')
    await phone.at('visit-line')
    await takeNext(desk)
    await phone.tap('#ready')
    await asked(phone, front, 'passport')
    await showPrepared(phone)
    await inView(desk, 'Passport')
    await tickLooks(desk)
    await asked(phone, front, 'lease')
  })
  await run.step('a thief with the same number is told that it was used; the visit goes on', async () => {
    const stolen = await keptNumber(phone)
    must((await claim(address, stolen)) === 'number_used', 'the number worked twice')
  })
  await run.step('killed in the visit: phone and desk go on where they were', async () => {
    const restart = await kill()
    await phone.page.waitForSelector('#visit-offline', { timeout: nextLook * 1000 })
    await desk.page.waitForSelector('#own-line-lost', { timeout: nextLook * 1000 })
    await run.shot(phone.page, 'killed-in-the-visit')
    await run.shot(desk.page, 'desk-offline')
    await restart()
    await phone.page.waitForSelector('#visit-offline', { state: 'detached' })
    await desk.page.waitForSelector('#own-line-lost', { state: 'detached' })
    await looksKept(desk)
    await showPrepared(phone)
    await inView(desk, 'Lease')
    await tickLooks(desk)
    await asked(phone, cardPhoto)
  })
  await run.step('loaded again in the visit: the same visit, only the photos are taken again', async () => {
    await phone.page.reload()
    await asked(phone, cardPhoto)
    must((await phone.page.locator('.tick-met').count()) === 3, 'the ticks are gone')
    must((await phone.page.locator('.visit-offer').count()) === 0, 'a photo outlived its page')
    await takePhoto(phone, scenes.portrait)
    await usePhoto(phone)
    await asked(phone, turnHead)
    await takePhoto(phone, scenes.turned)
    await usePhoto(phone)
  })

  const other = await openPhone(run, address, 'jan', { cameraDenied: true })
  await run.step('the camera is refused: the page says how to allow it, and takes photos from the phone', async () => {
    await checkPapers(other, ['passport', 'utility_bill'])
    await typeFacts(other, jan)
    await takeNumber(other)
    await other.tap('#number-photos')
    await other.page.waitForSelector('#camera-blocked')
    await run.shot(other.page, 'camera-refused')
    for (const what of ['passport', 'utility_bill', 'portrait'] as const) {
      await other.page.waitForSelector(screen(what === 'portrait' ? 'photos-portrait' : `photos-paper.${what}`))
      await pickPhoto(other, await studio.photo({ what, holder: jan }))
    }
    await other.at('photos-list')
    await other.page.locator('.buttons-sticky .button-main').tap()
  })
  await run.step('phone visits are closed: every open page says so, the visit in progress is finished', async () => {
    await setPracticeWay({ address, fetch }, false, 1)
    await Promise.all([phone, other].map(({ page }) => page.waitForSelector('.page-notice', { timeout: nextLook * 1000 })))
    await run.shot(other.page, 'closed')
    await finish(phone, desk)
    await setPracticeWay({ address, fetch }, true, null)
    await other.page.waitForSelector('.page-notice', { state: 'detached', timeout: nextLook * 1000 })
  })

  await run.step('the clerk has to go: the next one takes the case, and photos are shown with a tap each', async () => {
    await other.at('visit-line')
    await desk.press('n')
    await other.tap('#ready')
    await asked(other, front, 'passport')
    await showPrepared(other)
    await inView(desk, 'Passport')
    await desk.press('h', 'h')
    await desk.at('closed')
    await other.at('visit-line')
    await other.page.getByText(texts['visit.handed']!.replace('{clerk}', '7')).waitFor()
    await run.shot(other.page, 'clerk-had-to-go')
    const leave = await openSecondDesk(address, '14')
    run.later(leave)
    await other.tap('#ready')
    for (const paper of ['passport', 'utility_bill']) {
      await asked(other, front, paper)
      await showPrepared(other)
    }
    await asked(other, cardPhoto)
    await showPrepared(other)
    await asked(other, turnHead)
    await pickPhoto(other, await studio.photo({ what: 'turned', holder: jan }))
    await other.at('visit-card')
    must((await other.page.locator('.visit-facts').innerText()).includes(jan.name), 'something was typed again')
    await other.tap('#yes')
    await other.at('visit-sealed')
  })
  await run.step('a number stolen before its turn: a true sentence, and a new number with one tap', async () => {
    const late = await openPhone(run, address, 'late', {})
    await checkPapers(late, ['passport', 'lease'])
    await typeFacts(late, anna)
    await takeNumber(late)
    const stolen = await keptNumber(late)
    await late.person.context.setOffline(true)
    // The thief watches *now serving* like everybody else, and is quicker.
    await desk.page.evaluate(async n => {
      while ((await (await fetch('/now')).json()).serving < n) await new Promise(requestAnimationFrame)
    }, stolen.n)
    const fault = await claim(address, stolen)
    must(fault === null, `the thief was told ${fault}`)
    await late.person.context.setOffline(false)
    await late.page.waitForSelector('#trouble-number_used', { timeout: nextLook * 1000 })
    await run.shot(late.page, 'number-stolen')
    await late.page.locator('.button', { hasText: texts['fault.next.number']! }).tap()
    await late.page.waitForSelector(`#number-n, ${screen('visit')}`)
  })
}

/**
 * On a break nobody is called: time for everything that can go wrong while waiting. The clerk goes as soon as the server has given the number;
 * the server's clock, which calls once a second, may be quicker, and then it is tried again with another phone.
 */
async function waitsInABreak(desk: Desk, open: () => Promise<Phone>): Promise<{ phone: Phone; number: number }> {
  for (let tries = 0; tries < 2; tries++) {
    const phone = await open()
    await checkPapers(phone, ['passport', 'lease'])
    await typeFacts(phone, anna)
    await phone.page.route('**/waiting/number', async route => {
      const response = await route.fetch()
      if (response.ok()) {
        await desk.press('b')
        await desk.at('resting')
      }
      await route.fulfill({ response })
    })
    await askForNumber(phone)
    await phone.page.waitForSelector(`#number-n, ${screen('visit')}`)
    const called = await desk.page.evaluate(async () => (await (await fetch('/now')).json()).serving)
    const { n } = await keptNumber(phone)
    if (called < n) return { phone, number: await numberOn(phone) }
    await phone.person.close()
    await desk.press('n')
    await desk.at('line')
  }
  throw new Error('every number was called before the break')
}

/** The desk did not lose what the clerk had marked. */
const looksKept = ({ page }: Desk) => page.waitForFunction(() => document.querySelectorAll('.look-on').length === 3)

/** From all three ticks to *Done*. */
async function finish(phone: Phone, desk: Desk) {
  await desk.page.waitForSelector('#to-face:not([disabled])')
  await desk.press('f')
  await desk.at('face')
  await desk.page.waitForSelector('#same-person:not([disabled])')
  await desk.press('y')
  await desk.page.waitForSelector('#approve:not([disabled])')
  await desk.press('a')
  await phone.at('visit-card')
  must((await phone.page.locator('.visit-facts').innerText()).includes(anna.name), 'something was typed again')
  await phone.tap('#yes')
  await desk.at('touch')
  await desk.press('k')
  await phone.at('visit-sealed')
  await phone.tap('#save')
  await phone.page.waitForSelector('.visit-done')
  await phone.tap('#finish')
  await phone.tap('#finish-yes')
  await phone.at('visit-over')
  await desk.at('closed')
}

interface StolenNumber {
  way: string
  day: string
  n: number
  mac: string
}

/** What a thief who reads the phone's cache would have. */
const keptNumber = ({ page }: Phone) =>
  page.evaluate(async () => {
    const cache = await caches.open('latchkey')
    for (const request of await cache.keys()) {
      if (!new URL(request.url).pathname.endsWith('/number')) continue
      const kept = (await (await cache.match(request))?.json()) as { number: StolenNumber }
      return kept.number
    }
    throw new Error('no number')
  })

/** @returns the fault, or null when the claim was taken */
async function claim(address: string, number: StolenNumber): Promise<string | null> {
  const placeHash = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
  const answer = await fetch(`${address}/waiting/claim`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number, placeHash }),
  })
  return ((await answer.json()) as { fault?: string }).fault ?? null
}

/** Until the page has looked for newer ones, the server says something more than this page knows, and its first page names another script. */
async function meetsNewerPages({ page, person }: Phone, address: string) {
  const { context } = person
  await context.route(`${address}/now`, async route => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), newer: true } })
  })
  const looked = new Promise<void>(resolve => {
    void context.route(`${address}/`, async route => {
      await context.unroute(`${address}/now`)
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: (await answer.text()).replace(/src="\/a\/[\w.-]+\.js"/, 'src="/a/newer.js"') })
      await context.unroute(`${address}/`)
      resolve()
    })
  })
  await Promise.all([looked, page.waitForEvent('framenavigated', { timeout: nextLook * 1000 })])
}
