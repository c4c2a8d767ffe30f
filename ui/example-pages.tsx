/**
 * A page of examples: every screen of an app in its states, with invented people, to look at while drawing and for goals 12 and 13. Never part of the
 * product. `#name` shows one, `?ar` speaks Arabic; without a name there is the list. The walk over all of them (e2e/goals/every-screen.ts) uses `examples`.
 */
import { type ComponentChildren, render } from 'preact'
import { isLanguage, type LanguageCode, languages, setLanguage, startLanguage } from './language.ts'

export interface Example {
  draw(): ComponentChildren | Promise<ComponentChildren>
  /** Pressed once it is drawn: opens a dialog, or asks for what was left out. */
  press?: string
  /** The languages its readers have; all that the build offers if left out. */
  languages?: readonly LanguageCode[]
  /** It stands on a large screen of an office and nowhere else. */
  large?: true
}
export type Examples = Record<string, Example | Example['draw']>

/** Found on `globalThis.examples` of a page of examples. */
export interface ExamplePage {
  list: { name: string; languages: readonly LanguageCode[]; large: boolean }[]
  /** Resolves when the example is drawn and rests. */
  show(name: string): Promise<void>
  speak(code: LanguageCode): Promise<void>
}

const frame = () => new Promise<unknown>(done => requestAnimationFrame(done))

/** Until nothing has changed for three frames; what never rests (a camera's advice) is looked at as it is. */
async function rest() {
  let quiet = 0
  const watch = new MutationObserver(() => {
    quiet = 0
  })
  watch.observe(document.body, { subtree: true, childList: true, characterData: true })
  for (let frames = 0; frames < 40 && quiet < 3; frames++) {
    await frame()
    quiet++
  }
  watch.disconnect()
}

/** @param around what the app puts around every screen, given its name @param readers their languages */
export async function openExamples(
  examples: Examples,
  around: (name: string, shown: ComponentChildren) => ComponentChildren,
  readers: readonly LanguageCode[] = languages,
): Promise<void> {
  const element = document.getElementById('app')!
  const of = (name: string): Example | undefined => {
    const found = examples[name]
    return typeof found === 'function' ? { draw: found } : found
  }
  const page: ExamplePage = {
    list: Object.keys(examples).map(name => ({ name, languages: of(name)!.languages ?? readers, large: of(name)!.large === true })),
    async show(name) {
      const example = of(name)!
      // Nothing of the one before stays: no focus, no open dialog, no half-typed field.
      render(null, element)
      const shown = await example.draw()
      render(around(name, shown), element)
      await rest()
      if (example.press) {
        document.querySelector<HTMLElement>(example.press)!.click()
        await rest()
      }
    },
    async speak(code) {
      await setLanguage(code)
      await frame()
    },
  }
  await startLanguage({})
  const asked = location.search.slice(1)
  if (isLanguage(asked)) await setLanguage(asked)
  const follow = () => {
    const name = decodeURIComponent(location.hash.slice(1))
    if (of(name)) return void page.show(name)
    render(
      <ul>
        {page.list.map(({ name }) => (
          <li key={name}>
            <a href={`#${name}`}>{name}</a>
          </li>
        ))}
      </ul>,
      element,
    )
  }
  addEventListener('hashchange', follow)
  follow()
  Object.assign(globalThis, { examples: page })
}
