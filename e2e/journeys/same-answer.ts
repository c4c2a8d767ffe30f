/** Goal 5, a fixed sample: half a dozen people who came by chance, phone and desk driven by taps and keys. The whole grid is `npm run goals -- 5`. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { anyCaseOf } from '@latchkey/rules/any-case.test.kit.ts'
import fc from 'fast-check'
import { toCounter } from '../counter.ts'
import { deskAsked } from '../grid/desk-asked.ts'
import { runGrid } from '../grid/grid.ts'
import { keys, taps } from '../grid/hands.ts'
import { phoneAsked } from '../grid/phone-asked.ts'
import { wordsOf } from '../grid/said.ts'
import { type Journey, must } from '../journey.ts'
import { openDesk, openPhone, papersCame, sitDown } from '../people.ts'
import { openPracticeCity } from '../practice.ts'

const howMany = 6
const seed = 49

export async function journey(run: Journey) {
  const city = await openPracticeCity(run)
  const file = JSON.parse(readFileSync(join(city.directory, 'rules.json'), 'utf8'))
  const words = wordsOf(city.directory, file)
  const desk = await openDesk(run, city.address, 'desk')
  await sitDown(desk)
  await toCounter(desk)
  const phone = await openPhone(run, city.address, 'phone')
  // Whoever finds out sends nothing.
  await papersCame(phone)
  await phone.person.context.setOffline(true)
  const cases = fc.sample(anyCaseOf(file), { numRuns: howMany, seed })
  await run.step(`${howMany} people who came by chance: phone, desk and judge say one thing, mends mend`, async () => {
    const found = await runGrid(cases, {
      file,
      words,
      phone: phoneAsked(phone.page, taps(phone)),
      desk: deskAsked(desk.page, keys(desk)),
      aVisit: 1,
    })
    console.log(`       ${found.enough} of ${found.cases} have enough; each page was asked ${found.asked} times`)
    const wrong = [...found.disagree, ...found.badMends]
    must(wrong.length === 0, wrong.join('\n'))
    must(found.kinds === file.kinds.length, 'every kind of person came by')
    must(found.enough >= 2 && found.enough <= 4, `${found.enough} of ${found.cases} have enough`)
  })
}
