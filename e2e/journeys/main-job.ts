/**
 * The whole main job on a root made in this run: administrators make the root and open the city; a resident finds out that their papers are
 * enough, takes a number, shows papers and face to a clerk, says yes to the card they see; a stranger's phone checks it in airplane mode.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeBase45, encodeBase45 } from '@latchkey/card/base45.ts'
import { codePrefix } from '@latchkey/card/code.ts'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import type { Page } from 'playwright-core'
import { buildCity, top } from '../../tools/build.mjs'
import { makeTestCards } from '../../try/test-cards/make-test-cards.ts'
import { sceneNow, waitForScene } from '../camera/film.ts'
import { type OpenStudio, openStudio, utopiaPassport } from '../camera/studio.ts'
import { makeCity } from '../city.ts'
import { type Journey, must } from '../journey.ts'
import {
  addAuthenticator,
  asked,
  carryPasskeys,
  certifyClerk,
  certifyPeriod,
  checkPapers,
  type Desk,
  inView,
  type Key,
  makeRoot,
  openDesk,
  openPhone,
  openPhoneVisits,
  type Phone,
  pointersAt,
  screen,
  setLanguage,
  showPrepared,
  sitDown,
  takeNext,
  takeNumber,
  takePhoto,
  tickLooks,
  touching,
  typeFacts,
  usePhoto,
} from '../people.ts'
import { type RunningServer, startServer } from '../server.ts'

/** As in the specimen passport, whose machine-readable lines have no accents; the card has them. */
const anna = {
  name: 'Anna María Eriksson',
  birthDate: '1974-08-12',
  address: '12 Long Street, Apt 3\nChicago, IL 60601',
  face: 'rosa',
} as const
const clerk = '14'
const passport = 7
const [glare, cardPhoto, turnHead] = [1, 14, 6]

export async function journey(run: Journey) {
  const port = await freePort()
  const out = join(top, 'dist', `journey-main-job-${process.pid}`)
  run.later(() => rmSync(out, { recursive: true, force: true }))
  const directory = makeCity(join(run.folder, 'city'), null)
  const data = join(run.folder, 'data')
  const say = () => {}

  const studio = await openStudio()
  run.later(() => studio.close())
  const film = join(run.folder, 'phone.y4m')
  const scenes = await run.step('one film for the phone’s camera is drawn', () =>
    studio.film(film, {
      lease: { what: 'lease', holder: anna },
      portrait: { what: 'portrait', holder: anna },
      turned: { what: 'turned', holder: anna },
      dark: { what: 'picture', address: utopiaPassport(), light: 'dark' },
      blurred: { what: 'picture', address: utopiaPassport(), light: 'blurred' },
      glare: { what: 'picture', address: utopiaPassport(), light: 'glare' },
      clear: { what: 'picture', address: utopiaPassport() },
    }),
  )

  // A root, and a city on it

  await buildCity({ city: directory, outDirectory: out, say })
  let server = await startServer({ out, directory, data, port, makeRoot: true })
  run.later(() => server.stop())
  const { address } = server
  const office = await openDesk(run, address, 'administrators')
  const keys = [
    await addAuthenticator(office.person),
    await addAuthenticator(office.person),
    await addAuthenticator(office.person),
  ] as const
  const administrators = [
    { alias: 'A', key: keys[0] },
    { alias: 'B', key: keys[1] },
  ]
  await run.step('two administrators make the root, each with a key of their own', async () => {
    const json = await makeRoot(office.page, administrators, 2)
    const root = JSON.parse(json)
    must(root.threshold === 2 && root.administrators.length === 2 && root.practice === false, 'the root names two administrators')
    must((await office.page.locator('.practice').count()) === 0, 'no practice stripe over a real root')
    writeFileSync(join(directory, 'root.json'), json)
    await run.shot(office.page, 'administrators-root', { whole: true })
    await server.stop()
  })
  await run.step('the city is built with that root and started outside practice', async () => {
    await buildCity({ city: directory, outDirectory: out, say })
    server = await startServer({ out, directory, data, port })
  })

  // The administrators' page; meanwhile a resident finds out

  // The same address with another mark: the page that was built without a root has to be loaded anew.
  await office.page.goto(`${address}/desk#settings`)
  await office.page.reload()
  await run.step('they certify a clerk, whose key is the third', () => certifyClerk(office.page, clerk, keys[2], administrators))
  const phone = await openPhone(run, address, 'resident', { film })
  await run.step('they certify the quarter and its blanks; meanwhile a resident’s papers are enough', () =>
    certifyPeriod(office.page, administrators, () => findsOut(run, phone)),
  )
  await run.step('they record the law and open phone visits', async () => {
    const law = {
      citation: 'Ordinance of the journey, section 1',
      text: 'What is shown in a phone visit is looked at and not received.',
      date: '2026-01-15',
      settledBy: 'Counsel of the journey',
    }
    await openPhoneVisits(office.page, law, administrators[0]!)
    await run.shot(office.page, 'administrators-open', { whole: true })
  })

  // Clerk and resident

  const desk = await openDesk(run, address, 'clerk')
  const clerkKey = await addAuthenticator(desk.person)
  await carryPasskeys(office.person, keys[2].id, desk.person, clerkKey.id)
  await office.person.close()
  await run.step('the clerk sits down with one touch', async () => {
    await desk.page.waitForSelector('#touch:not([disabled])')
    await run.shot(desk.page, 'desk-open')
    await touching(clerkKey, () => sitDown(desk))
  })
  await run.step('the resident takes a number and photographs everything while waiting', () => waits(run, phone, desk, scenes))
  await run.step('papers and face are shown, one of them again', () => shows(run, phone, desk, scenes))
  await run.step('the card is seen, said yes to, sealed and handed over', () => seals(run, phone, desk, clerkKey))
  await run.step('from next to signed the clerk needed at most 14 keys and no mouse', async () => {
    const until = desk.keys.indexOf('k') + 1
    console.log(`       keys: ${desk.keys.slice(0, until).join(' ')} (${until})`)
    must(until > 0 && until <= 14, `the clerk needed ${until} keys`)
    must((await pointersAt(desk)) === 0, 'the clerk needed a mouse')
  })
  const back = await run.step('the resident keeps card and sheet; the clerk’s screen is empty', () => keeps(run, phone, desk))

  // Anyone, offline

  const checkFilm = join(run.folder, 'check.y4m')
  const cards = await plates(studio, back, directory)
  await studio.film(checkFilm, { card: { what: 'plate', address: cards.good } })
  const stranger = await openPhone(run, `${address}/check/`, 'verifier', { film: checkFilm })
  await run.step('a stranger’s phone loads the page once, then goes to airplane mode', () => goesOffline(run, stranger))
  await run.step('the printed card is good, with its face', async () => {
    await scan(stranger)
    await stranger.page.waitForSelector('[data-why=yes] .answer-face[data-drawn]')
    must((await stranger.page.locator('.answer-facts').innerText()).includes(anna.name), 'the name is shown')
    await run.shot(stranger.page, 'check-yes')
  })
  for (const [why, plate] of [
    ['changed', cards.changed],
    ['unknown_issuer', cards.foreign],
    ['practice', cards.practice],
  ] as const) {
    await run.step(`refused by name: ${why}`, async () => {
      await studio.film(checkFilm, { card: { what: 'plate', address: plate } })
      await stranger.tap('#check-again')
      await refusedAs(stranger.page, why)
      await run.shot(stranger.page, `check-${why}`)
    })
  }
  await run.step('refused by name: expired, six years later', async () => {
    await studio.film(checkFilm, { card: { what: 'plate', address: cards.good } })
    const later = await stranger.person.context.newPage()
    // This tab alone lives six years on.
    await later.addInitScript(ahead => {
      const now = Date.now.bind(Date)
      Date.now = () => now() + ahead
    }, 6 * 366 * 86_400_000)
    await later.goto(`${address}/check/`)
    await later.tap('#scan')
    await refusedAs(later, 'expired')
    await run.shot(later, 'check-expired')
    await later.close()
  })

  await run.step('the resident cancels the card alone; the next list shows it to their phone', async () => {
    await cancels(run, phone, server)
  })
  await run.step('refused by name: cancelled, after one look at the list', async () => {
    await stranger.person.context.setOffline(false)
    await stranger.page.reload()
    await stranger.page.waitForFunction(before => Number(document.querySelector<HTMLElement>('.check-list')?.dataset.list) > before, listAt)
    await stranger.person.context.setOffline(true)
    await stranger.tap('#scan')
    await refusedAs(stranger.page, 'cancelled')
    await run.shot(stranger.page, 'check-cancelled')
  })
}

type Scenes = Record<'lease' | 'portrait' | 'turned' | 'dark' | 'blurred' | 'glare' | 'clear', number>

/** R1 to R5. */
export async function findsOut(run: Journey, phone: Phone) {
  const { page } = phone
  await phone.at('home')
  await run.shot(page, 'R1-first-page')
  await checkPapers(phone, ['passport', 'lease'])
  must((await page.locator('#answer-show li').count()) === 2, 'passport and lease are to be shown')
  await run.shot(page, 'R4-enough')
  await page.goBack()
  await phone.at('papers')
  await setLanguage(page, 'ar')
  await run.shot(page, 'R3-papers-arabic')
  await setLanguage(page, 'en')
  await phone.tap('#papers-next')
  await typeFacts(phone, anna)
  await page.waitForSelector('#facts-back[data-drawn=yes]')
  await run.shot(page, 'R5-on-the-card', { whole: true })
}

/** R7 and R8, while the clerk is on a break. */
export async function waits(run: Journey, phone: Phone, desk: Desk, scenes: Scenes) {
  const { page } = phone
  await takeNumber(phone)
  await desk.press('b')
  await desk.at('resting')
  await run.shot(page, 'R7-number')
  await phone.tap('#number-photos')
  for (const scene of ['dark', 'blurred', 'glare'] as const) {
    const advice = scene === 'blurred' ? 'blur' : scene
    if (scene === 'glare') await page.emulateMedia({ colorScheme: 'dark' })
    await waitForScene(page, scenes[scene], advice)
    await run.shot(page, `R8-${scene}`, {
      until: () => waitForScene(page, scenes[scene], advice),
      while: async () => (await sceneNow(page)) === scenes[scene],
    })
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await takePhoto(phone, scenes.clear)
  must((await page.locator('[data-advice=clear]').count()) === 1, 'a clear photo is called clear')
  await run.shot(page, 'R8-clear')
  await usePhoto(phone)
  await phone.at('photos-paper.lease.1')
  await takePhoto(phone, scenes.lease)
  await usePhoto(phone)
  // The second page can wait until a clerk asks for it.
  await phone.at('photos-paper.lease.2')
  await phone.tap('.photos-later .button-link')
  await phone.at('photos-portrait')
  await run.shot(page, 'R8-oval', {
    until: () => waitForScene(page, scenes.portrait),
    while: async () => (await sceneNow(page)) === scenes.portrait,
  })
  await takePhoto(phone, scenes.portrait)
  await usePhoto(phone)
  await phone.at('photos-list')
  await run.shot(page, 'R8-all-photos')
  await page.locator('.buttons-sticky .button-main').tap()
  await desk.press('n')
  await desk.at('line')
}

/** R9 to R11, D2 to D4. */
export async function shows(run: Journey, phone: Phone, desk: Desk, scenes: Scenes) {
  const { page } = phone
  await phone.at('visit-line')
  await desk.page.waitForFunction(() => document.querySelector('#ready strong')?.textContent === '1')
  await run.shot(desk.page, 'D2-line')
  await takeNext(desk)
  await phone.at('visit-called')
  await setLanguage(page, 'ar')
  await run.shot(page, 'R9-next-arabic')
  await setLanguage(page, 'en')
  await phone.tap('#ready')

  await asked(phone, passport)
  await run.shot(page, 'R10-front')
  await showPrepared(phone)
  await inView(desk, 'Passport')
  // The clerk wants a better picture: one key.
  await desk.press('1')
  await asked(phone, glare)
  await takePhoto(phone, scenes.clear)
  await run.shot(page, 'R10-again')
  await usePhoto(phone)
  await phone.at('visit-showing-7-lease')
  await run.shot(desk.page, 'D3-passport')
  await tickLooks(desk)
  await page.waitForSelector('.tick-met')
  await setLanguage(page, 'ar')
  await run.shot(page, 'R10-ticks-arabic')
  await setLanguage(page, 'en')
  await showPrepared(phone)
  await inView(desk, 'Lease')
  await tickLooks(desk)
  await asked(phone, cardPhoto)
  await showPrepared(phone)
  await asked(phone, turnHead)
  await run.shot(page, 'R11-turn', {
    until: () => waitForScene(page, scenes.turned),
    while: async () => (await sceneNow(page)) === scenes.turned,
  })
  await takePhoto(phone, scenes.turned)
  await usePhoto(phone)
  await page.waitForFunction(() => document.querySelectorAll('.tick-met').length === 3)
  await desk.page.waitForFunction(() => document.querySelector('#asked .soft') !== null)
  await run.shot(desk.page, 'D3-enough')
  await desk.press('f')
  await desk.at('face')
  await run.shot(desk.page, 'D4-face')
  await desk.press('y')
  await desk.page.waitForSelector('#approve:not([disabled])')
  await run.shot(desk.page, 'D5-decide')
}

/** R12, D6. */
export async function seals(run: Journey, phone: Phone, desk: Desk, clerkKey: Key) {
  const { page } = phone
  await desk.press('a')
  await phone.at('visit-card')
  await page.waitForSelector('#plate-front[data-drawn=yes]')
  const said = await page.locator('.visit-facts').innerText()
  must(said.includes(anna.name) && said.includes('Long Street'), 'the card says what was typed')
  await page.emulateMedia({ colorScheme: 'dark' })
  await run.shot(page, 'R12-is-this-right', { whole: true })
  await page.emulateMedia({ colorScheme: 'light' })
  await desk.at('checking')
  await run.shot(desk.page, 'D6-they-read')
  await phone.tap('#yes')
  await desk.at('touch')
  await run.shot(desk.page, 'D6-touch')
  await touching(clerkKey, async () => {
    await desk.press('k')
    await desk.at('handed')
  })
  await phone.at('visit-sealed')
  await run.shot(desk.page, 'D6-handed')
}

/** R13, R14, D8. @returns the back of the plate as it stands on the phone, PNG as a data address */
export async function keeps(run: Journey, phone: Phone, desk: Desk): Promise<string> {
  const { page } = phone
  await page.waitForSelector('#plate-back[data-drawn=yes]')
  const back = await page.locator('#plate-back').evaluate(node => (node as HTMLCanvasElement).toDataURL('image/png'))
  await run.shot(page, 'R13-ready', { whole: true })
  await phone.tap('#save')
  await page.waitForSelector('.visit-done')
  await page.waitForSelector('#sheet-picture:not([disabled])')
  const [download] = await Promise.all([page.waitForEvent('download'), phone.tap('#sheet-picture')])
  const sheet = readFileSync(await download.path())
  must(sheet.subarray(1, 4).toString() === 'PNG' && sheet.length > 50_000, 'the sheet is a picture')
  must(!download.suggestedFilename().includes('Anna'), 'its file name names nobody')
  await phone.tap('#finish')
  await phone.at('visit-over')
  await run.shot(page, 'R14-done')
  await desk.at('closed')
  await run.shot(desk.page, 'D8-holds-nothing')
  const left = await desk.page.evaluate(() => [document.body.innerText, document.querySelectorAll('canvas').length] as const)
  must(!left[0].includes('Anna') && left[1] === 0, 'the desk still shows somebody')
  await phone.tap('#known')
  await phone.at('known')
  const known = await page.locator('[data-known]').evaluateAll(all => all.map(one => (one as HTMLElement).dataset.known))
  must(known.sort().join() === 'card,language', `the phone still knows ${known.join()}`)
  await run.shot(page, 'R14-still-knows', { whole: true })
  await page.reload()
  await phone.tap('#home-card')
  await phone.tap('#show-card')
  await page.waitForSelector('#card-code')
  await run.shot(page, 'my-card')
  await phone.tap('#hide-card')
  return back
}

/** Plates before a stranger's camera: the resident's own, one that was changed, one of another city, one of a practice city. */
export async function plates(studio: OpenStudio, good: string, directory: string) {
  const names = JSON.parse(readFileSync(join(directory, 'names.json'), 'utf8'))
  const text = await studio.codeOn(good)
  const bytes = decodeBase45(text.slice(codePrefix.length))
  // A forger makes Anna an Anne.
  const name = Buffer.from(bytes).indexOf('Anna')
  must(name > 0, 'the code opens the name')
  bytes[name + 3] = 'e'.charCodeAt(0)
  const facts = {
    name: 'Anne María Eriksson',
    name_latin: null,
    birth_date: anna.birthDate,
    portrait: new Uint8Array(),
    ends: null,
    address: anna.address,
    gender: null,
    emergency_contact: null,
  }
  const { cards } = await makeTestCards({ builtAt: Math.floor(Date.now() / 1000) })
  const back = (code: string) => studio.plateBack({ facts, technicalEnd: 2_100_000_000, practice: false, code }, names)
  const other = (kind: string) => back(cards.find(card => card.kind === kind)?.text ?? '')
  return {
    good,
    changed: await back(codePrefix + encodeBase45(bytes)),
    foreign: await other('unknown_issuer'),
    practice: await other('practice'),
  }
}

let listAt = 0

export async function goesOffline(run: Journey, { page, person, tap }: Phone) {
  await page.waitForSelector('.check-list:not([data-list="0"])')
  listAt = Number(await page.locator('.check-list').getAttribute('data-list'))
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
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
  await run.shot(page, 'check-offline')
  await tap('#scan')
}

const scan = ({ page }: Phone) => page.waitForSelector(screen('check-answer'))

/** A no says why and shows nobody. */
async function refusedAs(page: Page, why: string) {
  await page.waitForSelector('[data-answer]')
  const seen = await page.locator('[data-answer]').evaluate(node => ({
    why: (node as HTMLElement).dataset.why,
    answer: (node as HTMLElement).dataset.answer,
    text: document.body.innerText,
    faces: document.querySelectorAll('canvas').length,
  }))
  must(seen.answer === 'no' && seen.why === why, `the answer is ${seen.answer}, ${seen.why}`)
  must(seen.faces === 0 && !/Ann[ae]|Eriksson|1974|Amal|Tomas/.test(seen.text), 'a no shows somebody')
}

export async function cancels(run: Journey, phone: Phone, server: RunningServer) {
  const { page } = phone
  await phone.tap('#cancel-card')
  await phone.tap('#cancel-kept')
  await phone.tap('#cancel-yes')
  await page.waitForSelector('#cancel-heard')
  await run.shot(page, 'cancel-heard')
  await server.tick()
  // The phone is taken up again: the page looks at once.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.waitForSelector('#cancel-listed')
}
