/** The resident's page asked *Is what I have enough?* again and again, R2 to R4, in one page load. It is told papers and nothing else. */
import type { Page } from 'playwright-core'
import type { Hands, Step } from './hands.ts'
import type { Said } from './said.ts'

export interface PhoneAsked {
  /** R2, from R1 or from the answer before. Nothing is tapped then. */
  person(kind: string): Promise<void>
  /** R3 and R4: these are tapped and no others. */
  ask(refs: readonly string[]): Promise<Said>
  /** The lists that the last question went through. */
  readonly lists: readonly string[]
}

/** R3: own papers, what ties the two together, the caretaker's own. Not every kind has all three, and whoever has enough skips the rest. */
const allLists = ['papers', 'tie', 'caretaker'] as const
const at = (name: string) => `[data-screen="${name}"]`
const idOf = (ref: string) => `#paper-${ref.replace('.', '-')}`

export function phoneAsked(page: Page, hands: Hands): PhoneAsked {
  /** The lists on the way to where the page is now, and what is tapped on any of them. */
  let lists: string[] = []
  let tapped = new Set<string>()
  let begun = false

  const off = (list: string, ids: readonly string[]): Step[] =>
    ids.map(id => ({ press: id, shows: `${id}:not(:checked)`, only: `${at(list)} ${id}:checked` }))
  const on = (list: string, ids: readonly string[]): Step[] =>
    ids.map(id => ({ press: id, shows: `${id}:checked`, only: `${at(list)} ${id}:not(:checked)` }))
  async function press(steps: readonly Step[]): Promise<boolean[]> {
    const done = await hands.press(steps)
    for (const [nth, { press, shows }] of steps.entries()) {
      if (!done[nth]) continue
      if (shows === `${press}:checked`) tapped.add(press)
      if (shows === `${press}:not(:checked)`) tapped.delete(press)
    }
    return done
  }

  /** From the answer back to the first list; on the way everything is taken off that is not wanted. */
  async function toFirst(wanted: ReadonlySet<string>) {
    const unwanted = [...tapped].filter(id => !wanted.has(id))
    const way = [...lists].reverse()
    await press(way.flatMap(list => [{ press: '.screen-back', shows: at(list) }, ...off(list, unwanted)]))
    lists = []
    // An answer that was reached early passed lists on which something may still be tapped: *I have none of these*, on each.
    if ([...tapped].every(id => wanted.has(id))) return
    const everything = [...tapped]
    const steps = allLists.flatMap((list): Step[] => [
      ...off(list, everything),
      { press: '#papers-none', shows: `[data-screen]:not(${at(list)})`, only: at(list) },
    ])
    const done = await press(steps)
    const passed = allLists.filter(list => steps.some(({ only }, nth) => done[nth] && only === at(list)))
    await press(passed.reverse().map(list => ({ press: '.screen-back', shows: at(list) })))
    tapped = new Set()
  }

  return {
    async person(kind) {
      await toFirst(new Set())
      await press([begun ? { press: '.screen-back', shows: at('who') } : { press: '#home-check', shows: at('who') }])
      await press([{ press: `#who-${kind}`, shows: at('papers') }])
      begun = true
    },
    async ask(refs) {
      const ids = refs.map(idOf)
      await toFirst(new Set(ids))
      const steps = allLists.flatMap((list): Step[] => [
        ...on(list, ids),
        { press: '#papers-next', shows: `[data-screen]:not(${at(list)})`, only: `${at(list)} #papers-next:not(:disabled)` },
        { press: '#papers-none', shows: `[data-screen]:not(${at(list)})`, only: `${at(list)} #papers-next:disabled` },
      ])
      const done = await press(steps)
      lists = allLists.filter(list => steps.some(({ only }, nth) => done[nth] && only?.startsWith(`${at(list)} #papers-next`)))
      return page.evaluate(() => ({
        enough: document.querySelector('#answer-show') !== null,
        reasons: [...document.querySelectorAll('#answer-unmet li')].map(node => (node.textContent ?? '').trim()).join(' '),
        mends: [...document.querySelectorAll('#answer-mends .paper-line strong, #answer-mends li:not(.paper-line)')].map(node =>
          (node.textContent ?? '').trim(),
        ),
      }))
    },
    get lists() {
      return lists
    },
  }
}
