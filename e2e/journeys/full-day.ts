/**
 * The day is full: phone, kiosk and wall say so, a number taken then is one of the first tomorrow and the phone keeps it; with another clerk there are numbers of
 * today again; when tomorrow's half is given too, nobody gets one and everybody reads why. In English and Arabic. The hours and the plan are of this run's
 * own city; the clock is the real one. Midnight itself is crossed in server/waiting, whose clock can be set.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { openPractice } from '@latchkey/try/practice-root/open-practice.ts'
import { parse } from '@latchkey/wire/edge.ts'
import { type Now, now as nowSchema, number as numberSchema } from '@latchkey/wire/waiting.ts'
import { buildCity, top } from '../../tools/build.mjs'
import { openPerson } from '../browser.ts'
import { makeCity, screenTexts } from '../city.ts'
import { type Journey, must } from '../journey.ts'
import { checkPapers, numberOn, openDesk, openPhone, setLanguage, sitDown, typeFacts } from '../people.ts'
import { openSecondDesk } from '../second-desk.ts'
import { eraseMemoryFiles, startServer } from '../server.ts'

const anna = { name: 'Anna María Eriksson', birthDate: '1974-08-12' }
const languages = ['en', 'ar'] as const
const names = { en: 'English', ar: 'العربية' }
const [tomorrow = ''] = screenTexts()['number.take.tomorrow']!.split('{opens}')
/** Minutes until they close, and seconds a visit takes by plan: room for some thirty people. */
const open = 40
const visit = 60

/** HH:MM on the city's clocks, so many minutes from now; on this day, whatever the hour of the run. */
function clockIn(timeZone: string, minutes: number): string {
  const format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
  const [hour = 0, minute = 0] = format.format(Date.now()).split(':').map(Number)
  const at = Math.min(24 * 60 - 1, hour * 60 + minute + minutes)
  return [Math.floor(at / 60), at % 60].map(part => String(part).padStart(2, '0')).join(':')
}

export async function journey(run: Journey) {
  const directory = makeCity(join(run.folder, 'city'), readFileSync(join(top, 'cities/chicago/root.json'), 'utf8'))
  const { timeZone } = JSON.parse(readFileSync(join(directory, 'names.json'), 'utf8')) as { timeZone: string }
  const file = join(directory, 'rules.json')
  const rules = JSON.parse(readFileSync(file, 'utf8')) as { plan: object }
  const plan = { ...rules.plan, secondsAVisit: visit, opens: '00:00', closes: clockIn(timeZone, open) }
  writeFileSync(file, JSON.stringify({ ...rules, plan }))
  // The pages are Chicago's: only the server reads the plan.
  const { out } = await buildCity({ say: () => {} })
  const where = { out, directory, data: join(run.folder, 'data'), port: await freePort(), practice: true }
  let server = await startServer(where)
  run.later(() => eraseMemoryFiles(where.data))
  run.later(() => server.stop())
  await openPractice({ address: server.address, fetch })
  const { address } = server
  const now = async (): Promise<Now> => parse(nowSchema, await (await fetch(`${address}/now`)).json())
  const desk = await openDesk(run, address, 'clerk')
  await sitDown(desk)

  const phone = await openPhone(run, address, 'anna')
  const { page } = phone
  const lobby = await openPerson({ size: { width: 800, height: 1280 }, touch: true })
  const hall = await openPerson({ size: { width: 1920, height: 1080 }, dark: true })
  for (const [who, person] of Object.entries({ kiosk: lobby, wall: hall })) {
    person.context.setDefaultTimeout(60_000)
    run.later(() => person.close())
    run.watch(who, person.page)
  }
  const [kiosk, wall] = [lobby.page, hall.page]

  const given = await run.step(
    'others take numbers until today is full: the next is of tomorrow, and all of them can be seen',
    async () => {
      await page.waitForSelector('#home-number')
      let count = 0
      while ((await now()).gives === 'today') {
        const number = await take(address)
        must(number.day === (await now()).day, 'a number of today is none')
        count++
      }
      const room = Math.floor((open * 60) / visit)
      must(count > 10 && count <= room, `${count} numbers, and room for ${room}`)
      return count
    },
  )
  await run.step('home and the number’s page say so before it is taken', async () => {
    await page.goto(address)
    await page.waitForSelector('#home-number')
    must((await page.locator('#home-number').innerText()).startsWith(tomorrow), 'it promises today')
    await run.shot(page, 'home')
    await page.goto(address)
    await checkPapers(phone, ['passport', 'lease'])
    await typeFacts(phone, anna)
    await phone.tap('#facts-next')
    await page.waitForSelector('#number-n, #number-take')
  })
  const mine = await run.step('the number is one of the first tomorrow, in every language', async () => {
    if (await page.locator('#number-take').isVisible()) {
      await page.waitForSelector('#number-full')
      await run.shot(page, 'full')
      await phone.tap('#number-take')
    }
    for (const language of languages) {
      await setLanguage(page, language)
      await page.waitForSelector('#number-first')
      await page.waitForSelector('#number-night')
      await run.shot(page, `tomorrow-${language}`, { whole: true })
    }
    must((await page.locator('#number-wait, #number-serving').count()) === 0, 'it says how long today takes')
    await setLanguage(page, 'en')
    return numberOn(phone)
  })
  await run.step('erased, it is offered again with the reason', async () => {
    await phone.tap('#number-drop')
    await phone.tap('#number-drop-yes')
    for (const language of languages) {
      await setLanguage(page, language)
      await page.waitForSelector('#number-full')
      await run.shot(page, `offered-${language}`)
    }
    await setLanguage(page, 'en')
    await phone.tap('#number-take')
    await page.waitForSelector('#number-first')
    must((await numberOn(phone)) === mine + 1, 'the number is not the next one')
  })
  await run.step('the kiosk says the same, and its slip is of tomorrow', async () => {
    await kiosk.goto(`${address}/kiosk/`)
    for (const language of languages) {
      await kiosk.locator('.kiosk-languages button', { hasText: names[language] }).tap()
      await kiosk.waitForSelector('#kiosk-tomorrow')
      await run.shot(kiosk, `kiosk-${language}`)
    }
    await kiosk.locator('#kiosk-take').tap()
    await kiosk.waitForSelector('html[lang=ar] #kiosk-n')
    await run.shot(kiosk, 'kiosk-number')
    must((await kiosk.locator('.notice-warn').count()) === 1, 'the kiosk does not say that it is for tomorrow')
    await kiosk.locator('#kiosk-done').tap()
  })
  await run.step('the wall counts who waits today, and says that today is full', async () => {
    await wall.clock.install()
    await wall.goto(`${address}/wall/`)
    for (const language of languages) {
      while (!(await wall.locator(`.wall-foot-full[lang=${language}]`).isVisible())) await wall.clock.fastForward(6000)
      await run.shot(wall, `wall-${language}`)
    }
    while (!(await wall.locator('.wall-foot-waiting[lang=en]').isVisible())) await wall.clock.fastForward(6000)
    const waiting = Number(/\d+$/.exec(await wall.locator('#wall-foot').innerText())?.[0])
    must(waiting > 0 && waiting <= given, `${waiting} wait on the wall, and ${given} have a number of today`)
  })
  await run.step('the phone keeps it past a reload and a killed server', async () => {
    await server.kill()
    server = await startServer(where)
    await page.reload()
    await page.waitForSelector('#number-first')
    must((await numberOn(phone)) === mine + 1, 'the number is another one')
    while (!(await now()).desks) await page.waitForTimeout(200)
    must((await now()).gives === 'tomorrow', 'the day is no longer full')
  })
  const leave = await run.step('with another clerk there are numbers of today again, before those of tomorrow', async () => {
    const leaves = await openSecondDesk(address, '14')
    await page.goto(address)
    while ((await now()).gives !== 'today') await page.waitForTimeout(200)
    const number = await take(address)
    must(number.day === (await now()).day, 'it is not of today')
    return leaves
  })
  await run.step('when tomorrow’s half is given too, nobody gets one, and phone and kiosk say why', async () => {
    leave()
    while ((await now()).gives !== 'none') await take(address)
    const other = await openPhone(run, address, 'ben')
    await checkPapers(other, ['passport', 'lease'])
    await typeFacts(other, anna)
    await other.tap('#facts-next')
    for (const language of languages) {
      await setLanguage(other.page, language)
      await other.page.waitForSelector('#trouble-full')
      await run.shot(other.page, `none-${language}`)
    }
    await kiosk.waitForSelector('#kiosk-full')
    await run.shot(kiosk, 'kiosk-full')
  })
}

async function take(address: string) {
  const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"way":"phone"}' }
  const answer = await fetch(`${address}/waiting/number`, asked)
  must(answer.ok, 'no number for a phone')
  return parse(numberSchema, await answer.json())
}
