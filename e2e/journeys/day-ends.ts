/**
 * The end of a day, in three languages: more people wait than can be seen, and a number taken now comes first tomorrow. The hours are of
 * this run's own city; the clock is the real one. Midnight itself is crossed in server/midnight.test.ts, whose clock can be set.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { openPractice } from '@latchkey/try/practice-root/open-practice.ts'
import { buildCity, top } from '../../tools/build.mjs'
import { makeCity, screenTexts } from '../city.ts'
import { type Journey, must } from '../journey.ts'
import { checkPapers, numberOn, openDesk, openPhone, setLanguage, sitDown, takeNumber, typeFacts } from '../people.ts'
import { eraseMemoryFiles, startServer } from '../server.ts'

const anna = { name: 'Anna María Eriksson', birthDate: '1974-08-12' }
const [tomorrow = ''] = screenTexts()['number.take.tomorrow']!.split('{opens}')
const languages = ['en', 'es', 'ar'] as const

/** HH:MM on the city's clocks, so many minutes from now; on this day, whatever the hour of the run. */
function clockIn(timeZone: string, minutes: number): string {
  const format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
  const [hour = 0, minute = 0] = format.format(Date.now()).split(':').map(Number)
  const at = Math.min(24 * 60 - 1, Math.max(0, hour * 60 + minute + minutes))
  return [Math.floor(at / 60), at % 60].map(part => String(part).padStart(2, '0')).join(':')
}

export async function journey(run: Journey) {
  const directory = makeCity(join(run.folder, 'city'), readFileSync(join(top, 'cities/chicago/root.json'), 'utf8'))
  const { timeZone } = JSON.parse(readFileSync(join(directory, 'names.json'), 'utf8')) as { timeZone: string }
  const file = join(directory, 'rules.json')
  const rules = JSON.parse(readFileSync(file, 'utf8')) as { plan: { opens: string; closes: string } }
  const setHours = (opens: string, closes: string) =>
    writeFileSync(file, JSON.stringify({ ...rules, plan: { ...rules.plan, opens, closes } }))

  setHours('00:00', clockIn(timeZone, 3))
  const { out } = await buildCity({ city: directory, outDirectory: join(top, 'dist/day-ends'), say: () => {} })
  const where = { out, directory, data: join(run.folder, 'data'), port: await freePort(), practice: true }
  let server = await startServer(where)
  run.later(() => eraseMemoryFiles(where.data))
  run.later(() => server.stop())
  await openPractice({ address: server.address, fetch })
  const desk = await openDesk(run, server.address, 'clerk')
  await sitDown(desk)
  const phone = await openPhone(run, server.address, 'anna')
  const { page } = phone

  await run.step('home says that a number is one for tomorrow, before it is taken', async () => {
    await page.waitForSelector('#home-number')
    must((await page.locator('#home-number').innerText()).startsWith(tomorrow), 'it promises today')
    await run.shot(page, 'home')
    await page.goto(server.address)
    await checkPapers(phone, ['passport', 'lease'])
    await typeFacts(phone, anna)
  })
  const number = await takeNumber(phone)
  await run.step('the number says when it comes first, and gives no minutes that nobody can wait', async () => {
    for (const language of languages) {
      await setLanguage(page, language)
      await page.waitForSelector('#number-first')
      await run.shot(page, `first-${language}`)
    }
    must((await page.locator('#number-wait').count()) === 0, 'it names minutes')
    await setLanguage(page, 'en')
  })
  await run.step('erased, it is offered again with the reason', async () => {
    await phone.tap('#number-drop')
    await phone.tap('#number-drop-yes')
    await page.waitForSelector('#number-full')
    await run.shot(page, 'full')
    await phone.tap('#number-take')
    await page.waitForSelector('#number-first')
    must((await numberOn(phone)) === number + 1, 'the number is not the next one')
  })
  await run.step('at night the number is kept, and the page says when they open', async () => {
    await server.stop()
    // A minute of the night lies before they open or after they closed, whatever the hour of the run.
    const noon = clockIn(timeZone, 0) < '12:00'
    if (noon) setHours(clockIn(timeZone, 120), '23:59')
    else setHours('00:00', clockIn(timeZone, -120))
    server = await startServer(where)
    await page.reload()
    for (const language of languages) {
      await setLanguage(page, language)
      await page.waitForSelector('#number-night')
      await run.shot(page, `night-${language}`)
    }
    must((await numberOn(phone)) === number + 1, 'the number is another one')
    must((await page.locator('#number-facts').count()) === 0, 'something has to be typed again')
  })
}
