import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { GlobeSign, InfoSign, OfflineSign } from './icons/signs.tsx'
import { isLanguage, isReviewed, type LanguageCode, languageNames, languages, textIn, useLanguage } from './language.ts'
import { ListenButton, ListenWords, useListen } from './listen.tsx'
import { Mark } from './mark.tsx'

export interface PageShellProps {
  /** What the card is called in this city: 'City ID'. */
  product: ComponentChildren
  /** Where the mark leads; without it the mark is no link (in a visit nobody may leave by accident). */
  home?: string | undefined
  /** Built with a practice root: the orange stripe. */
  practice: boolean
  /** The notice of the way in, in the page's language; shown above everything else. */
  notice?: ComponentChildren
  /** What to say while nothing comes back from the server. */
  offline?: string | false | undefined
  /** Ends the visit; the page asks again before it does. */
  onStop?: (() => void) | undefined
  /** The desk's width. */
  wide?: boolean | undefined
  /** Stands in the header, before the language. */
  header?: ComponentChildren
  /** The languages to pick from; all that the build offers if left out. */
  among?: readonly LanguageCode[]
  /** A resident's page: it can be heard. What is read is named by `heard`: another screen of the same page ends the reading. */
  listen?: boolean
  heard?: string
  /** Stands under the languages: somebody needs two. */
  more?: { words: string; go(): void }
  children?: ComponentChildren
  footer?: ComponentChildren
}

/** Header, stripe, notice, main, foot: the same on every page. */
export function PageShell(props: PageShellProps) {
  const { product, home, practice, notice, offline, onStop, wide, header, among = languages, listen, heard, more, children, footer } = props
  const language = useLanguage()
  const text = textIn(language.code)
  const main = useRef<HTMLElement>(null)
  const listening = useListen(() => main.current)
  useEffect(() => listening.stop(), [heard])
  // In a visit the top of the screen belongs to the visit.
  const inVisit = onStop !== undefined || wide === true
  return (
    <div class={`page${wide ? ' page-wide' : ''}`}>
      <a class="skip" href="#main">
        {text('shell.skip')}
      </a>
      <header>
        {practice && <PracticeStripe />}
        <div class="page-header">
          <Brand href={home}>{product}</Brand>
          <div class="page-tools">
            {header}
            {listen && <ListenButton state={listening.state} press={listening.press} />}
            <label class="language">
              <GlobeSign />
              <span class="unseen">{text('shell.language')}</span>
              <select
                class="language-select"
                value={language.code}
                autoComplete="off"
                onChange={({ currentTarget }) => {
                  if (isLanguage(currentTarget.value)) return language.set(currentTarget.value)
                  currentTarget.value = language.code
                  more?.go()
                }}
              >
                {among.map(code => (
                  <option key={code} value={code} lang={code}>
                    {languageNames[code]}
                  </option>
                ))}
                {more && <option value="">+ {more.words}</option>}
              </select>
            </label>
            {onStop && (
              <button type="button" class="button button-danger page-stop" onClick={onStop}>
                {text('shell.stop')}
              </button>
            )}
          </div>
        </div>
      </header>
      <div class="page-bars" role="status">
        {notice && (
          <p class="page-bar page-notice">
            <InfoSign />
            <span>{notice}</span>
          </p>
        )}
        {offline && (
          <p class="page-bar page-offline">
            <OfflineSign />
            <span>{offline}</span>
          </p>
        )}
        {listen && <ListenWords state={listening.state} />}
        {language.missing && (
          <p class="page-bar page-offline">
            <OfflineSign />
            <span>{text('shell.language.missing', { language: languageNames[language.missing] })}</span>
          </p>
        )}
      </div>
      {!inVisit && <Unreviewed />}
      <main class="page-main" id="main" tabIndex={-1} ref={main}>
        {children}
      </main>
      <footer class="page-footer">
        {inVisit && <Unreviewed />}
        {footer}
        {listen && !inVisit && (
          <p>
            <a class="page-foot-link" href={`/accessibility/#${language.code}`}>
              {text('shell.accessibility')}
            </a>
          </p>
        )}
        <p>{text('shell.study')}</p>
      </footer>
    </div>
  )
}

/** What no native speaker has checked says so, and leads to English. */
export function Unreviewed() {
  const { code, set } = useLanguage()
  const text = textIn(code)
  if (isReviewed(code)) return null
  return (
    <p class="page-bar page-unreviewed" id="unreviewed">
      <span>{text('shell.unreviewed')}</span>
      <button type="button" class="button button-link" onClick={() => set('en')}>
        {text('shell.unreviewed.english')}
      </button>
    </p>
  )
}

/** *Practice city. Nothing here is real.* */
export function PracticeStripe() {
  return <p class="practice">{textIn(useLanguage().code)('shell.practice')}</p>
}

function Brand(props: { href: string | undefined; children: ComponentChildren }) {
  const inside = (
    <>
      <Mark />
      <span>{props.children}</span>
    </>
  )
  return props.href === undefined ? (
    <span class="brand">{inside}</span>
  ) : (
    <a class="brand" href={props.href}>
      {inside}
    </a>
  )
}
