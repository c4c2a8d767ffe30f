/** What approval still waits for, each in a sentence; on D5 and when the resident fixed something. */
import { kindOf } from '@latchkey/rules/enough.ts'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { ageWords } from '@latchkey/ui/paper-words.ts'
import { useCity } from '../city.ts'
import type { Shown } from './state.ts'

export function Waits({ answers, pages, bar }: Pick<Shown, 'answers' | 'pages' | 'bar'>) {
  const text = useText()
  const { rules } = useCity()
  const says = (one: Shown['bar']['waitsFor'][number]) => {
    if (one === 'age') return text('desk.kinds.waits.age', { ages: ageWords(text, kindOf(rules, answers.kind)) })
    if (one === 'same_caretaker') return text('desk.kinds.waits.same_caretaker')
    if (one === 'portrait' && pages.some(page => page.purpose === 'portrait')) return text('desk.waits.portrait.unusable')
    return text(`desk.waits.${one}`)
  }
  return (
    <>
      {bar.waitsFor.map(one => (
        <Notice key={one} tone="info" role="status" id={`waits-${one}`}>
          {says(one)}
        </Notice>
      ))}
    </>
  )
}
