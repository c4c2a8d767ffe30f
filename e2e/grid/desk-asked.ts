/**
 * The desk asked whether papers on the table are enough, in one page load: a visit without a phone for each person, papers laid, looks ticked, decided.
 * It is told a kind of person, papers and what a clerk sees of each; nothing that a phone said.
 */
import type { Page } from 'playwright-core'
import type { Hands, Step } from './hands.ts'
import type { Said } from './said.ts'

export interface Laid {
  paper: string
  real: boolean
  same_name: boolean
  in_date: boolean
}

export interface DeskAsked {
  /** A number on the spot, and what the card should say. */
  person(kind: string, birthDate: string): Promise<void>
  /** Makes the table so: these lie there with these looks, and nothing else. Then D5, and back. */
  ask(papers: readonly Laid[]): Promise<Said>
  /** Refused or ended, and the counter is free for the next. */
  goodbye(): Promise<void>
}

const looks = ['real', 'same_name', 'in_date'] as const
const at = (name: string) => `[data-screen="${name}"]`
const idOf = (ref: string) => `#lay-${ref.replace('.', '-')}`
const passes = (paper: Laid) => looks.every(look => paper[look])

export function deskAsked(page: Page, hands: Hands): DeskAsked {
  let table: Laid[] = []
  const bringIntoView = (id: string): Step => ({ press: id, shows: `${id}.lying-chosen`, only: `${id}:not(.lying-chosen)` })
  const lift = ({ paper }: Laid): Step[] => {
    const id = idOf(paper)
    return [bringIntoView(id), { press: id, shows: `${id}[aria-pressed=false]` }]
  }
  const lay = (paper: Laid): Step[] => {
    const id = idOf(paper.paper)
    // After its last look the desk goes on to a paper that still waits.
    const ticks = looks.filter(look => paper[look]).map(look => `#look-${look}`)
    return [bringIntoView(id), ...ticks.map(tick => ({ press: tick, shows: `:is(${tick}[aria-pressed=true], ${id}:not(.lying-chosen))` }))]
  }

  return {
    async person(kind, birthDate) {
      const [year = '', month = '', day = ''] = birthDate.split('-')
      const choose = (name: string, value: string): Step => {
        const choice = `[name=${name}][value=${value}]`
        return { press: choice, shows: `${choice}:checked` }
      }
      await hands.press([
        { press: '#no-number', shows: at('counter_joining') },
        { press: '#type-in', shows: '#answers-form #fix-name' },
        choose('fix-kind', kind),
        choose('fix-language', 'en'),
      ])
      await hands.write('#fix-name', 'Ana Torres Vidal')
      await hands.write('#fix-born-month', String(Number(month)))
      await hands.write('#fix-born-day', String(Number(day)))
      await hands.write('#fix-born-year', year)
      await hands.press([{ press: '#answers-form button[type=submit]', shows: at('counter_papers') }])
      table = []
    },
    async ask(shown) {
      // A click that a page dispatches is nobody at the desk: after two minutes of them its screen would go dark.
      await page.keyboard.press('Shift')
      // What serves nobody of this kind is on no list, and the clerk gives it back. One that is missing there and counts would make the answers differ.
      const listed = await page.evaluate(() => [...document.querySelectorAll('.lying-paper')].map(({ id }) => `#${id}`))
      const papers = shown.filter(({ paper }) => listed.includes(idOf(paper)))
      const same = (a: Laid, b: Laid) => a.paper === b.paper && looks.every(look => a[look] === b[look])
      const gone = table.filter(old => !papers.some(now => same(old, now)))
      const fresh = papers.filter(now => !table.some(old => same(old, now)))
      table = papers
      await hands.press([
        ...gone.flatMap(lift),
        // Those that pass first: the desk then stays at what was laid last.
        ...[...fresh.filter(passes), ...fresh.filter(one => !passes(one))].flatMap(lay),
        { press: '#to-decide', shows: at('counter_decide') },
      ])
      const said = await page.evaluate(() => {
        const sentence = document.querySelector('.refusal p:not(.fine)')
        const title = sentence?.querySelector('strong')?.textContent ?? ''
        return {
          enough: document.querySelector('#approve') !== null && document.querySelector('#refuse') === null,
          reasons: (sentence?.textContent ?? '').slice(title.length).trim(),
          mends: [...document.querySelectorAll('.refusal li')].map(node => (node.textContent ?? '').trim()),
        }
      })
      await hands.press([{ press: '#back', shows: at('counter_papers') }])
      return said
    },
    async goodbye() {
      await hands.press([{ press: '#to-decide', shows: at('counter_decide') }])
      await hands.press([
        { press: '#refuse', shows: at('refused'), only: '#refuse' },
        { press: '#end', shows: '#asks-end .button-danger', only: '#approve' },
        { press: '#asks-end .button-danger', shows: at('closed'), only: '#asks-end .button-danger' },
        { press: '#next', shows: at('counter') },
      ])
    },
  }
}
