import { encodeSealed, parseSealed, verifySealed } from '@latchkey/card/sealed.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Evening, type MemoryCity, makeCity, maria, openEvening, standing, until } from './memory-city.ts'

let city: MemoryCity
beforeAll(async () => {
  city = await makeCity()
})

test('smoke', async () => {
  const e = await openEvening({ city })
  await e.visit.start()
  e.line.start()
  const see = (find: () => unknown) => until(find, () => standing(e))
  await see(() => e.line.state.at === 'line' && e.line.state.ready === 1)
  e.line.next()
  await see(() => e.visit.state.at === 'called')
  e.visit.ready()
  await see(() => e.line.state.at === 'visit' && e.case().state.at === 'papers')
  const picture = () => new Uint8Array(50_000).fill(7)
  await e.visit.showPage(picture(), 'paper', 'passport')
  await e.visit.showPage(picture(), 'paper', 'lease')
  await e.visit.showPage(picture(), 'turned')
  await e.visit.showPage(picture(), 'portrait')
  for (const need of ['photo', 'birth_date', 'lives_here'] as const) await e.case().tick(need, true)
  e.case().samePerson(true)
  await see(() => {
    const s = e.case().state
    return s.at === 'papers' && s.bar.enough && s.bar.waitsFor.length === 0
  })
  await e.case().approve()
  await see(() => e.visit.state.at === 'card')
  await e.visit.agree()
  await see(() => e.case().state.at === 'touch')
  await e.case().approve()
  await see(() => e.visit.state.at === 'sealed')
  await see(() => e.case().state.at === 'handed')
  await e.visit.save()
  await e.visit.goodbye()
  expect(e.visit.state.at).toBe('over')
  await see(() => e.line.state.at === 'visit' && e.case().state.at === 'closed')
  expect([...e.kept.things.keys()]).toEqual(['card', 'holder'])
  void maria; void encodeSealed; void parseSealed; void verifySealed; void describe; void ({} as Evening)
  e.close()
})
