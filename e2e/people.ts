/**
 * What a resident does on a phone and a clerk at a desk, through the pages as they are: taps, keys and nothing else. Journeys, goals and
 * the drill tell their stories with these.
 */
import type { Language } from '@latchkey/cities/city.ts'
import type { Page } from 'playwright-core'
import { addAuthenticator, carryPasskeys, deskSize, openPerson, type Person, type PersonOptions, phoneSize } from './browser.ts'
import { sceneAtTap, waitForScene, watchScenes } from './camera/film.ts'
import { type Journey, must } from './journey.ts'

/** Milliseconds after which something is broken and not merely slow on a busy machine. */
const patience = 60_000

type Journeys = Pick<Journey, 'later' | 'watch'>

// Resident

export interface Phone {
  person: Person
  page: Page
  tap(what: string): Promise<void>
  /** Waits for a screen by its name, or the beginning of it: `papers`, `visit-showing`. */
  at(screen: string, seconds?: number): Promise<void>
}

export const screen = (name: string) => `[data-screen^="${name}"]`

/** A phone in somebody's hand, on the city's first page. */
export async function openPhone(run: Journeys, address: string, who: string, options: PersonOptions = {}): Promise<Phone> {
  const person = await openPerson({ phone: true, size: phoneSize, ...options })
  person.context.setDefaultTimeout(patience)
  run.later(() => person.close())
  run.watch(who, person.page)
  await watchScenes(person.context)
  const phone = phoneOf(person)
  await phone.page.goto(address)
  return phone
}

/** The same phone, another page of it: a second tab, or after a restart. */
export function phoneOf(person: Person, page: Page = person.page): Phone {
  return {
    person,
    page,
    tap: what => page.locator(what).tap(),
    at: async (name, seconds = 60) => void (await page.waitForSelector(screen(name), { timeout: seconds * 1000 })),
  }
}

/** Waits for what follows the first page unasked: from then on finding out needs no network. */
export async function papersCame({ page }: Phone) {
  // The screens and the words of all later ones; what they export are components, and a promise that is kept when the words are there.
  for (const file of ['/a/paper-screens', '/a/later-texts']) {
    const address = await page.waitForFunction(
      file => performance.getEntriesByType('resource').find(({ name }) => name.includes(file) && name.endsWith('.js'))?.name,
      file,
    )
    await page.evaluate(async address => void (await Promise.all(Object.values(await import(address!)))), await address.jsonValue())
  }
  await page.waitForFunction(() => [...document.querySelectorAll('link')].every(({ rel, sheet }) => rel !== 'stylesheet' || sheet))
}

/** R1 to R4: are these enough? Ends on the answer. */
export async function checkPapers(phone: Phone, papers: readonly string[]) {
  await phone.tap('#home-check')
  await phone.tap('#who-adult')
  await phone.at('papers')
  for (const paper of papers) await phone.page.locator(`.tile:has(#paper-${paper})`).tap()
  await phone.tap('#papers-next')
  await phone.at('answer')
}

export interface Typed {
  name: string
  /** YYYY-MM-DD, YYYY-MM or YYYY */
  birthDate: string
  address?: string
  gender?: 'F' | 'M' | 'X'
  emergencyContact?: string
  /** Lines of the back, by their names. */
  lines?: { library?: string; transit?: string; pharmacy?: string }
}

/** R5, from the answer on: typed in, not sent. */
export async function typeFacts(phone: Phone, { name, birthDate, address, gender, emergencyContact, lines = {} }: Typed) {
  const { page } = phone
  const [year = '', month = '', day = ''] = birthDate.split('-')
  await phone.tap('#answer-go, #answer-anyway')
  await phone.at('facts')
  await page.fill('#facts-name', name)
  if (day === '') await page.locator('label:has(#facts-birth-no-day)').tap()
  if (month === '') await page.locator('label:has(#facts-birth-no-month)').tap()
  else await page.selectOption('#facts-birth-month', String(Number(month)))
  if (day !== '') await page.fill('#facts-birth-day', String(Number(day)))
  await page.fill('#facts-birth-year', year)
  if (address !== undefined) {
    await page.locator('label:has(#facts-address-on)').tap()
    await page.fill('#facts-address', address)
  }
  if (gender !== undefined) {
    await page.locator('label:has(#facts-gender-on)').tap()
    await page.locator(`label:has(input[name=facts-gender][value=${gender}])`).tap()
  }
  if (emergencyContact !== undefined) {
    await page.locator('label:has(#facts-contact-on)').tap()
    await page.fill('#facts-contact', emergencyContact)
  }
  for (const [line, typed] of Object.entries(lines)) {
    await page.locator(`label:has(#facts-${line}-on)`).tap()
    await page.fill(`#facts-${line}`, typed)
  }
}

/** R7: from R5 on asks for a number, once more where the page had not heard yet that a clerk is there. The call may come before the number is seen. */
export async function askForNumber(phone: Phone) {
  const { page } = phone
  await phone.tap('#facts-next')
  await page.waitForSelector(`#number-n, #number-take, ${screen('visit')}`, { timeout: 120_000 })
  if (await page.locator('#number-take').isVisible()) await phone.tap('#number-take')
}

/** R7 with a number to be seen: nobody calls yet. @returns the number */
export async function takeNumber(phone: Phone): Promise<number> {
  await askForNumber(phone)
  return Number(await phone.page.locator('#number-n').textContent())
}

/** The number that this phone shows. */
export const numberOn = async ({ page }: Phone) => Number(await page.locator('#number-n').textContent())

/** The camera is open: takes this scene of the film and keeps it. A picture of another scene is taken again, as a person would. */
export async function takePhoto(phone: Phone, scene: number) {
  const { page } = phone
  for (;;) {
    await page.waitForSelector('.camera[data-state=live]')
    await waitForScene(page, scene)
    await page.locator('.camera .button-main').tap()
    await page.waitForSelector('.camera[data-state=taken]')
    if ((await sceneAtTap(page)) === scene) break
    await page.locator('.camera .button-quiet').first().tap()
  }
}
/** After `takePhoto`: *Use this photo*, *I like it*. */
export const usePhoto = (phone: Phone) => phone.page.locator('.camera[data-state=taken] .button-main').tap()

/** R8 while waiting: the passport, the lease's first page (its second can wait until a clerk asks) and the card photo. Ends in the line. */
export async function photographEarly(phone: Phone, scenes: Record<'passport' | 'lease' | 'portrait', number>) {
  const take = async (scene: number) => {
    await takePhoto(phone, scene)
    await usePhoto(phone)
  }
  await phone.tap('#number-photos')
  await take(scenes.passport)
  await phone.at('photos-paper.lease.1')
  await take(scenes.lease)
  await phone.at('photos-paper.lease.2')
  await phone.tap('.photos-later .button-link')
  await phone.at('photos-portrait')
  await take(scenes.portrait)
  await phone.at('photos-list')
  await phone.page.locator('.buttons-sticky .button-main').tap()
}

/** No camera, or none allowed: *Use a photo I have*. */
export async function pickPhoto(phone: Phone, png: Buffer) {
  await phone.page.setInputFiles('.camera .pick-input', { name: 'photo.png', mimeType: 'image/png', buffer: png })
  await usePhoto(phone)
}

/** In the visit: waits until the clerk asks for this phrase, about this paper. */
export const asked = (phone: Phone, phrase: number, paper = '') => phone.at(`visit-showing-${phrase}-${paper}`)
/** One tap shows what was photographed before. */
export const showPrepared = (phone: Phone) => phone.page.locator('.visit-offer').first().tap()

export async function setLanguage(page: Page, code: Language) {
  await page.selectOption('select.language-select', code)
  await page.waitForSelector(`html[lang^=${code}]`)
}

// Clerk

export interface Desk {
  person: Person
  page: Page
  /** Every key pressed since `keys` was last emptied. */
  keys: string[]
  press(...keys: string[]): Promise<void>
  /** Waits for a screen of the desk by what its keys mean there: `line`, `papers`, `face`, `decide`, `touch`, `handed`, `closed`. */
  at(screen: string, seconds?: number): Promise<void>
}

/** A desk's browser on `/desk`. Mouse and touch are counted, because a clerk needs neither. */
export async function openDesk(
  run: Journeys,
  address: string,
  who: string,
  options: PersonOptions & { path?: string } = {},
): Promise<Desk> {
  const person = await openPerson({ size: deskSize, ...options })
  person.context.setDefaultTimeout(patience)
  run.later(() => person.close())
  run.watch(who, person.page)
  const { page } = person
  await page.addInitScript(() => {
    const seen = { pointers: 0 }
    addEventListener('pointerdown', () => seen.pointers++, true)
    Object.assign(globalThis, { seen })
  })
  const keys: string[] = []
  const desk: Desk = {
    person,
    page,
    keys,
    async press(...pressed) {
      for (const key of pressed) {
        keys.push(key)
        await page.keyboard.press(key)
      }
    },
    at: async (name, seconds = 60) =>
      void (await page.waitForSelector(`.case[data-screen=${name}], [data-screen=${name}]`, { timeout: seconds * 1000 })),
  }
  await page.goto(`${address}${options.path ?? '/desk'}`)
  return desk
}

/** How often a pointer was pressed at this desk. */
export const pointersAt = (desk: Desk) => desk.page.evaluate(() => (globalThis as unknown as { seen: { pointers: number } }).seen.pointers)

/** D1, with the one key that is here: a touch, and the line opens. */
export async function sitDown(desk: Desk) {
  await desk.page.waitForSelector('#touch:not([disabled])')
  await desk.press('k')
  await desk.at('line')
}

/** D2 or D8: takes the next person as soon as somebody is ready. */
export async function takeNext(desk: Desk) {
  await desk.page.waitForFunction(() => /[1-9]/.test(document.querySelector('#ready')?.textContent ?? ''), undefined, { timeout: 60_000 })
  desk.keys.length = 0
  await desk.press('n')
}

/** D3: a new picture of this paper is in view and was read. */
export async function inView(desk: Desk, paper: string) {
  await desk.at('papers')
  await desk.page.waitForFunction(
    paper => {
      const look = document.querySelector('.looks-legend')?.textContent
      const canvas = document.querySelector<HTMLCanvasElement>('canvas#page-in-view, #page-in-view canvas')
      return look === paper && canvas !== null && canvas.width > 100
    },
    paper,
    { timeout: 60_000 },
  )
}

/** The three looks at the paper in view. */
export const tickLooks = (desk: Desk) => desk.press('l', 'm', 'i')

// Administrator

export interface Key {
  id: string
  hold(): Promise<void>
  letGo(): Promise<void>
}

/** While this key is in the hand and no other: what asks for a touch is touched by it. */
export async function touching<T>(key: Key, act: () => Promise<T>): Promise<T> {
  await key.hold()
  try {
    return await act()
  } finally {
    await key.letGo()
  }
}

/** The settings page of a city without a root. @returns root.json as the page offers it for saving */
export async function makeRoot(page: Page, administrators: { alias: string; key: Key }[], threshold: number): Promise<string> {
  await page.waitForSelector(screen('act-root'))
  for (const { alias, key } of administrators) {
    await page.fill('#root-alias', alias)
    await touching(key, async () => {
      await page.click('#root-add')
      await page.locator('#root-people li', { hasText: alias }).waitFor()
    })
  }
  await page.locator(`label:has(input[name=root-threshold][value="${threshold}"])`).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#root-download')])
  const stream = await download.createReadStream()
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/** Each administrator touches their own key, as the row of buttons asks. */
export async function touchKeys(page: Page, administrators: { alias: string; key: Key }[]) {
  for (const { alias, key } of administrators) {
    await touching(key, async () => {
      await page.click(`#touch-${alias}`)
      await page.waitForFunction(alias => document.querySelector(`#touch-${alias}:not([disabled])`) === null, alias)
    })
  }
}

/** Back on the list of acts, with the sentence that it is done. */
export const actDone = (page: Page, seconds = 60) => page.waitForSelector('#said', { timeout: seconds * 1000 })

export async function certifyClerk(page: Page, alias: string, clerk: Key, administrators: { alias: string; key: Key }[]) {
  await page.click('#act-clerk')
  await page.fill('#clerk-alias', alias)
  await touching(clerk, async () => {
    await page.click('#make-passkey')
    await page.waitForSelector('#passkey-made')
  })
  await page.click('#sign')
  await touchKeys(page, administrators)
  await actDone(page)
}

/** The blanks of this quarter are made in the page: up to a minute. `meanwhile` is what others do while it counts. */
export async function certifyPeriod(
  page: Page,
  administrators: { alias: string; key: Key }[],
  meanwhile: () => Promise<void> = async () => {},
) {
  await page.click('#act-period')
  await page.click('#make-period')
  await touchKeys(page, administrators)
  await Promise.all([actDone(page, 240), meanwhile()])
}

export interface LawOfWay {
  citation: string
  text: string
  /** YYYY-MM-DD */
  date: string
  settledBy: string
}

export async function openPhoneVisits(page: Page, law: LawOfWay, administrator: { alias: string; key: Key }) {
  const [year = '', month = '', day = ''] = law.date.split('-')
  await page.click('#act-way')
  await page.waitForSelector('#authority-needed')
  must(await page.isDisabled('#sign'), 'a way in without authority could be opened')
  await page.fill('#authority-citation', law.citation)
  await page.fill('#authority-text', law.text)
  await page.selectOption('#authority-date-month', String(Number(month)))
  await page.fill('#authority-date-day', String(Number(day)))
  await page.fill('#authority-date-year', year)
  await page.fill('#authority-settled', law.settledBy)
  await page.click('#sign')
  await touchKeys(page, [administrator])
  await actDone(page)
}

export { addAuthenticator, carryPasskeys }
