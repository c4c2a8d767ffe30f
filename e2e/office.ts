/** The administrators' page of a practice city, at which one of them opens, closes and moves: by pressing what stands there. For journeys. */
import type { Journey } from './journey.ts'
import { actDone, type Desk, openDesk } from './people.ts'

/** The practice root has two; one is enough for a way in. */
const administrator = 'a'

export interface Office {
  desk: Desk
  /** What stands on the list behind *Offices and events*: a site’s id, or `close` and `open` for every counter at once. */
  pick(site: string): Promise<void>
  /** Signs what is on the screen. @returns milliseconds from the press until the server has it */
  sign(): Promise<number>
}

export async function openOffice(run: Journey, address: string, who = 'administrator'): Promise<Office> {
  const desk = await openDesk(run, address, who, { path: '/desk#settings' })
  const { page } = desk
  await page.waitForSelector('#act-sites:not([disabled])')
  return {
    desk,
    async pick(site) {
      await page.click('#act-sites')
      await page.click(site === 'close' || site === 'open' ? `#sites-${site}` : `#site-${site}`)
      await page.waitForSelector('[data-screen=act-way]')
    },
    async sign() {
      const began = Date.now()
      await page.click('#sign')
      await page.click(`#touch-${administrator}`)
      await actDone(page)
      return Date.now() - began
    },
  }
}

/** One of the phrases or sites that a question of the page offers. */
export const choose = ({ desk }: Office, name: string, value: string) =>
  desk.page.locator(`label:has(input[name=${name}][value="${value}"])`).click()
