/**
 * Four canary residents and a clerk in real Chromium, and two more at that clerk's counter, through the pages as they are: approved, refused, dropped and resumed, approved then
 * erased. Each sealed card is read from the phone's own cache, so that what was made is looked for as well. Afterwards their profiles are
 * searched: the desk's for everybody, each phone's for what it should not have.
 */
import { createPrivateKey } from 'node:crypto'
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseSealed, type SealedCard } from '@latchkey/card/sealed.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { filmSize, writeFilm } from '@latchkey/e2e/camera/film.ts'
import {
  asked,
  checkPapers,
  type Desk,
  inView,
  openDesk,
  openPhone,
  type Phone,
  photographEarly,
  setLanguage,
  showPrepared,
  sitDown,
  takeNext,
  takeNumber,
  takePhoto,
  tickLooks,
  typeFacts,
  usePhoto,
} from '@latchkey/e2e/people.ts'
import { type Artefact, folder } from './artefacts.ts'
import { catchPrinting, counterResidents, counterStories } from './browser-counter.ts'
import { factPatterns } from './canaries.ts'
import { type Piece, undone } from './sweep/capture.ts'
import { idBlockForms } from './sweep/encodings.ts'
import type { Pattern } from './sweep/matcher.ts'
import { noisePicture } from './world/pictures.ts'
import { type Canary, invent, pictureId } from './world/roster.ts'

export interface Browsers {
  sealed: { canary: Canary; sealed: SealedCard }[]
  artefacts: Artefact[]
  arrived: number
  expected: number
  problems: string[]
}

const stories = ['approved', 'refused', 'dropped', 'erased'] as const
type Story = (typeof stories)[number]
const ownCache = 'latchkey'
const [passport, cardPhoto, turnHead] = [7, 14, 6]
/** Scenes of the film, in the order of the pictures. */
const scenes = { passport: 0, lease: 1, portrait: 2, turned: 3 }

export async function browserResidents(world: {
  address: string
  home: string
  firstId: number
  clerk: { passkey: Passkey; privateKey: Uint8Array }
  /** Nobody reads a signer's memory while it is at work. */
  seal<T>(work: () => Promise<T>): Promise<T>
  /** What a resident will bring, before they come. */
  brought(patterns: Pattern[]): void
  sealed(canary: Canary, sealed: SealedCard): void
  /** What was made at the counter of this desk. */
  made(patterns: Pattern[]): void
}): Promise<Browsers> {
  const { address, home } = world
  const closers: (() => unknown)[] = []
  const run = { later: (close: () => unknown) => void closers.push(close), watch: () => {} }
  const result: Browsers = { sealed: [], artefacts: [], arrived: 0, expected: stories.length + counterStories.length, problems: [] }
  try {
    const deskProfile = join(home, 'desk-profile')
    // The desk's camera sees one face all day.
    const deskId = pictureId()
    const deskFilm = join(home, 'film-desk.y4m')
    writeFilm(deskFilm, [{ name: '0', pixels: Uint8Array.from(noisePicture(filmSize.width, filmSize.height, deskId).data) }] as never)
    const desk = await openDesk(run, address, 'clerk', { profile: deskProfile, keepProfile: true, film: deskFilm })
    await catchPrinting(desk)
    await handKey(desk, world.clerk)
    await sitDown(desk)
    for (const [at, story] of stories.entries()) {
      const canary = invent(world.firstId + at, story === 'refused' ? 'refused' : 'approved')
      const ids = Array.from({ length: 4 }, pictureId)
      const pictures = ids.flatMap(id =>
        idBlockForms(id).map(({ how, bytes }) => ({ name: `resident ${canary.id}: picture, ${how}`, bytes })),
      )
      world.brought([...factPatterns(canary), ...pictures])
      const film = join(home, `film-${story}.y4m`)
      writeFilm(
        film,
        ids.map((id, scene) => ({
          name: String(scene),
          pixels: Uint8Array.from(noisePicture(filmSize.width, filmSize.height, id).data),
        })) as never,
      )
      const profile = join(home, `phone-${story}`)
      const phone = await openPhone(run, address, story, { profile, keepProfile: true, film })
      const sealed = (card: SealedCard) => {
        result.sealed.push({ canary, sealed: card })
        world.sealed(canary, card)
      }
      const seen = await walk(phone, desk, canary, story, { seal: world.seal, sealed }).catch(cause => {
        result.problems.push(`browser resident, ${story}: ${why(cause)}`)
        return false
      })
      if (seen) result.arrived++
      const others = await otherCaches(phone)
      await phone.person.close()
      rmSync(film, { force: true })
      // What it may keep lies in its one cache; everything else is searched, the other caches as the page reads them.
      if (story !== 'erased') withoutCaches(profile)
      result.artefacts.push(folder(`profile of the phone, ${story}`, profile, 'address', 100_000), {
        name: `other caches of the phone, ${story}`,
        beacon: 'address',
        // After *Erase all* the browser has thrown away the pages as well.
        floor: story === 'erased' ? 20 : 10_000,
        *pieces() {
          for (const piece of others) {
            yield piece
            yield* undone(piece.where, piece.bytes)
          }
        },
      })
    }
    const photo = idBlockForms(deskId).map(({ how, bytes }) => ({ name: `residents at the counter: picture, ${how}`, bytes }))
    world.brought(photo)
    const { seal, brought, made } = world
    result.arrived += await counterResidents(desk, run, { firstId: world.firstId + stories.length, seal, brought, made })
    await desk.person.close()
    rmSync(deskFilm, { force: true })
    result.artefacts.push(folder('profile of the desk, after closing the day', deskProfile, 'address', 100_000))
  } catch (cause) {
    result.problems.push(`browser residents: ${why(cause)}`)
  } finally {
    for (const close of closers.reverse()) await Promise.resolve(close()).catch(() => {})
  }
  return result
}

/** What was waited for is a selector of ours; other lines could quote the page. */
const why = (cause: unknown) =>
  cause instanceof Error
    ? cause.message
        .split('\n')
        .filter((line, at) => at === 0 || line.includes('waiting for'))
        .join(' ')
    : 'broke'

/** The certified clerk's key in the desk's browser, as a person carries one. */
async function handKey(desk: Desk, { passkey, privateKey }: { passkey: Passkey; privateKey: Uint8Array }) {
  const { cdp } = desk.person
  await cdp.send('WebAuthn.enable', { enableUI: false })
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'usb', hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  const part = (from: number, to: number) => Buffer.from(passkey.publicKey.subarray(from, to)).toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: part(1, 33), y: part(33, 65), d: Buffer.from(privateKey).toString('base64url') }
  const pkcs8 = createPrivateKey({ key: jwk, format: 'jwk' }).export({ type: 'pkcs8', format: 'der' })
  await cdp.send('WebAuthn.addCredential', {
    authenticatorId,
    credential: {
      credentialId: Buffer.from(passkey.credentialId).toString('base64'),
      isResidentCredential: false,
      rpId: 'localhost',
      privateKey: pkcs8.toString('base64'),
      signCount: 0,
    },
  })
  await desk.page.reload()
  // With more than one certified clerk the desk asks who sits here; keys are tried by touch.
  const mine = desk.page.locator('input[type=radio][value="23"]')
  await desk.page.waitForSelector('#touch')
  if (await mine.count()) await mine.check({ force: true })
}

/** One resident's way. @returns whether the canary was seen on the clerk's screen and the visit ended as told */
async function walk(
  phone: Phone,
  desk: Desk,
  canary: Canary,
  story: Story,
  world: { seal<T>(work: () => Promise<T>): Promise<T>; sealed(card: SealedCard): void },
): Promise<boolean> {
  const { page } = phone
  await phone.at('home')
  await setLanguage(page, 'en')
  await checkPapers(phone, canary.papers)
  const { name, birthDate, address, gender, emergencyContact } = canary
  await typeFacts(phone, { name, birthDate, address, emergencyContact, ...(gender ? { gender } : {}) })
  await takeNumber(phone)
  await photographEarly(phone, scenes)
  await phone.at('visit-line')
  await takeNext(desk)
  await phone.at('visit-called')
  await phone.tap('#ready')
  await asked(phone, passport)
  await showPrepared(phone)
  await inView(desk, 'Passport')
  const seen = await desk.page.evaluate(() => document.body.innerText)
  await tickLooks(desk)
  if (story === 'dropped') {
    await page.reload()
    await phone.at('visit-')
    if (
      await page
        .locator('#ready')
        .isVisible()
        .catch(() => false)
    )
      await phone.tap('#ready')
    await phone.at('visit-showing-7-lease', 90)
    // Photos are gone with the reload, and the page opens the camera.
    await takePhoto(phone, scenes.lease)
    await usePhoto(phone)
  } else {
    await phone.at('visit-showing-7-lease')
    await showPrepared(phone)
  }
  await inView(desk, 'Lease')
  if (story === 'refused') {
    await desk.press('d')
    await desk.at('decide')
    await desk.press('r')
    await phone.at('visit-refused')
    await phone.tap('#finish')
  } else {
    await tickLooks(desk)
    await asked(phone, cardPhoto)
    if (story === 'dropped') {
      await takePhoto(phone, scenes.portrait)
      await usePhoto(phone)
    } else await showPrepared(phone)
    await asked(phone, turnHead)
    await takePhoto(phone, scenes.turned)
    await usePhoto(phone)
    await page.waitForFunction(() => document.querySelectorAll('.tick-met').length === 3)
    await desk.page.waitForFunction(() => document.querySelector('#asked .soft') !== null)
    await desk.press('f')
    await desk.at('face')
    await desk.page.waitForSelector('#same-person:not([disabled])')
    await desk.press('y')
    await desk.page.waitForSelector('#approve:not([disabled])')
    await desk.press('a')
    await phone.at('visit-card')
    await phone.tap('#yes')
    await desk.at('touch')
    await world.seal(async () => {
      await desk.press('k')
      await phone.at('visit-sealed')
    })
    await phone.tap('#save')
    await page.waitForSelector('.visit-done')
    world.sealed(await cardOf(phone))
    await phone.tap('#finish')
    // No sheet was saved: the page asks once more.
    await phone.tap('#finish-yes')
    await phone.at('visit-over')
  }
  await desk.at('closed')
  if (story === 'erased') {
    await phone.tap('#known')
    await phone.at('known')
    await phone.tap('#erase-all')
    await phone.tap('#erase-yes')
    await phone.at('erased')
  }
  await desk.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  return seen.includes(canary.name)
}

/** The card as this phone keeps it. */
async function cardOf({ page }: Phone): Promise<SealedCard> {
  const bytes = await page.evaluate(async name => {
    const found = await (await caches.open(name)).match('https://kept.invalid/card')
    return found ? [...new Uint8Array(await found.arrayBuffer())] : []
  }, ownCache)
  return parseSealed(Uint8Array.from(bytes))
}

/** Every cache of this phone beside its own: addresses, headers and bodies. The address of the page is put into one more, as the beacon. */
async function otherCaches({ page }: Phone): Promise<Piece[]> {
  const found = await page.evaluate(async own => {
    await (await caches.open('beacon')).put('/beacon', new Response())
    const entries: { where: string; head: string; body: string }[] = []
    for (const name of await caches.keys()) {
      if (name === own) continue
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const answer = await cache.match(request)
        const bytes = new Uint8Array((await answer?.arrayBuffer()) ?? new ArrayBuffer())
        let body = ''
        for (const byte of bytes) body += String.fromCharCode(byte)
        entries.push({ where: name, head: [request.url, ...(answer?.headers ?? [])].join('\n'), body: btoa(body) })
      }
    }
    return entries
  }, ownCache)
  return found.flatMap(({ where, head, body }) => [
    { where, bytes: Buffer.from(`${where}\n${head}`) },
    { where, bytes: Buffer.from(body, 'base64') },
  ])
}

/** Takes Cache Storage out of what is searched as files: the phone's own cache lies in there, the only place where it may keep its own things. */
function withoutCaches(profile: string) {
  const caches = join(profile, 'Default/Service Worker/CacheStorage')
  const other = join(profile, 'Default/WebStorage')
  if (existsSync(caches)) rmSync(caches, { recursive: true, force: true })
  // Newer Chromium keeps Cache Storage by bucket under WebStorage/<n>/CacheStorage.
  if (existsSync(other)) cpSync(other, `${other}.seen`, { recursive: true, filter: from => !from.includes('CacheStorage') })
  if (existsSync(other)) rmSync(other, { recursive: true, force: true })
}
