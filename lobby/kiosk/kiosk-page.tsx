import { cityText } from '@latchkey/cities/city.ts'
import { type LanguageCode, languageNames, languages, setLanguage, useLanguage, useText } from '@latchkey/ui/language.ts'
import { Mark } from '@latchkey/ui/mark.tsx'
import { PracticeStripe, Unreviewed } from '@latchkey/ui/page-shell.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { useEffect, useState } from 'preact/hooks'
import { cityTexts, hasCounter, practice } from '../city.ts'
import { useLine } from '../use-line.ts'
import { FirstScreen } from './first-screen.tsx'
import type { Kiosk } from './kiosk.ts'
import { NumberScreen, type Printer } from './number-screen.tsx'
import { offerOf } from './offer.ts'

export function KioskPage(props: {
  kiosk: Kiosk
  printer: Printer
  /** Where it stands, if somebody told it. */
  site: string | null
  /** What an empty screen speaks first. */
  language: LanguageCode
}) {
  const { kiosk, printer, site } = props
  const text = useText()
  const { code } = useLanguage()
  const [state, setState] = useState(kiosk.state)
  const line = useLine(
    () => null,
    () => kiosk.state.at === 'empty',
  )

  useEffect(() => {
    let before = kiosk.state.at
    return kiosk.subscribe(next => {
      // The next person finds the screen as everyone does, whatever the one before chose.
      if (next.at === 'empty' && next.trouble === null) setLanguage(props.language)
      if (next.at !== 'asking' && before === 'asking') line.look()
      before = next.at
      setState(next)
    })
  }, [kiosk])
  useEffect(() => {
    document.addEventListener('pointerdown', kiosk.touched)
    document.addEventListener('keydown', kiosk.touched)
    return () => {
      document.removeEventListener('pointerdown', kiosk.touched)
      document.removeEventListener('keydown', kiosk.touched)
    }
  }, [kiosk])

  return (
    <div class="page kiosk">
      <header>
        {practice && <PracticeStripe />}
        <div class="page-header">
          <span class="brand">
            <Mark />
            <span>{cityText(cityTexts, code, 'name.card')}</span>
          </span>
        </div>
      </header>
      <main class="page-main">
        <div class="kiosk-languages screen-only">
          {languages.map(language => (
            <button
              key={language}
              type="button"
              class="button"
              lang={language}
              aria-pressed={language === code}
              onClick={() => setLanguage(language)}
            >
              {languageNames[language]}
            </button>
          ))}
        </div>
        {state.at === 'empty' && (
          <FirstScreen offer={offerOf(line.now, line.state, hasCounter, site)} trouble={state.trouble} onTake={() => void kiosk.take()} />
        )}
        {state.at === 'asking' && <Spinner>{text('number.asking')}</Spinner>}
        {state.at === 'number' && <NumberScreen number={state.number} now={line.now} printer={printer} onDone={kiosk.done} />}
      </main>
      <footer class="page-footer">
        <p>{cityText(cityTexts, code, 'name.study')}</p>
        <div class="screen-only">
          <Unreviewed />
        </div>
      </footer>
    </div>
  )
}
