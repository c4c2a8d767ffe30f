/** The verifier's screens in their states (ui/example-pages.tsx), with invented people. */
import '@latchkey/ui/all.css'
import './verifier.css'
import { faces } from 'virtual:example-faces'
import type { Answer, No } from '@latchkey/card/check.ts'
import { CameraFault } from '@latchkey/ui/camera.ts'
import { type Examples, openExamples } from '@latchkey/ui/example-pages.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { PageShell } from '@latchkey/ui/page-shell.tsx'
import { clock, verify } from '@latchkey/ui/platform.ts'
import { base64 } from '@scure/base'
import type { ComponentChildren } from 'preact'
import { AnswerScreen } from './answer/answer-screen.tsx'
import { HomeScreen } from './home-screen.tsx'
import type { Holding } from './list/refresh.ts'
import { ScanScreen } from './scan/scan-screen.tsx'
import { TestsScreen } from './test-cards/tests-screen.tsx'

const nothing = () => {}
const facts = { name: 'Amal Haddad Nasser-Vidal', birthDate: '1987-03-09', ends: '2031-11-23', gender: 'F' as const, veteran: null }
const good = { facts, face: base64.decode(faces.amal.face), practice: false }
const listed = { periods: [], lists: new Map([[11, { at: clock() - 3600 }]]) } as unknown as Holding
const noes: No[] = [
  'expired',
  'cancelled',
  'replaced',
  'changed',
  'unknown_issuer',
  'practice',
  'other_code',
  'unreadable',
  'phone_date',
  'sheet',
]
const answers: Record<string, Answer> = {
  answer_yes: { answer: 'yes', ...good, listAt: clock() },
  answer_veteran: { answer: 'yes', ...good, facts: { ...facts, veteran: true }, listAt: clock() },
  answer_practice: { answer: 'yes', ...good, practice: true, listAt: clock() },
  answer_no_face: { answer: 'yes', ...good, face: null, facts: { ...facts, name: 'ሰላም ታደሰ', birthDate: '1987' }, listAt: clock() },
  answer_maybe: { answer: 'maybe', why: 'list_old', ...good, listAt: clock() - 10 * 86_400 },
  answer_maybe_none: { answer: 'maybe', why: 'list_old', ...good, listAt: null },
  ...Object.fromEntries(
    noes.map(why => [`answer_${why}`, { answer: 'no' as const, why, ...(why === 'expired' ? { endedOn: '2026-10-01' } : {}) }]),
  ),
}
const dark = async () => {
  const canvas = document.createElement('canvas')
  canvas.getContext('2d')!.fillRect(0, 0, 1, 1)
  return { stream: canvas.captureStream(5), stop: nothing }
}
const denied = async () => {
  throw new CameraFault('blocked')
}

function Around({ children }: { children: ComponentChildren }) {
  const text = useText()
  return (
    <PageShell product={text('check.title')} home="/check/" practice listen>
      {children}
    </PageShell>
  )
}

const examples: Examples = {
  check: () => <HomeScreen holding={listed} onScan={nothing} onTests={nothing} />,
  check_no_list: () => <HomeScreen holding={{ periods: [], lists: new Map() }} onScan={nothing} onTests={nothing} />,
  check_scan: () => <ScanScreen camera={dark} onCode={async () => {}} onBack={nothing} />,
  check_scan_denied: () => <ScanScreen camera={denied} onCode={async () => {}} onBack={nothing} />,
  check_tests: () => <TestsScreen verify={verify} onAnswer={nothing} onBack={nothing} />,
  ...Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      () => <AnswerScreen answer={answer} test={name === 'answer_yes'} onAgain={nothing} onDone={nothing} />,
    ]),
  ),
}
await openExamples(examples, (_, shown) => <Around>{shown}</Around>)
