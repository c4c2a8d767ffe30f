/**
 * The supervisor's board: who waits and who is on, a desk that is moved, a phrase that reaches a screen and is read, phone visits closed for today in four keys and
 * opened again, two who act at once, no more numbers of today, the planner. Then the same board in Arabic.
 */
import { setPracticeWay } from '@latchkey/try/practice-root/practice-way.ts'
import type { Now } from '@latchkey/wire/waiting.ts'
import { type Journey, must } from '../journey.ts'
import { type Desk, openDesk, openPhone, setLanguage, sitDown } from '../people.ts'
import { openPracticeCity } from '../practice.ts'

export async function journey(run: Journey) {
  const city = await openPracticeCity(run)
  const server = { address: city.address, fetch }
  const clerk = await openDesk(run, city.address, 'clerk')
  const supervisor = await openDesk(run, city.address, 'supervisor', { path: '/desk#supervisor' })
  await sitDown(clerk)
  await sitDown(supervisor)
  const now = async () => (await (await fetch(`${city.address}/now`)).json()) as Now

  await run.step('a supervisor’s desk has a board, a clerk’s has none', async () => {
    must((await clerk.page.locator('#task-board').count()) === 0, 'a clerk is offered the board')
    await clerk.press('v')
    must((await clerk.page.locator('[data-screen=line]').count()) === 1, 'a clerk’s V opened something')
    await supervisor.press('v')
    await supervisor.at('board')
    await supervisor.page.waitForSelector('#desks tbody tr:nth-child(2)')
  })
  await run.step('it shows who is on and how many wait, and no name and no number of anybody', async () => {
    for (let n = 0; n < 6; n++) await city.takeNumber()
    await supervisor.page.waitForFunction(() => /[1-9]/.test(document.querySelector('#board-waiting')?.textContent ?? ''))
    await supervisor.page.waitForFunction(() => /\d/.test(document.querySelector('#board-wait strong')?.textContent ?? ''))
    await run.shot(supervisor.page, 'board')
  })
  await run.step('moves a desk to the counter in three keys: it takes nobody by phone, and says why', async () => {
    await supervisor.press('m')
    await supervisor.at('board-move')
    const row = await number(supervisor, '[id^=pick-]:not(#pick-2)')
    await supervisor.press(row)
    await supervisor.at('board-line')
    await run.shot(supervisor.page, 'move')
    await supervisor.press('3')
    await supervisor.at('board')
    await supervisor.page.waitForSelector('#said')
    await clerk.page.waitForSelector('#moved-counter')
    must(await clerk.page.isDisabled('#next'), 'the moved desk may still take somebody by phone')
  })
  await run.step('says a fixed phrase with a station to every desk; the clerk reads it and takes it off', async () => {
    await supervisor.press('w')
    await supervisor.at('board-write')
    await supervisor.press('2')
    await supervisor.at('board-where')
    await supervisor.page.fill('#station', '4')
    await supervisor.page.press('#station', 'Enter')
    await supervisor.at('board-who')
    await supervisor.press('1')
    await supervisor.at('board')
    await clerk.page.waitForSelector('#supervisor-says')
    must((await clerk.page.innerText('#supervisor-says')).includes('4'), 'the phrase does not say where')
    await run.shot(clerk.page, 'clerk')
    await clerk.press('m')
    await clerk.page.waitForSelector('#supervisor-says', { state: 'detached' })
  })
  await run.step('and back to everything', async () => {
    await supervisor.press('m')
    await supervisor.at('board-move')
    await supervisor.press(await number(supervisor, '[id^=pick-]:not(#pick-2)'))
    await supervisor.at('board-line')
    await supervisor.press('1')
    await supervisor.at('board')
    await clerk.page.waitForSelector('#moved-counter', { state: 'detached' })
    await clerk.page.waitForSelector('#next:not([disabled])')
  })
  const phone = await openPhone(run, city.address, 'phone', { cameraDenied: true })
  await run.step('closes phone visits for today in four keys from the line; an open page says so', async () => {
    await phone.page.waitForSelector('#home-number')
    await supervisor.press('Escape')
    await supervisor.at('line')
    supervisor.keys.length = 0
    await supervisor.press('v')
    await supervisor.page.waitForSelector('#do-pause:not([disabled])')
    await supervisor.press('p')
    await supervisor.at('board-pause')
    await run.shot(supervisor.page, 'which')
    await supervisor.press('1')
    await supervisor.at('board-pause-way')
    await run.shot(supervisor.page, 'close')
    await supervisor.press('k')
    await supervisor.page.waitForSelector('#said')
    must(supervisor.keys.length === 4, `it took ${supervisor.keys.length} keys`)
    must(!(await now()).open, 'phone visits are still open')
    await phone.page.waitForSelector('#home-number', { state: 'detached', timeout: 30_000 })
    await run.shot(phone.page, 'phone-told')
  })
  await run.step('who had looked before somebody else acted is told so, and nothing is done', async () => {
    await pickPhone(supervisor)
    // An administrator settles it in this moment, and the supervisor still sees how it was.
    await setPracticeWay(server, true, null)
    await supervisor.press('k')
    await supervisor.page.waitForSelector('#trouble-way_changed')
    await run.shot(supervisor.page, 'second')
    must((await now()).open, 'the second act was done')
  })
  await run.step('opens again what was closed for today', async () => {
    await pickPhone(supervisor)
    await supervisor.press('k')
    await supervisor.page.waitForSelector('#said')
    must(!(await now()).open, 'it was not closed again')
    await pickPhone(supervisor)
    await supervisor.press('k')
    await supervisor.page.waitForSelector('#way-phone .standing-good')
    must((await now()).open, 'it was not opened')
    const record = await (await fetch(`${city.address}/record/ways`)).text()
    must(record.includes('closed for that day') && record.includes('opened again'), 'the public record does not say it')
  })
  await run.step('stops the numbers of today, and gives them again', async () => {
    await supervisor.press('s')
    await supervisor.page.waitForSelector('#slow')
    const { day } = await now()
    must((await city.takeNumber()).day > day, 'a number of today was given')
    await supervisor.press('s')
    await supervisor.page.waitForSelector('#slow', { state: 'detached' })
  })
  await run.step('counts the cards that are left: with none, a number is of tomorrow', async () => {
    await supervisor.press('c')
    await supervisor.at('board-stock')
    await supervisor.page.fill('#stock-cards', '12a')
    must(await supervisor.page.locator('#stock-count').isDisabled(), 'letters were taken for a count')
    await supervisor.page.fill('#stock-cards', '0')
    await run.shot(supervisor.page, 'stock')
    await supervisor.page.press('#stock-cards', 'Enter')
    await supervisor.page.waitForSelector('#board-stock')
    const { day } = await now()
    must((await city.takeNumber()).day > day, 'a number of today was given, and there is no card for it')
    await supervisor.press('c')
    await supervisor.at('board-stock')
    await supervisor.page.click('#stock-unknown')
    await supervisor.at('board')
    await supervisor.page.waitForSelector('#board-stock', { state: 'detached' })
  })
  await run.step('closes one office for today: a desk that stands there takes nobody new at its counter, and says why', async () => {
    const { page } = clerk
    // Another mark alone would not load the page anew.
    await page.goto('about:blank')
    await page.goto(`${city.address}/desk#north_office`)
    await sitDown(clerk)
    await page.waitForSelector('#task-counter:not([disabled])')
    await supervisor.page.locator('#desks .board-where').waitFor()
    await run.shot(supervisor.page, 'where')
    await pickWay(supervisor, 'north_office')
    await supervisor.press('k')
    await supervisor.page.waitForSelector('#said')
    await page.waitForSelector('#here-closed')
    must(await page.isDisabled('#task-counter'), 'a visit can be opened in an office that is closed')
    must((await now()).counter, 'the other office is closed too')
    await run.shot(page, 'clerk-here-closed')
    await setLanguage(page, 'ar')
    await run.shot(page, 'clerk-here-closed-ar')
  })
  await run.step('plans: a clerk less, and the answer is longer; nothing is asked of the server', async () => {
    await supervisor.press('l')
    await supervisor.at('board-plan')
    const asked: string[] = []
    supervisor.page.on('request', request => asked.push(request.url()))
    const minutes = async () => Number(/(\d+) minutes?\./.exec(await supervisor.page.innerText('#plan-answer'))?.[1])
    const before = await minutes()
    await supervisor.page.fill('#plan-clerks', '5')
    must((await minutes()) > before, 'one clerk less is not a longer wait')
    await run.shot(supervisor.page, 'planner', { whole: true })
    must(!asked.some(url => /[?]|plan/.test(url)), 'the planner asked the server')
    await supervisor.press('Escape')
    await supervisor.at('board')
  })
  await run.step('the same in Arabic', async () => {
    await setLanguage(supervisor.page, 'ar')
    await supervisor.at('board')
    await run.shot(supervisor.page, 'arabic')
  })
}

/** The number before the first answer that fits. */
async function number(desk: Desk, answer: string): Promise<string> {
  return (await desk.page.locator(answer).first().locator('.key-hint').innerText()).trim()
}

/** From the board to closing or opening one way in. */
async function pickWay(desk: Desk, way: string) {
  await desk.press('p')
  await desk.at('board-pause')
  await desk.press(await number(desk, `#pick-${way}`))
  await desk.at('board-pause-way')
}
const pickPhone = (desk: Desk) => pickWay(desk, 'phone')
