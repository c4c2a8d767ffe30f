/**
 * A bill that lives on a screen: the resident picks its PDF, looks for the page that says where they live, and sends it. The clerk sees that page's
 * pixels and that it came from a screen; nobody sees anything else of the file, and nobody but who picked a PDF loads what reads one.
 */
import { billPdf } from '@latchkey/resident/photos/bill-pdf.test.kit.ts'
import type { Page } from 'playwright-core'
import { openStudio } from '../camera/studio.ts'
import { type Journey, must } from '../journey.ts'
import {
  asked,
  askForNumber,
  checkPapers,
  type Desk,
  inView,
  openDesk,
  openPhone,
  type Phone,
  pickPhoto,
  sitDown,
  takeNext,
  tickLooks,
  typeFacts,
} from '../people.ts'
import { openPracticeCity } from '../practice.ts'

const jan = { name: 'Jan Nowak', birthDate: '1961-11-02', address: '400 River Road', face: 'jan' } as const
const front = 7
/** What is on the second page and nowhere else. */
const mark = { red: 200, green: 30, blue: 160 }

const bill = `<style>body{font:18px serif} h1{font:40px sans-serif} .mark{width:300px;height:160px;background:rgb(${mark.red},${mark.green},${mark.blue})}
  section{break-after:page}</style>
  <section><h1>Dear customer</h1><p>This page says nothing about where anybody lives.</p><a href="https://elsewhere.example/">Pay</a></section>
  <section><h1>Prairie Light</h1><p>${jan.name}<br>${jan.address}<br>Chicago, IL 60601</p><div class="mark"></div><p>Due: $61.20, for October</p></section>
  <section><h1>Terms</h1><p>Third page.</p></section>`

export async function journey(run: Journey) {
  const city = await openPracticeCity(run)
  const studio = await openStudio()
  run.later(() => studio.close())
  const passport = await studio.photo({ what: 'passport', holder: jan })
  const desk = await openDesk(run, city.address, 'clerk')
  await sitDown(desk)
  const file = await madeByAnother(desk)
  const phone = await openPhone(run, city.address, 'resident', { cameraDenied: true })
  const loaded: string[] = []
  const policies: Record<string, string | undefined>[] = []
  phone.person.context.on('request', request => loaded.push(request.url()))
  phone.person.context.on('response', answer => {
    if (answer.url().includes('/a/pdf-worker-')) policies.push(answer.headers())
  })

  await run.step('with a passport in hand and a bill on the phone they are called', async () => {
    await checkPapers(phone, ['passport', 'utility_bill'])
    await typeFacts(phone, jan)
    await askForNumber(phone)
    await takeNext(desk)
    await phone.at('visit-called')
    await phone.tap('#ready')
    await asked(phone, front, 'passport')
    await pickPhoto(phone, passport)
    await inView(desk, 'Passport')
    await tickLooks(desk)
    must((await desk.page.locator('.viewer-screen').count()) === 0, 'a photo is called a screen')
  })

  await run.step('a file that cannot be read is called by name, and nothing that was shown is lost', async () => {
    await asked(phone, front, 'utility_bill')
    await run.shot(phone.page, 'offered', { whole: true })
    must(!loaded.some(address => address.includes('pdf-worker')), 'what reads a PDF was loaded before anybody picked one')
    await pickFile(phone, billPdf({ locked: true }))
    await phone.page.waitForSelector('#screen-locked')
    await run.shot(phone.page, 'locked', { whole: true })
    await pickFile(phone, new TextEncoder().encode('%PDF-1.7 and no more'))
    await phone.page.waitForSelector('#screen-broken')
    await pickFile(phone, new TextEncoder().encode('<html>a bill</html>'))
    await phone.page.waitForSelector('#screen-other_file')
    must((await desk.page.locator('.tick-met').count()) === 2, 'the ticks of the passport are gone')
  })

  await run.step('they look for the page, and only its pixels are sent', async () => {
    const { page } = phone
    await pickFile(phone, billPdf({ active: true }))
    await page.waitForSelector('.screen-paper[data-state=looking][data-page="1"]')
    must((await inkOf(page)) > 1500, 'the letters of a plain PDF are not drawn')
    await run.shot(page, 'plain', { whole: true })
    await pickFile(phone, file)
    await page.waitForSelector('.screen-paper[data-state=looking][data-page="1"]')
    must((await inkOf(page)) > 1500, 'the letters of the PDF are not drawn')
    await run.shot(page, 'page-1', { whole: true })
    await page.locator('.screen-paper .buttons button:not([disabled])').first().tap()
    await page.waitForSelector('.screen-paper[data-page="2"]')
    must((await markedOf(page, '.camera-still')) > 0.01, 'the second page is not what was picked')
    await run.shot(page, 'page-2', { whole: true })
    await page.locator('.screen-paper .button-main').tap()
  })

  await run.step('the clerk sees that page, and that it came from a screen, beside it and in the tick', async () => {
    await inView(desk, 'Bill: gas, light, water, phone')
    await desk.page.waitForSelector('.viewer-screen')
    must((await markedOf(desk.page, '#page-in-view')) > 0.005, 'the clerk does not see the page')
    await tickLooks(desk)
    await desk.page.waitForFunction(() => document.querySelectorAll('.tick-met').length === 3)
    must((await desk.page.locator('.tick .fine').allInnerTexts()).join() === 'From a screen', 'the tick does not say it')
    await run.shot(desk.page, 'desk')
  })

  await run.step('the reader asked nobody, was not kept, and ended with the file', async () => {
    must(policies.length > 0, 'nothing read the PDF')
    for (const headers of policies) {
      must(headers['content-security-policy']?.includes("connect-src 'none'"), 'the reader may ask somebody')
      must(headers['cache-control'] === 'no-store', 'the phone keeps that a PDF was picked')
    }
    must(
      loaded.every(address => new URL(address).origin === city.address || address.startsWith('data:')),
      'somebody else was asked',
    )
    await phone.page.waitForFunction(() => document.querySelector('.screen-paper') === null)
    must(phone.page.workers().length === 0, 'the reader is still there')
  })
}

/** The bill as a browser makes it: letters as fonts of its own, compressed, with a link. */
async function madeByAnother(desk: Desk): Promise<Uint8Array> {
  const maker = await desk.person.context.newPage()
  await maker.setContent(bill)
  const made = await maker.pdf({ format: 'Letter', printBackground: true })
  await maker.close()
  return made
}

const pickFile = ({ page }: Phone, bytes: Uint8Array) =>
  page.setInputFiles('.screen-input', { name: 'bill.pdf', mimeType: 'application/pdf', buffer: Buffer.from(bytes) })

/** Dark points of the page that is looked at. */
const inkOf = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.camera-still')!
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    let ink = 0
    for (let at = 0; at < data.length; at += 4) if (data[at]! < 90 && data[at + 1]! < 90 && data[at + 2]! < 90) ink++
    return ink
  })

/** The share of a canvas that has the colour of the mark. */
const markedOf = (page: Page, canvas: string) =>
  page.evaluate(
    ({ canvas, mark }) => {
      const node = document.querySelector<HTMLCanvasElement>(canvas)!
      const { data } = node.getContext('2d')!.getImageData(0, 0, node.width, node.height)
      let marked = 0
      for (let at = 0; at < data.length; at += 4) {
        const away = Math.abs(data[at]! - mark.red) + Math.abs(data[at + 1]! - mark.green) + Math.abs(data[at + 2]! - mark.blue)
        if (away < 60) marked++
      }
      return marked / (data.length / 4)
    },
    { canvas, mark },
  )
