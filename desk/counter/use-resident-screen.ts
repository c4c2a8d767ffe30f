/** Desk: what the resident of a typed case has before them, and the one way their yes comes in (PROTOCOL §4.3). */
import { cityText } from '@latchkey/cities/city.ts'
import { refusalText } from '@latchkey/rules/refusal-text.ts'
import { isLanguage, textIn } from '@latchkey/ui/language.ts'
import { refusalWords } from '@latchkey/ui/refusal-labels.ts'
import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks'
import { useCity } from '../city.ts'
import type { SecondScreen } from '../second/second-screen.ts'
import { type Answered, emptyShown, type Shown } from '../second/shown.ts'
import { usePlates } from '../visit/card-check.tsx'
import type { Sitting } from '../visit/sitting.ts'

const nothing: Shown = { show: 'nothing' }

/** Whether the second window is there; drawn again when it comes or goes. */
export function useSecond(second: SecondScreen): boolean {
  const [, draw] = useReducer((n: number) => n + 1, 0)
  useEffect(() => second.subscribe(() => draw(0)), [second])
  return second.here
}

/** @returns what the resident should see, for the panel on this screen when there is no other; `answer` takes what they say */
export function useResidentScreen(second: SecondScreen, sitting: Sitting, technicalEnd: number) {
  const { state, language } = sitting
  const { rules, texts } = useCity()
  const rounds = useRef(0)
  const card = state.where === 'typed' && state.at === 'checking' ? state : null
  const codeComes = textIn(isLanguage(language) ? language : 'en')('card.code_comes')
  const plates = usePlates(card?.facts ?? null, card?.pictures ?? null, null, technicalEnd, codeComes)
  const shown = useMemo<Shown>(() => {
    if (state.where !== 'typed') return nothing
    switch (state.at) {
      case 'checking': {
        if (!plates) return nothing
        rounds.current += 1
        const { name, name_latin: nameLatin } = state.facts
        return { show: 'card', round: rounds.current, language, name, nameLatin, ...plates }
      }
      case 'touch':
      case 'sealing':
        return { show: 'making', language }
      case 'handed':
        return { show: 'made', language }
      case 'refused': {
        const theirs = isLanguage(language) ? language : 'en'
        const words = refusalWords(theirs, key => cityText(texts, theirs, key))
        const { title, reasons, any, none, mends } = refusalText(rules, null, words, state.unmet, state.mends)
        return { show: 'refused', language, title, lines: [...reasons, mends.length > 0 ? any : none], mends }
      }
      default:
        return nothing
    }
  }, [state.at, state.where, plates])

  const answer = ({ round, yes }: Answered) => {
    // A yes to a card that stands there no more is a yes to nothing.
    if (shown.show !== 'card' || shown.round !== round) return
    if (yes) sitting.case.yes()
    else sitting.case.notRight()
  }
  useEffect(() => {
    second.show(shown)
    second.answered = answer
    return () => {
      second.answered = null
      second.show(nothing)
      emptyShown(shown)
    }
  }, [shown, second])
  return { shown, answer }
}
