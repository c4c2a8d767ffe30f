/**
 * Two ways to press what a page offers. `taps` and `keys` are a person's: the browser's own input, at the place where the control is. `clicks` are the
 * page's: a control is found as a person would find it, drawn and enabled, and a click is dispatched on it, a whole row of presses without leaving the
 * page. The page cannot tell but by `isTrusted`, which none of ours asks; that a finger can reach it is what the sample with taps and keys is for.
 * Thousands of presses take minutes that way instead of hours.
 */
import type { Page } from 'playwright-core'
import { must } from '../journey.ts'
import type { Desk, Phone } from '../people.ts'

/** One control is pressed; then the page shows what it is waited for. */
export interface Step {
  press: string
  shows: string
  /** Left out where this is not there. */
  only?: string
}

export interface Hands {
  /** One after the other. @returns of each whether it was done */
  press(steps: readonly Step[]): Promise<boolean[]>
  /** Writes into a field, or picks in a list. */
  write(field: string, value: string): Promise<void>
}

/** Milliseconds after which something is broken and not merely slow. */
const patience = 60_000

const oneByOne = (page: Page, press: (control: string) => Promise<void>): Hands => ({
  async press(steps) {
    const done: boolean[] = []
    for (const { press: control, shows, only } of steps) {
      const wanted = only === undefined || (await page.locator(only).count()) > 0
      if (wanted) {
        await press(control)
        await page.waitForSelector(shows, { state: 'attached' })
      }
      done.push(wanted)
    }
    return done
  },
  async write(field, value) {
    if ((await page.locator(field).evaluate(node => node.tagName)) === 'SELECT') await page.selectOption(field, value)
    else await page.fill(field, value)
  },
})

export const taps = ({ page }: Phone): Hands =>
  oneByOne(page, async control => {
    // A tile is tapped as a whole; its input lies under it.
    const tile = page.locator(`label:has(> ${control})`)
    await ((await tile.count()) > 0 ? tile : page.locator(control)).tap()
  })

/** By the letter or digit that stands on the control; papers without a digit get theirs by *more*. One of several choices is picked. */
export const keys = (desk: Desk): Hands => {
  const { page } = desk
  return oneByOne(page, async control => {
    if (control.startsWith('[name=')) {
      // What is not drawn takes no focus, and the key would go to nobody.
      await page.locator(control).waitFor()
      return page.locator(control).press('Space')
    }
    await page.waitForSelector(`${control}:not([disabled])`, { state: 'attached' })
    const shortcut = () => page.locator(control).getAttribute('aria-keyshortcuts')
    for (let sheets = 0; (await shortcut()) === null && sheets < 4; sheets++) await desk.press('0')
    const key = await shortcut()
    must(key !== null, `${control} has no key`)
    await desk.press(key === 'Esc' ? 'Escape' : key.length === 1 ? key.toLowerCase() : key)
  })
}

export const clicks = (page: Page): Hands => ({
  press: steps =>
    page.evaluate(
      async ({ steps, patience }) => {
        const done: boolean[] = []
        for (const { press, shows, only } of steps) {
          done.push(only === undefined || document.querySelector(only) !== null)
          if (!done.at(-1)) continue
          const until = performance.now() + patience
          let node = document.querySelector<HTMLElement>(press)
          while (!node?.checkVisibility() || node.matches(':disabled')) {
            if (performance.now() > until) throw new Error(`cannot be pressed: ${press}`)
            await new Promise(done => setTimeout(done))
            node = document.querySelector<HTMLElement>(press)
          }
          node.click()
          // What changed is drawn in a microtask.
          await Promise.resolve()
          while (!document.querySelector(shows)) {
            if (performance.now() > until) throw new Error(`never there: ${shows}`)
            await new Promise(done => setTimeout(done))
          }
        }
        return done
      },
      { steps, patience },
    ),
  write: (field, value) =>
    page.evaluate(
      ({ field, value }) => {
        const node = document.querySelector<HTMLInputElement | HTMLSelectElement>(field)!
        // As the browser does when somebody writes: the value first, then the page is told.
        const of = node instanceof HTMLSelectElement ? HTMLSelectElement : HTMLInputElement
        Object.getOwnPropertyDescriptor(of.prototype, 'value')!.set!.call(node, value)
        node.dispatchEvent(new Event('input', { bubbles: true }))
        node.dispatchEvent(new Event('change', { bubbles: true }))
      },
      { field, value },
    ),
})
