/** Visits of two people through the pages as they are: taps on both lists, every request answered by a photo somebody has, looks by keys. */
import { type OpenStudio, openStudio } from './camera/studio.ts'
import { type Journey, must, type ReadIn } from './journey.ts'
import { type Desk, inView, openDesk, openPhone, type Phone, pickPhoto, showPrepared, sitDown, takeNext, tickLooks } from './people.ts'
import { openPracticeCity } from './practice.ts'

/** Photos on the phone, by the ref of a paper or the purpose of a face. */
export type Photos = Record<string, Buffer>

const rosa = { name: 'Rosa Quispe Mamani', birthDate: '1990-05-01', address: '12 Elm Street, Apt 4', face: 'rosa' } as const
const lia = { name: 'Lia Quispe', birthDate: '2024-03-14', address: '', face: 'mei', parent: rosa.name } as const
export const caretaker = rosa

/** The same story in each language, each with a phone of its own, before one desk of a practice city. */
export async function inEachLanguage(
  run: Journey,
  story: (language: ReadIn, phone: Phone, desk: Desk, photos: Photos) => Promise<void>,
): Promise<void> {
  const studio = await openStudio()
  run.later(() => studio.close())
  const photos = await photosOf(studio)
  const city = await openPracticeCity(run)
  const desk = await openDesk(run, city.address, 'desk')
  await sitDown(desk)
  for (const language of run.readIn)
    await story(language, await openPhone(run, city.address, `phone ${language}`, { cameraDenied: true }), desk, photos)
}

/** What a caretaker with a child or a teen can photograph. */
export async function photosOf(studio: OpenStudio): Promise<Photos> {
  const own = await studio.photo({ what: 'birth_certificate', holder: lia })
  return {
    birth_certificate: own,
    caretaker_form: await studio.photo({ what: 'lease', holder: rosa }),
    passport: await studio.photo({ what: 'passport', holder: lia }),
    'caretaker.passport': await studio.photo({ what: 'passport', holder: rosa }),
    'caretaker.lease': await studio.photo({ what: 'lease', holder: rosa }),
    portrait: await studio.photo({ what: 'portrait', holder: lia }),
    turned: await studio.photo({ what: 'turned', holder: lia }),
    caretaker: await studio.photo({ what: 'portrait', holder: rosa }),
  }
}

/** R3, one list: these are tapped, and on. */
export async function tap(phone: Phone, screen: 'papers' | 'tie' | 'caretaker', refs: readonly string[]) {
  await phone.at(screen)
  for (const ref of refs) {
    const id = `#paper-${ref.replace('.', '-')}`
    if (!(await phone.page.locator(id).isChecked())) await phone.page.locator(`.tile:has(${id})`).tap()
  }
  await phone.tap('#papers-next')
}

/** On the phone: what the clerk asks for now is shown by one tap where its photo is still here, else photographed. @returns whether it was here */
export async function answer(phone: Phone, asked: number, of: string, photos: Photos): Promise<boolean> {
  await phone.at(`visit-showing-${asked}-${of in photos && !['portrait', 'turned', 'caretaker'].includes(of) ? of : ''}`)
  const photo = photos[of]
  must(photo, `no photo of ${of}`)
  await phone.page.waitForSelector('.visit-offer, .camera .pick-input', { state: 'attached' })
  if ((await phone.page.locator('.visit-offer').count()) > 0) {
    await showPrepared(phone)
    return true
  }
  await pickPhoto(phone, photo)
  return false
}

const [front, portrait, turned, face] = [7, 14, 6, 21]

/**
 * R10 and R11, D3: papers in the order in which the desk asks for them, then the faces.
 * @param papers refs and the name the desk shows
 * @returns the refs whose photos were still here
 */
export async function showAll(
  phone: Phone,
  desk: Desk,
  papers: readonly (readonly [ref: string, name: string])[],
  photos: Photos,
  turns: boolean,
) {
  const here: string[] = []
  for (const [ref, name] of papers) {
    if (await answer(phone, front, ref, photos)) here.push(ref)
    await inView(desk, name)
    await tickLooks(desk)
  }
  await answer(phone, portrait, 'portrait', photos)
  if (turns) await answer(phone, turned, 'turned', photos)
  await answer(phone, face, 'caretaker', photos)
  await desk.page.waitForFunction(() => document.querySelector('#asked .soft') !== null && document.querySelector('#asked strong') === null)
  return here
}

/** From the number to *I am ready*. */
export async function begin(phone: Phone, desk: Desk) {
  await phone.at('visit-line')
  await takeNext(desk)
  await phone.at('visit-called')
  await phone.tap('#ready')
}
