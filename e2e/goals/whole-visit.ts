/** One whole visit through both pages: goals 2 (code), 3 (enough?), 4 (what we ask), 6 (the clerk's time) and 14 (leaves nothing). */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { factPatterns } from '@latchkey/drill/canaries.ts'
import { filesBelow } from '@latchkey/drill/sweep/capture.ts'
import { Matcher } from '@latchkey/drill/sweep/matcher.ts'
import { type Canary, invent } from '@latchkey/drill/world/roster.ts'
import type { Page } from 'playwright-core'
import type { OpenStudio } from '../camera/studio.ts'
import { utopiaPassport } from '../camera/studio.ts'
import { type Journey, must } from '../journey.ts'
import {
  asked,
  checkPapers,
  inView,
  openDesk,
  openPhone,
  type Phone,
  papersCame,
  photographEarly,
  pointersAt,
  showPrepared,
  sitDown,
  takeNext,
  takeNumber,
  takePhoto,
  tickLooks,
  typeFacts,
  usePhoto,
} from '../people.ts'
import { type Goal, human, tell, tenth } from './goal.ts'
import { handsOf, makeOld, watchHands } from './old-phone.ts'
import { comeBefore } from './others.ts'
import type { GoalWorld } from './world.ts'

/** Numbers of the phrases in cities/chicago/rules.json that the desk asks by itself. */
const [passport, cardPhoto, turnHead] = [7, 14, 6]

export interface WholeVisit {
  goals: Goal[]
  /** The back of the practice card, PNG as a data address. */
  back: string
  person: Canary
}

/** The same screen for another paper or another request is one screen; the turned head is R11. */
const screenOf = (at: string) =>
  at.startsWith('photos')
    ? 'photos'
    : at.startsWith(`visit-showing-${turnHead}-`)
      ? 'visit-turned'
      : at.startsWith('visit-showing')
        ? 'visit-showing'
        : at.replace(/-$/, '')
/** The page waits for an answer and goes on by itself: nothing to read, nothing to do, and none of R1 to R14. */
const moments = ['number-asking', 'number-called', 'visit-joining', 'visit-making']

export async function wholeVisit(run: Journey, world: GoalWorld, studio: OpenStudio): Promise<WholeVisit> {
  const person = invent(1, 'approved')
  const holder = { name: person.name, birthDate: person.birthDate, address: person.address, face: 'rosa' as const }
  const film = join(run.folder, 'phone.y4m')
  tell('drawing the film for the phone’s camera')
  const scenes = await studio.film(film, {
    passport: { what: 'picture', address: utopiaPassport() },
    lease: { what: 'lease', holder },
    portrait: { what: 'portrait', holder },
    turned: { what: 'turned', holder },
  })
  const desk = await openDesk(run, world.office, 'clerk', { keepProfile: true })
  run.later(() => rmSync(desk.person.profile, { recursive: true, force: true }))
  await sitDown(desk)

  const from = world.line.crossed.length
  const phone = await openPhone(run, 'about:blank', 'resident', { film, keepProfile: true })
  run.later(() => rmSync(phone.person.profile, { recursive: true, force: true }))
  const { page } = phone
  const strangers: string[] = []
  const asks: string[] = []
  phone.person.context.on('request', request => {
    const { host, pathname, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && `http://${host}` !== world.line.address) strangers.push(host)
    if (protocol.startsWith('http') && pathname !== '/now') asks.push(pathname)
  })
  await watchHands(phone.person)
  await makeOld(phone.person.cdp)
  await page.goto(world.line.address, { waitUntil: 'networkidle' })
  await phone.at('home')
  await papersCame(phone)

  // Goal 3
  tell('the resident finds out')
  asks.length = 0
  await checkPapers(phone, ['passport', 'lease'])
  must((await page.locator('#answer-show li').count()) === 2, 'passport and lease are enough')
  const hands = await handsOf(page)
  const found = { taps: hands.taps, typed: hands.typed, requestsAfterLoad: asks.length }
  const screens3 = new Set(hands.screens.map(screenOf)).size
  const seconds3 = tenth(found.taps * human.point + found.typed * human.key + screens3 * human.think)
  const goal3: Goal = {
    goal: 3,
    name: 'Is what I have enough?',
    value: { ...found, modelSeconds: seconds3 },
    unit: 'taps; letters; requests after load (but for the look at /now that everyone makes alike); seconds by the keystroke model',
    target: '<= 8 taps; 0 letters; 0 requests; <= 30 s',
    met: found.taps > 0 && found.taps <= 8 && found.typed === 0 && found.requestsAfterLoad === 0 && seconds3 <= 30,
  }

  tell('types what goes on the card, takes a number, photographs')
  await typeFacts(phone, { name: person.name, birthDate: person.birthDate })
  const fields = await page.evaluate(() => ({
    accounts: document.querySelectorAll('[type=password], [autocomplete*=username], [autocomplete*=password]').length,
    contacts: document.querySelectorAll('[type=email], [type=tel], [autocomplete=email], [autocomplete=tel]').length,
    // What is open without having chosen it: the name and the three parts of the birth date.
    open: [...document.querySelectorAll<HTMLElement>('input:not([type=checkbox]):not([type=radio]), select, textarea')]
      .filter(one => one.checkVisibility() && one.closest('main') !== null)
      .map(one => one.id),
  }))
  await page.locator('label:has(#facts-address-on)').tap()
  await page.fill('#facts-address', person.address)
  const others = await comeBefore(world)
  await takeNumber(phone)
  await photographEarly(phone, scenes)
  await others.goAway(phone.at('visit', 180))

  // Goal 6
  tell('the visit')
  await takeNext(desk)
  const began = Date.now()
  await phone.at('visit-called')
  await phone.tap('#ready')
  await asked(phone, passport)
  await showPrepared(phone)
  await inView(desk, 'Passport')
  await tickLooks(desk)
  await phone.at('visit-showing-7-lease')
  await showPrepared(phone)
  await inView(desk, 'Lease')
  await tickLooks(desk)
  await asked(phone, cardPhoto)
  await showPrepared(phone)
  await asked(phone, turnHead)
  await takePhoto(phone, scenes.turned)
  await usePhoto(phone)
  await desk.page.waitForFunction(() => document.querySelector('#asked .soft') !== null, undefined, { timeout: 60_000 })
  await desk.press('f')
  await desk.at('face')
  await desk.page.waitForSelector('#same-person:not([disabled])')
  await desk.press('y')
  await desk.page.waitForSelector('#approve:not([disabled])')
  await desk.press('a')
  await phone.at('visit-card')
  await page.waitForSelector('#plate-front[data-drawn=yes]')
  await phone.tap('#yes')
  await desk.at('touch')
  await desk.press('k')
  await phone.at('visit-sealed', 90)
  const wall = tenth((Date.now() - began) / 1000)
  await desk.at('handed')
  const keys = desk.keys.length
  const pictures = 4
  // Line, papers twice, face, decide, touch: a thought at each; every picture is looked at.
  const thoughts = 6
  const seconds6 = tenth(keys * human.key + thoughts * human.think + pictures * human.look)
  const pointers = await pointersAt(desk)
  const goal6: Goal = {
    goal: 6,
    name: 'Clerk’s time, plain adult case: from next to the card on the phone',
    value: { modelSeconds: seconds6, keys, mouse: pointers, pressed: desk.keys.join(' '), thoughts, pictures, robotsWallSeconds: wall },
    unit: 'seconds by the keystroke model; keys, a touch of the passkey counts as one; presses of a pointer',
    target: '<= 90 s; <= 14 keys; 0 mouse',
    met: seconds6 <= 90 && keys > 0 && keys <= 14 && pointers === 0,
  }

  tell('keeps the card, says goodbye')
  await page.waitForSelector('#plate-back[data-drawn=yes]')
  const back = await page.locator('#plate-back').evaluate(node => (node as HTMLCanvasElement).toDataURL('image/png'))
  await phone.tap('#save')
  await page.waitForSelector('.visit-done')
  await page.waitForSelector('#sheet-picture:not([disabled])')
  const [sheet] = await Promise.all([page.waitForEvent('download'), phone.tap('#sheet-picture')])
  await sheet.delete()
  await phone.tap('#finish')
  await phone.at('visit-over')
  await desk.at('closed')

  // Goal 2
  const crossed = world.line.crossed.slice(from)
  const isCode = (path: string) => path === '/' || path.startsWith('/a/') || path === '/sw.js'
  const code = crossed.filter(one => isCode(one.path)).reduce((sum, one) => sum + one.bytes, 0)
  const twice = crossed.filter((one, at) => isCode(one.path) && crossed.findIndex(other => other.path === one.path) < at)
  const cookies = (await phone.person.context.cookies()).length
  const goal2: Goal = {
    goal: 2,
    name: 'All the code up to the end of a visit',
    value: {
      kilobytes: tenth(code / 1024),
      ofThatFetchedTwice: tenth(twice.reduce((sum, one) => sum + one.bytes, 0) / 1024),
      thirdPartyRequests: strangers.length,
      cookies,
    },
    unit: 'KB over the wire with heads, page and service worker together; requests; cookies',
    target: '<= 450 KB; 0; 0',
    met: code > 1000 && code <= 450 * 1024 && strangers.length === 0 && cookies === 0,
  }

  // Goal 4
  const all = await handsOf(page)
  const seen = [...new Set(all.screens.map(screenOf))].filter(at => at !== '')
  const distinct = seen.filter(at => !moments.includes(at))
  const birthDate = fields.open.filter(id => id.startsWith('facts-birth'))
  const typed = fields.open.filter(id => !id.startsWith('facts-birth') && id !== 'language')
  // Who it is for, which papers, and the open fields of R5; the parts of a date are one question.
  const questions = ['who', 'papers', ...typed, ...(birthDate.length > 0 ? ['birth date'] : [])]
  const goal4: Goal = {
    goal: 4,
    name: 'What we ask of an adult',
    value: {
      mustAnswer: questions.length,
      questions,
      accounts: fields.accounts,
      contactFields: fields.contacts,
      screens: distinct.length,
      seen: distinct,
      momentsBetween: seen.filter(at => moments.includes(at)),
    },
    unit: 'questions that must be answered; accounts; contact fields; different screens of R1 to R14 this resident saw',
    target: '<= 4; 0; 0; <= 14',
    met: questions.length <= 4 && fields.accounts === 0 && fields.contacts === 0 && distinct.length > 8 && distinct.length <= 14,
  }

  // Goal 14, first half: while the pages are open.
  const afterDone = await keptBy(page)
  // The card this person chose to keep, with the key it is bound to: *My card* shows them as one thing.
  const beside = afterDone.filter(key => !['latchkey:/card', 'latchkey:/holder', 'latchkey:/language'].includes(key))
  await phone.tap('#known')
  await phone.at('known')
  const known = await page.locator('[data-known]').evaluateAll(list => list.map(one => (one as HTMLElement).dataset.known ?? ''))
  const control = await namesIn(page, person)
  await phone.tap('#erase-all')
  await phone.tap('#erase-yes')
  await phone.at('erased')
  const afterErase = await keptBy(page)
  const erasedNames = await namesIn(page, person)
  const addresses = await addressesOf(phone)
  const deskKept = await keptBy(desk.page)
  const deskText = await desk.page.evaluate(() => document.body.innerText)
  await Promise.all([phone.person.close(), desk.person.close()])
  tell('searching both profiles on disk')
  const phoneDisk = searched(phone.person.profile, person, 'localhost')
  const deskDisk = searched(desk.person.profile, person, 'localhost')
  const value = {
    afterDone: { knownToThePerson: known, beside },
    afterEraseAll: { kept: afterErase.length, namesInCaches: erasedNames, onDisk: phoneDisk.hits, historyWithMore: addresses },
    desk: { kept: deskKept.length, onScreen: deskText.includes(person.name) ? 1 : 0, onDisk: deskDisk.hits },
    controls: { cardFoundBeforeErasing: control > 0, phoneSearched: phoneDisk.control, deskSearched: deskDisk.control },
  }
  const goal14: Goal = {
    goal: 14,
    name: 'Leaves nothing',
    value,
    unit: 'things of the visit in storage, caches, profile and history',
    target: '0 everywhere (after Done: the card this person chose to keep, and the language)',
    met:
      known.every(one => one === 'card' || one === 'language') &&
      beside.length === 0 &&
      afterErase.length + erasedNames + phoneDisk.hits.length + addresses.length === 0 &&
      deskKept.length + value.desk.onScreen + deskDisk.hits.length === 0 &&
      Object.values(value.controls).every(Boolean),
  }
  return { goals: [goal2, goal3, goal4, goal6, goal14], back, person }
}

/** Everything a page can keep but the code in the service worker's cache: names, never values. */
const keptBy = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const found: string[] = []
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) {
        const { pathname } = new URL(request.url)
        if (pathname !== '/' && !pathname.startsWith('/a/')) found.push(`${name}:${pathname}`)
      }
    }
    for (const [name, store] of [
      ['local', localStorage],
      ['session', sessionStorage],
    ] as const) {
      for (let at = 0; at < store.length; at++) found.push(`${name}:${store.key(at)}`)
    }
    for (const { name } of await indexedDB.databases()) found.push(`database:${name}`)
    if (document.cookie) found.push('cookie')
    return found
  })

/** In how many kept files a part of the name stands. */
const namesIn = (page: Page, person: Canary): Promise<number> =>
  page.evaluate(async words => {
    let found = 0
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const text = await (await cache.match(request))?.text()
        if (words.some(word => text?.includes(word))) found++
      }
    }
    return found
  }, person.name.split(' '))

/** Addresses in this tab's history that say more than where the city is. */
async function addressesOf(phone: Phone): Promise<string[]> {
  const { entries } = await phone.person.cdp.send('Page.getNavigationHistory')
  return entries.map(one => one.url).filter(url => url !== 'about:blank' && new URL(url).href !== `${new URL(url).origin}/`)
}

/** Searches a profile whose browser has ended, in every encoding the drill knows. */
function searched(profile: string, person: Canary, control: string): { hits: string[]; control: boolean } {
  const known = { name: 'control', bytes: Buffer.from(control) }
  const matcher = new Matcher([...factPatterns(person), known])
  const hits: string[] = []
  let found = false
  for (const { bytes, where } of filesBelow(profile)) {
    for (const { pattern } of matcher.search(bytes)) {
      if (pattern === known) found = true
      else hits.push(`${pattern.name} in ${where.slice(profile.length)}`)
    }
  }
  return { hits, control: found }
}
