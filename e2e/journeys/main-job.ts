/**
 * The whole main job on a root made in this run: administrators make the root and open the city; a resident finds out that their papers are
 * enough, takes a number, shows papers and face to a clerk, says yes to the card they see; a stranger's phone checks it in airplane mode.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { buildCity, top } from '../../tools/build.mjs'
import { sceneNow, waitForScene } from '../camera/film.ts'
import { openStudio, utopiaPassport } from '../camera/studio.ts'
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
import { eraseMemoryFiles, type RunningServer, startServer } from '../server.ts'
import { checkAtTill, forge, goOffline, lookAtList, refusedAs, scanNext } from '../stranger.ts'

/** As in the specimen passport, whose machine-readable lines have no accents; the card has them. */
const anna = {
  name: 'Anna María Eriksson',
  birthDate: '1974-08-12',
  address: '12 Long Street, Apt 3\nChicago, IL 60601',
  face: 'rosa',
  lines: { library: '2 1182 0451 9934' },
} as const
/** Anybody whose card is held to a camera here; the name printed on forged plates with them. */
const somebody = /Ann[ae]|Eriksson|1974|Long Street|1182 0451|Amal|Tomas/
const clerk = '14'
const passport = 7
const spanish: Record<string, string> = JSON.parse(readFileSync(join(top, 'cities/chicago/texts/es.json'), 'utf8'))
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
  let server = await startServer({ out, directory, data, port, makeRoot: true, firstStart: true })
  run.later(() => eraseMemoryFiles(data))
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
  const hold = (address: string) => studio.film(checkFilm, { card: { what: 'plate', address } })
  const forged = await forge(studio, back, directory, { ...anna, from: 'Anna', to: 'Anne' })
  await hold(back)
  const stranger = await openPhone(run, `${address}/check/`, 'verifier', { film: checkFilm })
  const listAt = await run.step('a stranger’s phone loads the page once, then goes to airplane mode', () => goOffline(stranger))
  await run.step('the printed card is good, with its face', async () => {
    await scanNext(stranger)
    await stranger.page.waitForSelector('[data-why=yes] .answer-face[data-drawn]')
    must((await stranger.page.locator('.answer-facts').innerText()).includes(anna.name), 'the name is shown')
    await run.shot(stranger.page, 'check-yes', { whole: true })
  })
  await run.step('a till’s hand scanner types the same code: the same face', async () =>
    checkAtTill(run, stranger, `${address}/check/`, await studio.codeOn(back)),
  )
  for (const [why, plate] of [
    ['changed', forged.changed],
    ['unknown_issuer', forged.foreign],
    ['practice', forged.practice],
  ] as const) {
    await run.step(`refused by name: ${why}`, async () => {
      await hold(plate)
      await scanNext(stranger)
      await refusedAs(stranger.page, why, somebody)
      if (why !== 'practice') await run.shot(stranger.page, `check-${why}`)
    })
  }
  await hold(back)
  await run.step('refused by name: expired, six years later', async () => {
    const later = await stranger.person.context.newPage()
    // This tab alone lives six years on.
    await later.addInitScript(
      ahead => {
        const now = Date.now.bind(Date)
        Date.now = () => now() + ahead
      },
      6 * 366 * 86_400_000,
    )
    await later.goto(`${address}/check/`)
    await later.tap('#scan')
    await refusedAs(later, 'expired', somebody)
    await run.shot(later, 'check-expired')
    await later.close()
  })
  await run.step('the resident cancels the card alone; the next list shows it to their phone', () => cancels(phone, server))
  await run.step('refused by name: cancelled, after one look at the list', async () => {
    await lookAtList(stranger, listAt)
    await scanNext(stranger)
    await refusedAs(stranger.page, 'cancelled', somebody)
    await run.shot(stranger.page, 'check-cancelled')
  })
  await run.step('the server printed nothing about anyone', async () => {
    must(!somebody.test(server.output()), 'the server printed something about somebody')
  })
}

type Scenes = Record<'lease' | 'portrait' | 'turned' | 'dark' | 'blurred' | 'glare' | 'clear', number>

/** R1 to R5. */
async function findsOut(run: Journey, phone: Phone) {
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
async function waits(run: Journey, phone: Phone, desk: Desk, scenes: Scenes) {
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
    if (scene === 'blurred') continue
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
  await page.locator('.buttons-sticky .button-main').tap()
  await desk.press('n')
  await desk.at('line')
}

/** R9 to R11, D2 to D4. */
async function shows(run: Journey, phone: Phone, desk: Desk, scenes: Scenes) {
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
  await run.shot(page, 'R10-again', {
    until: () => waitForScene(page, scenes.clear, 'clear'),
    while: async () => (await sceneNow(page)) === scenes.clear,
  })
  await takePhoto(phone, scenes.clear)
  await usePhoto(phone)
  await phone.at('visit-showing-7-lease')
  await run.shot(desk.page, 'D3-passport')
  await tickLooks(desk)
  await page.waitForSelector('.tick-met')
  await setLanguage(page, 'es')
  // The city's own sentences too, although the words of later screens came after them.
  await page.getByText(spanish[`phrase.${passport}`]!).waitFor()
  await run.shot(page, 'R10-ticks-spanish', { whole: true })
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
  await desk.press('f')
  await desk.at('face')
  await run.shot(desk.page, 'D4-face')
  await desk.page.waitForSelector('#same-person:not([disabled])')
  await desk.press('y')
  await desk.page.waitForSelector('#approve:not([disabled])')
  await run.shot(desk.page, 'D5-decide')
}

/** R12, D6. */
async function seals(run: Journey, phone: Phone, desk: Desk, clerkKey: Key) {
  const { page } = phone
  await desk.press('a')
  await phone.at('visit-card')
  await page.waitForSelector('#plate-front[data-drawn=yes]')
  const said = await page.locator('.visit-facts').innerText()
  must(said.includes(anna.name) && said.includes('Long Street') && said.includes(anna.lines.library), 'the card says what was typed')
  await page.emulateMedia({ colorScheme: 'dark' })
  await run.shot(page, 'R12-is-this-right', { whole: true })
  await page.emulateMedia({ colorScheme: 'light' })
  await desk.at('checking')
  await phone.tap('#yes')
  await desk.at('touch')
  await run.shot(desk.page, 'D6-touch')
  await touching(clerkKey, async () => {
    await desk.press('k')
    await desk.at('handed')
  })
  await phone.at('visit-sealed')
}

/** R13, R14, D8. @returns the back of the plate as it stands on the phone, PNG as a data address */
async function keeps(run: Journey, phone: Phone, desk: Desk): Promise<string> {
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

/** *Lost your card?* With the card on the phone it is two taps; the next list shows it. */
async function cancels(phone: Phone, server: RunningServer) {
  const { page } = phone
  await phone.tap('#cancel-card')
  await phone.tap('#cancel-kept')
  await phone.tap('#cancel-yes')
  await page.waitForSelector('#cancel-heard')
  await server.tick()
  // The phone is taken up again: the page looks at once.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.waitForSelector('#cancel-listed')
}
