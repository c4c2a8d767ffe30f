/**
 * The pages of the record, ready to be sent. A page is written and packed again only when something that stands on one has changed: who asks runs no query
 * and, as a rule, writes nothing, however often they ask. Two who ask get the same bytes.
 */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { renderCannotKnow } from './cannot-know-page.ts'
import { renderDrill } from './drill-page.ts'
import { renderFront } from './front-page.ts'
import { renderHeld } from './held-page.ts'
import { renderNotProtected } from './not-protected-page.ts'
import { renderNotices } from './notices-page.ts'
import { type Chapter, chapterPaths } from './record-frame.ts'
import type { RecordState } from './record-state.ts'
import { renderRequests } from './requests-page.ts'
import { renderRules } from './rules-page.ts'
import { renderWays } from './ways-page.ts'

/** The quarter's page has its own folder. */
type Page = Exclude<Chapter, 'quarter'>

export const renderers: Record<Page, (state: RecordState) => string> = {
  front: renderFront,
  held: renderHeld,
  cannot: renderCannotKnow,
  ways: renderWays,
  rules: renderRules,
  notices: renderNotices,
  requests: renderRequests,
  drill: renderDrill,
  limits: renderNotProtected,
}

export const recordPages = Object.keys(renderers) as Page[]
/** Addresses, each without a slash at its end. */
export const recordPaths: string[] = recordPages.map(page => chapterPaths[page])

export interface PackedPage {
  bytes: Buffer
  br: Buffer
  gz: Buffer
}

export class RecordPages {
  readonly #state: () => RecordState
  readonly #made = new Map<string, PackedPage>()
  #madeOf = ''

  /** @param state what the pages are made from, read anew out of memory each time somebody asks */
  constructor(state: () => RecordState) {
    this.#state = state
  }

  /** @param path one of `recordPaths` */
  page(path: string): PackedPage {
    const state = this.#state()
    const shown = whatChanges(state)
    if (shown !== this.#madeOf) this.#made.clear()
    this.#madeOf = shown
    const page = this.#made.get(path) ?? packed(renderers[recordPages.find(one => chapterPaths[one] === path) as Page](state))
    this.#made.set(path, page)
    return page
  }
}

/** Everything on the pages that can be another in an hour; the rest stays while the process lives. */
function whatChanges({ settings, history, today, ports }: RecordState): string {
  return JSON.stringify([settings.all(), history.length, today, ports.requests(), ports.drill(), ports.schedule(), ports.log()])
}

export function packed(html: string): PackedPage {
  const bytes = Buffer.from(html)
  // Half of the hardest: the page is packed while somebody waits for it.
  const br = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  })
  return { bytes, br, gz: gzipSync(bytes) }
}
