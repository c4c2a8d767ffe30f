/** At the counter with a phone: it scans the desk's code and nothing is typed; and without one, with a form that was printed at home. */
import { join } from 'node:path'
import { openStudio } from '../camera/studio.ts'
import { screenTexts } from '../city.ts'
import { approve, layPaper, openCounterDesk, scan, takeCardPhoto, toCounter } from '../counter.ts'
import { type Journey, must } from '../journey.ts'
import { checkPapers, openPhone, typeFacts } from '../people.ts'
import { openPracticeCity } from '../practice.ts'

const anna = { name: 'Anna Maria Eriksson', birthDate: '1974-08-12', address: '12 Long Street' }
const rosa = { name: 'Rosa Quispe Mamani', birthDate: '1990-05-01' }
const holder = { ...anna, face: 'rosa' } as const

export async function journey(run: Journey) {
  const studio = await openStudio()
  run.later(() => studio.close())
  const film = join(run.folder, 'desk.y4m')
  await studio.film(film, { portrait: { what: 'portrait', holder } })
  const city = await openPracticeCity(run)
  const desk = await openCounterDesk(run, city, 'desk', film)
  const { page } = desk

  const door = await run.step('the clerk opens a visit and shows the code for a phone', async () => {
    await toCounter(desk)
    await desk.press('t')
    await desk.at('counter_joining')
    await page.waitForSelector('#door-code')
    const code = await page.evaluate(() => document.querySelector<HTMLCanvasElement>('#door-code')!.toDataURL())
    const read = await studio.codeOn(code)
    must(read.startsWith(`${city.address}/#counter=`), `the code reads ${read.slice(0, 40)}`)
    desk.keys.length = 0
    return read
  })
  const phone = await openPhone(run, door, 'phone')
  await run.step('the phone opens it: the address is clean, and the answers come first', async () => {
    await phone.at('counter-answers')
    must(!phone.page.url().includes('#'), `the address bar shows ${phone.page.url()}`)
    await run.shot(phone.page, 'phone-answers')
    await phone.tap('#counter-answer')
    await phone.tap('#who-adult')
    await phone.at('papers')
    for (const paper of ['passport', 'lease']) await phone.page.locator(`.tile:has(#paper-${paper})`).tap()
    await phone.tap('#papers-next')
    await phone.at('answer')
    await typeFacts(phone, anna)
    await phone.tap('#facts-next')
    await phone.at('counter-ready')
    await run.shot(phone.page, 'phone-ready')
  })
  await run.step('a bystander who scans it too stays out', async () => {
    await phone.tap('#counter-go')
    await desk.at('counter_papers')
    const bystander = await openPhone(run, door, 'bystander')
    await bystander.at('counter-answers')
    await checkPapersFromCounter(bystander)
    await typeFacts(bystander, rosa)
    await bystander.tap('#facts-next')
    await bystander.at('counter-ready')
    await bystander.tap('#counter-go')
    await bystander.page.waitForSelector('[data-screen^=visit-barred]')
    must((await bystander.page.innerText('[data-screen^=visit-barred]')).includes('Tell the clerk'), 'nobody says what to do')
    await run.shot(bystander.page, 'bystander')
    await bystander.person.close()
    must((await page.innerText('.who')).includes(anna.name), 'the clerk still sees who stands there')
  })
  await run.step('the papers go onto the table; no photo of them is asked for', async () => {
    await phone.at('visit-showing-nothing')
    await run.shot(phone.page, 'phone-table')
    await layPaper(desk, 'passport')
    await layPaper(desk, 'lease')
    await takeCardPhoto(desk)
    await run.shot(page, 'table')
    must((await phone.page.locator('.camera').count()) === 0, 'the phone was not asked for a photo')
    await approve(desk)
  })
  await run.step('the yes and the card are the phone’s', async () => {
    await phone.at('visit-card')
    await run.shot(phone.page, 'phone-card')
    await phone.tap('#yes')
    await page.waitForSelector('#touch:not([disabled])')
    await desk.press('k')
    await phone.at('visit-sealed', 90)
    await phone.page.getByText(screenTexts('en')['visit.ready.show_here']!).waitFor()
    await run.shot(phone.page, 'phone-sealed')
    await page.waitForSelector('[data-at=handed]')
    console.log(`       ${desk.keys.length} keys, none of them a letter of the resident's`)
    must(!desk.keys.some(key => key.length > 1), 'something was typed')
    await desk.press('n')
    await desk.at('counter')
    await phone.person.close()
  })

  const home = await openPhone(run, city.address, 'home')
  const form = await run.step('at home somebody answers and prints the form', async () => {
    await checkPapers(home, ['state_id', 'utility_bill'])
    await typeFacts(home, rosa)
    await home.tap('#facts-print')
    await home.at('form')
    await run.shot(home.page, 'form', { whole: true })
    return studio.codeOn(await home.page.evaluate(() => document.querySelector<HTMLCanvasElement>('#form-code')!.toDataURL()))
  })
  await run.step('the desk scans it: the papers they named stand first, and nothing is typed', async () => {
    await scan(desk, form)
    await desk.at('counter_papers')
    must((await page.innerText('.who')).includes(rosa.name), 'the answers are there')
    must((await page.locator('.lying-paper').first().getAttribute('id')) === 'lay-state_id', 'their papers come first')
    await run.shot(page, 'form-scanned')
    await desk.press('e', 'e')
    await desk.at('closed')
  })
  await run.step('a link like the code of a desk does not take a number from anybody', async () => {
    const mine = '[data-screen^=number],[data-screen^=visit]'
    await home.page.goBack()
    await home.at('facts')
    await home.tap('#facts-next')
    await home.page.waitForSelector(mine)
    await home.page.goto(`${city.address}/#counter=${'A'.repeat(43)}`)
    await home.at('other_counter')
    must(!home.page.url().includes('#'), `the address bar shows ${home.page.url()}`)
    await home.page.waitForSelector('#other-go')
    await run.shot(home.page, 'link-asked')
    await home.tap('#other-go')
    await home.at('other_counter-gone')
    await run.shot(home.page, 'link-gone')
    await home.tap('#other-keep')
    await home.page.waitForSelector(mine)
    await home.page.reload()
    await home.page.waitForSelector(mine)
  })
}

async function checkPapersFromCounter(phone: Awaited<ReturnType<typeof openPhone>>) {
  await phone.tap('#counter-answer')
  await phone.tap('#who-adult')
  await phone.at('papers')
  for (const paper of ['passport', 'lease']) await phone.page.locator(`.tile:has(#paper-${paper})`).tap()
  await phone.tap('#papers-next')
  await phone.at('answer')
}
