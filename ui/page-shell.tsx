import type { ComponentChildren } from 'preact'
import { GlobeSign, InfoSign, OfflineSign } from './icons/signs.tsx'
import { isLanguage, languageNames, languages, useLanguage, useText } from './language.ts'
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
  children?: ComponentChildren
  footer?: ComponentChildren
}

/** Header, stripe, notice, main, foot: the same on every page. */
export function PageShell(props: PageShellProps) {
  const { product, home, practice, notice, offline, onStop, wide, header, children, footer } = props
  const text = useText()
  const language = useLanguage()
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
            <label class="language">
              <GlobeSign />
              <span class="unseen">{text('shell.language')}</span>
              <select
                class="language-select"
                value={language.code}
                autoComplete="off"
                onChange={event => isLanguage(event.currentTarget.value) && language.set(event.currentTarget.value)}
              >
                {languages.map(code => (
                  <option key={code} value={code} lang={code}>
                    {languageNames[code]}
                  </option>
                ))}
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
      </div>
      <main class="page-main" id="main" tabIndex={-1}>
        {children}
      </main>
      <footer class="page-footer">
        {footer}
        <p>{text('shell.study')}</p>
      </footer>
    </div>
  )
}

/** *Practice city. Nothing here is real.* */
export function PracticeStripe() {
  const text = useText()
  return <p class="practice">{text('shell.practice')}</p>
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
