/** Examples: counsel's desk. Invented requests; no law firm, office or person is real. */

import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { jurisdictionOf } from '@latchkey/law/jurisdictions.ts'
import type { Examples } from '@latchkey/ui/example-pages.tsx'
import type { LegalDesk, LegalRequest } from '@latchkey/wire/legal.ts'
import type { ComponentProps } from 'preact'
import { Choose } from './legal/choose.tsx'
import { EnterAct } from './legal/enter-act.tsx'
import { Intake } from './legal/intake.tsx'
import { OpenLegal } from './legal/open-legal.tsx'
import type { LegalPerson } from './legal/people.ts'
import { PickDay } from './legal/pick-day.tsx'
import { Release } from './legal/release.tsx'
import { RequestList } from './legal/request-list.tsx'
import { RequestScreen } from './legal/request-screen.tsx'
import { LookAgain } from './legal/trouble.tsx'
import { StatementScreen, type StatementStep } from './statement/statement-screen.tsx'

const nowhere = () => {}
const law = jurisdictionOf('illinois')
const today = '2026-11-23'
const request: LegalRequest = {
  number: 3,
  standing: 'AAAAAAAAAAA',
  instrument: 'records_request',
  issuer: 'press',
  received: '2026-11-20',
  served: 'email',
  seal: 'none',
  stated: false,
  binding: true,
  answerBy: { day: '2026-11-30', by: 'rule', moved: null },
  ground: null,
  decision: null,
  court: null,
  outcome: null,
  closed: null,
  released: null,
  named: ['a'],
  history: [
    { person: '9', act: 'take_in', day: '2026-11-20' },
    { person: '9', act: 'name a yes', day: '2026-11-20' },
  ],
}
const sealed: LegalRequest = {
  ...request,
  number: 4,
  instrument: 'grand_jury_subpoena',
  issuer: 'prosecutor',
  served: 'in_person',
  seal: '2027-03-01',
  answerBy: { day: '2026-12-28', by: 'paper', moved: '2026-12-25' },
  decision: 'nothing_held',
  named: [],
  history: [{ person: '9', act: 'take_in', day: '2026-11-20' }],
}
const subpoena: LegalRequest = { ...request, number: 2, instrument: 'administrative_subpoena', binding: false, answerBy: null, named: [] }
const closed: LegalRequest = { ...request, number: 1, outcome: 'nothing_given', closed: '2026-11-18', seal: 'open' }
const released: LegalRequest = { ...closed, number: 5, seal: '2026-11-01', released: '2026-11-19' }
const desk: LegalDesk = {
  city: 'chicago/practice',
  today,
  jurisdiction: 'illinois',
  role: 'counsel',
  alias: '9',
  alone: false,
  requests: [closed, subpoena, request, sealed, released],
}
const passkey = { credentialId: new Uint8Array(1), publicKey: new Uint8Array(65), assert: async () => Promise.reject(new Error()) }
const counsel: LegalPerson = { role: 'counsel', alias: '9', passkeys: [passkey] }
const people: LegalPerson[] = [counsel, { ...counsel, alias: '10' }, { ...counsel, role: 'administrator', alias: 'a' }]
const hand = { touching: false, trouble: null, dark: false }
const open = { ...hand, people, unreachable: false, onAgain: nowhere, onTouch: nowhere, onLeave: nowhere }
const list = {
  desk,
  law,
  person: counsel,
  told: null,
  trouble: null,
  dark: false,
  onArrived: nowhere,
  onStatement: nowhere,
  onPick: nowhere,
  onLeave: nowhere,
}
const one = { desk, law, told: null, trouble: null, dark: false, onEnter: nowhere, onBack: nowhere }
const release = { ...hand, request: closed, desk, me: counsel, people, turn: null, onTouch: nowhere, onBack: nowhere }
const Act = ({ act, of = request }: Pick<ComponentProps<typeof EnterAct>, 'act'> & { of?: LegalRequest }) => (
  <EnterAct {...hand} act={act} request={of} desk={desk} law={law} onTouch={nowhere} onBack={nowhere} />
)
const said = {
  act: 'take_in',
  instrument: 'grand_jury_subpoena',
  issuer: 'prosecutor',
  received: today,
  served: 'in_person',
  seal: 'open',
} as const
const intake = { ...hand, law, today, onTouch: nowhere, onLeave: nowhere }

const made = { json: '{"at":1795456800}', pdf: '', hash: '0d99650e55c8843813f779178add6891e91468036a9a606582727d02550d7509' }
const Statement = ({ first }: { first: StatementStep }) => (
  <StatementScreen
    counsel={{ alias: '9', passkey: counsel.passkeys[0] as Passkey }}
    server={{ nonce: () => new Promise(nowhere), state: () => new Promise(nowhere) }}
    statements={{ ask: () => new Promise(nowhere) }}
    dark={false}
    onBack={nowhere}
    first={first}
  />
)

export const legalPages: Examples = {
  statement_ready: () => <Statement first={{ at: 'ready' }} />,
  statement_making: () => <Statement first={{ at: 'making' }} />,
  statement_columns: () => <Statement first={{ at: 'columns', columns: ['not declared: staff.nationality text or null'] }} />,
  statement_made: () => <Statement first={{ at: 'made', made, signature: null }} />,
  statement_signed: () => <Statement first={{ at: 'made', made, signature: { statement: made.hash, certificate: '', signed: '' } }} />,
  legal_open: () => <OpenLegal {...open} />,
  legal_open_nobody: () => <OpenLegal {...open} people={[]} trouble="not_touched" />,
  legal_open_unreachable: () => <OpenLegal {...open} people={null} unreachable />,
  legal_list: () => <RequestList {...list} />,
  legal_list_empty: () => <RequestList {...list} desk={{ ...desk, requests: [] }} />,
  legal_list_free: () => <RequestList {...list} desk={{ ...desk, requests: [released] }} told="…" />,
  legal_list_named: () => <RequestList {...list} desk={{ ...desk, role: 'administrator', requests: [request] }} />,
  legal_intake: () => <Intake {...intake} />,
  legal_review: () => <Intake {...intake} first={said} />,
  legal_request: () => <RequestScreen {...one} request={request} />,
  legal_request_no_day: () => <RequestScreen {...one} request={subpoena} />,
  legal_request_sealed: () => <RequestScreen {...one} request={sealed} />,
  legal_request_late: () => <RequestScreen {...one} desk={{ ...desk, today: '2026-12-03' }} request={request} trouble="legal_day" />,
  legal_request_released: () => <RequestScreen {...one} request={released} />,
  legal_decide: () => <Act act="decide" />,
  legal_extend: () => <Act act="extend" />,
  legal_court: () => <Act act="court" of={subpoena} />,
  legal_close: () => <Act act="close" />,
  legal_due: () => <Act act="due" of={subpoena} />,
  legal_reseal: () => <Act act="reseal" of={sealed} />,
  legal_name: () => <Act act="name" />,
  legal_state: () => <Act act="state" of={released} />,
  legal_day_wrong: () => (
    <PickDay at="received-day" title="…" first={today} years={[2026]} wrong={() => '…'} dark={false} onPick={nowhere} onBack={nowhere} />
  ),
  legal_choose: () => <Choose at="seal" title="…" answers={[]} dark={false} onBack={nowhere} />,
  legal_changed: () => <LookAgain dark={false} touching={false} onTouch={nowhere} onBack={nowhere} />,
  legal_release: () => <Release {...release} />,
  legal_release_nobody: () => <Release {...release} people={[counsel]} trouble="legal_one_person" />,
  legal_release_alone: () => <Release {...release} desk={{ ...desk, alone: true }} />,
}
