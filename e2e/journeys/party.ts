/** A party: one number, one card each, one after the other at one desk; the lease they share is looked at once; a fifth takes another number. */
import { join } from 'node:path'
import { encodeNumberCode } from '@latchkey/wire/number-code.ts'
import { openStudio } from '../camera/studio.ts'
import {
  approve,
  layPaper,
  openCounterDesk,
  openSecond,
  printAll,
  printed,
  scan,
  takeCardPhoto,
  toCounter,
  touchAndSeal,
  typeAnswers,
} from '../counter.ts'
import { type Journey, must } from '../journey.ts'
import { openPracticeCity } from '../practice.ts'

const people = [
  { name: 'Rosa Quispe Mamani', birthDate: '1960-05-01' },
  { name: 'Luis Quispe Mamani', birthDate: '1988-07-12' },
  { name: 'Ana Quispe Mamani', birthDate: '1991-01-30' },
] as const

export async function journey(run: Journey) {
  const studio = await openStudio()
  run.later(() => studio.close())
  const film = join(run.folder, 'desk.y4m')
  await studio.film(film, { portrait: { what: 'portrait', holder: { ...people[0], address: '', face: 'rosa' } } })
  const city = await openPracticeCity(run)
  const desk = await openCounterDesk(run, city, 'desk', film)
  const { page } = desk
  await toCounter(desk)
  const second = await openSecond(run, desk)
  await scan(desk, encodeNumberCode(await city.takeNumber()))

  for (const [at, person] of people.entries()) {
    await run.step(`card ${at + 1}: ${at === 0 ? 'the lease is shared by all' : 'the lease lies there with its looks'}`, async () => {
      await typeAnswers(desk, person)
      if (at === 0) {
        await layPaper(desk, 'lease')
        await desk.press('g')
      }
      await page.waitForSelector('#lay-lease[aria-pressed=true]')
      const lease = await page.innerText('#lay-lease')
      must(/shared/.test(lease) && /looks done/.test(lease), `the lease says: ${lease}`)
      must((await page.locator('.lying-here').count()) === 1, 'nothing else of the one before lies there')
      await layPaper(desk, 'state_id')
      await takeCardPhoto(desk)
      if (at === 1) await run.shot(page, 'second-of-the-party')
      await approve(desk)
      await second.waitForSelector('#second-yes:not([disabled])')
      await second.click('#second-yes')
      await touchAndSeal(desk)
      await printAll(desk)
      await desk.press('m')
      await desk.at('counter_joining')
    })
  }
  await run.step('a fourth is begun and left; a fifth is refused, with what to do', async () => {
    await desk.press('e', 'e')
    await desk.at('closed')
    await run.shot(page, 'not-made')
    await desk.press('m')
    await page.waitForSelector('#counter-number_ended')
    await run.shot(page, 'fifth')
    must((await printed(desk)).filter(one => one.pages.length === 2).length === people.length, 'a card each')
  })
}
