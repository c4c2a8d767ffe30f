/** The empty screen: one button, in the language that the row above it chose; or why there is none in every language, and what to do instead. */

import { cityText } from '@latchkey/cities/city.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { formatTime } from '@latchkey/ui/format.ts'
import { type LanguageCode, type Text, useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import type { PostTrouble } from '@latchkey/ui/post.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { waitWords } from '@latchkey/ui/wait.ts'
import { siteNotice } from '@latchkey/wire/waiting.ts'
import { cityTexts, counterBooks, names } from '../city.ts'
import { InEveryLanguage } from '../in-every-language.tsx'
import type { Offer } from './offer.ts'

type Takes = Extract<Offer, { at: 'number' } | { at: 'tomorrow' }>
type None = Exclude<Offer, Takes | { at: 'unseen' }>

export function FirstScreen({ offer, trouble, onTake }: { offer: Offer; trouble: PostTrouble | null; onTake(): void }) {
  const text = useText()
  const { code } = useLanguage()
  const takes = offer.at === 'number' || offer.at === 'tomorrow'
  const none = takes ? (trouble === null ? null : noneOf(trouble)) : offer.at === 'unseen' ? null : offer
  return (
    <Screen at="kiosk-first" title={text('lobby.title')} keepFocus>
      {offer.at === 'unseen' && <Spinner>{text('shell.busy')}</Spinner>}
      {takes && <Take offer={offer} onTake={onTake} />}
      {none && (
        <Notice tone={none.at === 'offline' || none.at === 'broken' ? 'bad' : 'info'} role="status" id={`kiosk-${none.at}`}>
          <InEveryLanguage say={(text, code) => <strong>{closedWords(none, text, code) ?? text(`lobby.${none.at}`)}</strong>} />
          <p>{next(none, text, code)}</p>
        </Notice>
      )}
      {counterBooks && (none === null ? takes : none.at === 'full') && (
        <p class="kiosk-wait" id="kiosk-booked">
          {text('lobby.booked')}
        </p>
      )}
    </Screen>
  )
}

/** What the administrator's phrase says of the site this kiosk stands at. */
function closedWords(none: None, text: Text, code: LanguageCode): string | null {
  const here = none.at === 'closed' ? none.here : undefined
  const phrase = siteNotice(here?.notice ?? null)
  if (!here || !phrase) return null
  return text(`sites.notice.${phrase.id}`, phrase.to ? { site: cityText(cityTexts, code, `site.${here.to}`) } : {})
}

/** A refusal says what the next look will say too. */
function noneOf(trouble: PostTrouble): None {
  if (trouble === 'closed') return { at: 'closed', opens: null }
  return { at: trouble === 'no_desk' || trouble === 'offline' || trouble === 'full' ? trouble : 'broken' }
}

function Take({ offer, onTake }: { offer: Takes; onTake(): void }) {
  const text = useText()
  const { code } = useLanguage()
  const opens = offer.at === 'tomorrow' ? formatTime(code, offer.opens, names.timeZone) : null
  return (
    <div class="kiosk-take">
      {opens !== null && (
        <Notice tone="warn" id="kiosk-tomorrow">
          {text('number.full')}
        </Notice>
      )}
      <Button kind="main" id="kiosk-take" wide onPress={onTake}>
        {opens === null ? text('lobby.take') : text('number.take.tomorrow', { opens })}
      </Button>
      {offer.at === 'number' && (
        <>
          <p id="kiosk-wait">{text('lobby.waiting', { count: offer.waiting })}</p>
          <p class="kiosk-wait">{waitWords(text, offer.wait)}</p>
        </>
      )}
      <p class="soft">{text('number.none.lead')}</p>
    </div>
  )
}

/** What to do, in the language that the row above chose. */
function next(none: None, text: Text, code: LanguageCode): string {
  switch (none.at) {
    case 'offline':
    case 'broken':
      return text('lobby.offline.next')
    case 'no_counter':
      return text('lobby.ask')
    case 'closed':
      return none.opens === null ? text('lobby.ask') : text('lobby.opens', { opens: formatTime(code, none.opens, names.timeZone) })
    case 'no_desk':
      return text('lobby.no_desk.next')
    case 'full':
      return text('lobby.full.next')
  }
}
