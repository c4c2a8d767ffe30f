/**
 * A city begins, on the administrators' page: two of them make the root on a page without a city, certify a clerk, a quarter and its blanks, and open phone visits
 * with the law they rest on. Virtual authenticators, the real server. `npm test` has the same on the way in main-job; this one takes the guides' pictures.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { buildCity, top } from '../../tools/build.mjs'
import { addAuthenticator, openPerson } from '../browser.ts'
import { makeCity } from '../city.ts'
import { type Journey, must } from '../journey.ts'
import { startServer } from '../server.ts'

export async function journey(run: Journey) {
  // Inside the repository: a built server finds its packages there.
  const base = join(top, 'out', 'journey-administrators')
  const port = await freePort()
  const person = await openPerson()
  run.later(() => person.close())
  const { page } = person
  run.watch('desk', page)
  const people = { a: await addAuthenticator(person), b: await addAuthenticator(person), clerk: await addAuthenticator(person) }
  const hold = async (who: keyof typeof people) => {
    for (const [name, key] of Object.entries(people)) await (name === who ? key.hold() : key.letGo())
  }
  const open = async (address: string) => {
    // A change of the part behind # alone would not load the page anew.
    await page.goto('about:blank')
    await page.goto(address)
  }

  const rootJson = await run.step('two administrators make the root on a page without a city', async () => {
    const directory = makeCity(join(base, 'rootless'), null)
    const { out } = await buildCity({ city: directory, outDirectory: join(base, 'dist-rootless') })
    const server = await startServer({ out, directory, data: join(run.folder, 'rootless'), port, makeRoot: true })
    await open(`${server.address}/desk`)
    for (const [at, who] of (['a', 'b'] as const).entries()) {
      await hold(who)
      await page.fill('#root-alias', who)
      await page.click('#root-add')
      await page.locator('#root-people li').nth(at).waitFor()
    }
    await run.shot(page, 'root', { whole: true })
    const shown = (await page.textContent('#root-json')) ?? ''
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#root-download')])
    must(readFileSync(await download.path(), 'utf8') === shown, 'the file saved is not the file shown')
    await server.stop()
    return shown
  })

  const directory = makeCity(join(base, 'city'), rootJson)
  const { out } = await run.step('the city is built with that root', () => buildCity({ city: directory, outDirectory: join(base, 'dist') }))
  const server = await startServer({ out, directory, data: join(run.folder, 'data'), port })
  run.later(() => server.stop())
  const touch = async (who: 'a' | 'b') => {
    await hold(who)
    await page.click(`#touch-${who}:not([disabled])`)
  }
  const bothSign = async () => {
    await touch('a')
    await page.waitForSelector('#touch-a[disabled]')
    await touch('b')
  }

  await run.step('a clerk is certified by both', async () => {
    await open(`${server.address}/desk#settings`)
    await page.waitForSelector('#standing-way')
    await run.shot(page, 'settings-empty')
    await page.click('#act-clerk')
    await page.fill('#clerk-alias', '14')
    await hold('clerk')
    await page.click('#make-passkey')
    await page.waitForSelector('#passkey-made')
    await page.click('#sign')
    await bothSign()
    await page.waitForSelector('#said')
  })
  await run.step('a quarter and its 4,096 blanks are certified by both', async () => {
    await page.click('#act-period')
    await page.click('#make-period')
    await bothSign()
    await page.waitForSelector('#blanks-made')
    await run.shot(page, 'blanks')
    await page.waitForSelector('#said', { timeout: 300_000 })
  })
  await run.step('phone visits open, and only with the law they rest on', async () => {
    await page.click('#act-way')
    await page.waitForSelector('#authority-needed')
    must(await page.isDisabled('#sign'), 'a way in without authority could be opened')
    await page.fill('#authority-citation', 'Municipal Code 2-176-030 (b)')
    await page.fill('#authority-text', 'Review but do not collect.')
    await page.selectOption('#authority-date-month', '3')
    await page.fill('#authority-date-day', '3')
    await page.fill('#authority-date-year', '2026')
    await page.fill('#authority-settled', 'Office of the City Clerk')
    await run.shot(page, 'authority', { whole: true })
    await page.click('#sign')
    await touch('b')
    await page.waitForSelector('#said')
  })
}
