/** What a resident at a counter sees, in their own language, for examples.tsx: the second window of a desk. */
import { rules as cityRules, names, texts } from 'virtual:city'
import { type CityNames, type CityTexts, cityText } from '@latchkey/cities/city.ts'
import { refusalText } from '@latchkey/rules/refusal-text.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import type { Examples } from '@latchkey/ui/example-pages.tsx'
import { type LanguageCode, languages, useLanguage } from '@latchkey/ui/language.ts'
import { refusalWords } from '@latchkey/ui/refusal-labels.ts'
import type { ComponentChildren } from 'preact'
import { testCardJob } from './print/test-card.ts'
import { ResidentPanel } from './second/resident-panel.tsx'
import { SecondPage } from './second/second-page.tsx'
import type { Shown } from './second/shown.ts'

const rules = parseRules(cityRules)

function Panel({ shown }: { shown: (code: LanguageCode) => Exclude<Shown, { show: 'nothing' }> }) {
  const { code } = useLanguage()
  return (
    <main class="second">
      <ResidentPanel key={code} shown={shown(code)} onAnswer={() => {}} />
    </main>
  )
}

function refused(language: LanguageCode, mends: string[][]): Exclude<Shown, { show: 'nothing' }> {
  const words = refusalWords(language, key => cityText(texts as CityTexts, language, key))
  const { title, reasons, any, none, mends: lines } = refusalText(rules, null, words, ['photo', 'lives_here'], mends)
  return { show: 'refused', language, title, lines: [...reasons, lines.length > 0 ? any : none], mends: lines }
}

const [front, back] = testCardJob(names as CityNames).pages as [
  Extract<Shown, { show: 'card' }>['front'],
  Extract<Shown, { show: 'card' }>['back'],
]
const shown: Record<string, ComponentChildren> = {
  second_blank: <SecondPage names={names as CityNames} practice desk={null} />,
  second_card: (
    <Panel
      shown={language => ({
        show: 'card',
        round: 1,
        language,
        name: 'أمل عبد الرحمن الخطيب',
        nameLatin: 'Amal Abdulrahman Al-Khatib',
        front,
        back,
      })}
    />
  ),
  second_making: <Panel shown={language => ({ show: 'making', language })} />,
  second_made: <Panel shown={language => ({ show: 'made', language })} />,
  second_refused: (
    <Panel
      shown={language =>
        refused(language, [
          ['state_id', 'lease'],
          ['passport', 'utility_bill'],
        ])
      }
    />
  ),
  second_refused_none: <Panel shown={language => refused(language, [])} />,
}

export const secondPages: Examples = Object.fromEntries(
  Object.entries(shown).map(([name, panel]) => [name, { draw: () => panel, languages }]),
)
