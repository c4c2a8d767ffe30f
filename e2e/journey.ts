/** One journey: numbered steps that read as the story, pictures of what a person saw, and everything it opened closed again. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** Languages in which residents' stories are told. */
const told = ['en', 'ar', 'zh'] as const
export type ReadIn = (typeof told)[number]

const textNames = new Set(readdirSync(new URL('../ui/languages/en', import.meta.url)).map(file => file.replace('.json', '')))

export class Journey {
  passed = 0
  failed = 0
  readonly folder: string
  /** The languages of this run: all, or the one that was asked for. */
  readonly readIn: readonly ReadIn[]
  readonly #name: string
  readonly #shots: string | null
  readonly #closers: (() => unknown)[] = []
  readonly #pages = new Map<string, Page>()
  #picture = 0
  #step = 'start'

  constructor(name: string, shots: string | null, language: string | null = null) {
    this.readIn = language === null ? told : told.filter(one => one === language)
    this.#name = name
    this.#shots = shots
    this.folder = mkdtempSync(join(tmpdir(), 'latchkey-journey-'))
  }

  /** Runs one step; the first that fails ends the journey. */
  async step<T>(says: string, act: () => Promise<T>): Promise<T> {
    this.#step = says
    const value = await act()
    this.passed++
    console.log(`ok     ${this.#name}: ${says}`)
    return value
  }

  /** Something opened that must be closed at the end, whatever happens; last opened, first closed. */
  later(close: () => unknown) {
    this.#closers.push(close)
  }

  /** A page to picture when a step fails. */
  watch(who: string, page: Page) {
    this.#pages.set(who, page)
  }

  /** @param options.while taken again until this still holds afterwards: a film goes on while the picture is made */
  async shot(page: Page, what: string, options: { whole?: boolean; while?: () => Promise<boolean>; until?: () => Promise<unknown> } = {}) {
    // A text that is missing shows its own name instead.
    const unnamed =
      (await page.innerText('body')).match(/(?<![\w/-])[a-z]+\.[a-z_]+\.[a-z_.]+\b/g)?.filter(word => textNames.has(word.split('.')[0]!)) ??
      []
    must(unnamed.length === 0, `${what} shows ${unnamed.join(', ')}`)
    if (!this.#shots) return
    this.#picture++
    const path = join(this.#shots, `${this.#name}-${String(this.#picture).padStart(2, '0')}-${what}.png`)
    const size = page.viewportSize()
    if (options.whole && size) {
      // A window as long as the page: what sticks to its foot would lie across the middle of a long picture.
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      await page.setViewportSize({ ...size, height: Math.max(size.height, height) })
    }
    do {
      await options.until?.()
      await page.screenshot({ path, animations: 'disabled' })
    } while (options.while && !(await options.while()))
    if (options.whole && size) await page.setViewportSize(size)
  }

  async broke(cause: unknown) {
    this.failed++
    console.log(`FAILED ${this.#name}: ${this.#step}`)
    console.log(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause))
    for (const [who, page] of this.#pages) {
      if (page.isClosed()) continue
      const text = await page.evaluate(() => document.body?.innerText ?? '').catch(() => '')
      console.log(`  ${who} shows: ${text.replaceAll(/\s+/g, ' ').slice(0, 600)}`)
      if (this.#shots) await page.screenshot({ path: join(this.#shots, `${this.#name}-failed-${who}.png`) }).catch(() => {})
    }
  }

  async tidy() {
    for (const close of this.#closers.reverse()) await Promise.resolve(close()).catch(() => {})
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Fails the step with what was seen; values are of invented people. */
export function must(holds: unknown, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise)
}
