/**
 * Counsel's desk: the statement of holdings. One press and a touch makes it from the live store; a second touch puts counsel's word beside its hash; three files are
 * saved. Nothing is asked for, so nothing of a request can get into it.
 */
import './statement.css'
import { Button } from '@latchkey/ui/button.tsx'
import { formatTime } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { clock, verify } from '@latchkey/ui/platform.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { toBytes } from '@latchkey/wire/edge.ts'
import type { Made } from '@latchkey/wire/statement.ts'
import { useRef, useState } from 'preact/hooks'
import { AskFault, type Server } from '../ask-server.ts'
import { useCity } from '../city.ts'
import { useKeys } from '../use-keys.ts'
import { askStatement, type Counsel, NotTouched, type Signature, type StatementServer, signStatement } from './ask-statement.ts'
import { saveFile } from './save-file.ts'

export type StatementStep =
  | { at: 'ready' }
  | { at: 'making' }
  /** The store holds something that nobody declared. */
  | { at: 'columns'; columns: string[] }
  | { at: 'made' | 'signing'; made: Made; signature: Signature | null }

export interface StatementScreenProps {
  counsel: Counsel
  server: Pick<Server, 'nonce' | 'state'>
  statements: StatementServer
  dark: boolean
  onBack(): void
  /** Where it begins; only the pages of examples begin elsewhere. */
  first?: StatementStep
}

/** What did not happen, as the texts have words for it. */
export const statementTroubles = ['unreachable', 'not_touched', 'not_certified', 'not_allowed', 'stale', 'busy', 'broken'] as const
type Trouble = (typeof statementTroubles)[number]

export function StatementScreen({ counsel, server, statements, dark, onBack, first = { at: 'ready' } }: StatementScreenProps) {
  const text = useText()
  const { code } = useLanguage()
  const { root, names } = useCity()
  const [step, setStep] = useState<StatementStep>(first)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const busy = useRef(false)

  async function once(work: () => Promise<void>, otherwise: StatementStep) {
    if (busy.current) return
    busy.current = true
    setTrouble(null)
    try {
      await work()
    } catch (problem) {
      setTrouble(troubleOf(problem))
      setStep(otherwise)
    } finally {
      busy.current = false
    }
  }
  const make = () =>
    once(
      async () => {
        if (!root) return
        setStep({ at: 'making' })
        const answered = await askStatement({ root, counsel, server, statements })
        if ('hash' in answered) return setStep({ at: 'made', made: answered, signature: null })
        if (answered.refused === 'columns') return setStep({ at: 'columns', columns: answered.columns })
        setTrouble('busy')
        setStep({ at: 'ready' })
      },
      { at: 'ready' },
    )
  const sign = (made: Made) =>
    once(
      async () => {
        if (!root) return
        setStep({ at: 'signing', made, signature: null })
        const signature = await signStatement({ root, counsel, server, made, now: clock(), verify })
        setStep({ at: 'made', made, signature })
      },
      { at: 'made', made, signature: null },
    )
  const has = 'made' in step ? { made: step.made, signature: step.signature, files: filesOf(step.made, step.signature) } : null
  const touch = has ? () => void sign(has.made) : () => void make()
  const touches = has?.signature ? null : touch
  const save = (which: SavedFile) => {
    const file = has?.files[which]
    if (file) saveFile(file.name, file.type, file.content)
  }
  useKeys(dark ? null : 'legal_statement', {
    action: action => {
      if (action === 'back') onBack()
      else if (action === 'touch') touches?.()
      else if (action === 'again') void make()
      else if (isSaved(action)) save(action)
    },
  })

  return (
    <Screen at="legal-statement" title={text('statement.title')} lead={text('statement.lead')}>
      {trouble && (
        <ErrorPanel id={`statement-${trouble}`} what={text(`statement.fault.${trouble}`)} next={text(`statement.fault.${trouble}.next`)} />
      )}
      {step.at === 'making' && <Spinner id="statement-making">{text('statement.making')}</Spinner>}
      {step.at === 'columns' && <NotDeclared columns={step.columns} />}
      {has && (
        <>
          <p role="status">{text('statement.made', { time: formatTime(code, atOf(has.made), names.timeZone) })}</p>
          <p class="statement-hash" id="statement-hash" data-hash={has.made.hash} dir="ltr">
            {has.made.hash.match(/.{8}/g)?.map((group, n) => (
              <code key={`${n} ${group}`}>{group}</code>
            ))}
          </p>
          <p class="statement-hint">{text('statement.hash.hint')}</p>
          {has.signature && (
            <Notice tone="good" role="status" id="statement-signed" title={text('statement.signed', { alias: counsel.alias })}>
              {text('statement.signed.next')}
            </Notice>
          )}
        </>
      )}
      <div class="buttons">
        {(step.at === 'ready' || step.at === 'columns') && (
          <Button kind="main" hotkey="K" id="statement-make" onPress={touch}>
            {text('statement.make')}
          </Button>
        )}
        {has && !has.signature && (
          <Button kind="main" hotkey="K" id="statement-sign" busy={step.at === 'signing'} onPress={touch}>
            {text('statement.sign')}
          </Button>
        )}
        {has && (
          <>
            <Button kind={has.signature ? 'main' : 'quiet'} hotkey="P" id="statement-pdf" onPress={() => save('pdf')}>
              {text('statement.save.pdf')}
            </Button>
            <Button hotkey="J" id="statement-json" onPress={() => save('json')}>
              {text('statement.save.json')}
            </Button>
          </>
        )}
        {has?.signature && (
          <Button hotkey="S" id="statement-signature" onPress={() => save('signature')}>
            {text('statement.save.signature')}
          </Button>
        )}
        {has && (
          <Button hotkey="A" id="statement-again" onPress={() => void make()}>
            {text('statement.again')}
          </Button>
        )}
        <Button hotkey="Esc" id="statement-back" onPress={onBack}>
          {text('statement.back')}
        </Button>
      </div>
    </Screen>
  )
}

function NotDeclared({ columns }: { columns: string[] }) {
  const text = useText()
  return (
    <>
      <ErrorPanel id="statement-columns" what={text('statement.columns')} next={text('statement.columns.next')} />
      <ul class="statement-columns" dir="ltr">
        {columns.map(column => (
          <li key={column}>
            <code>{column}</code>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The moment that the statement names. */
const atOf = (made: Made) => (JSON.parse(made.json) as { at: number }).at

type SavedFile = 'pdf' | 'json' | 'signature'
const isSaved = (name: string): name is SavedFile => name === 'pdf' || name === 'json' || name === 'signature'
type Files = Partial<Record<SavedFile, { name: string; type: string; content: string | Uint8Array }>>

/** Called by that moment, so that the three are found beside each other. */
function filesOf(made: Made, signature: Signature | null): Files {
  const name = `statement-${new Date(atOf(made) * 1000).toISOString().slice(0, 19).replaceAll(':', '')}Z`
  const type = 'application/json'
  return {
    json: { name: `${name}.json`, type, content: made.json },
    pdf: { name: `${name}.pdf`, type: 'application/pdf', content: toBytes(made.pdf) },
    ...(signature && { signature: { name: `${name}.signature.json`, type, content: `${JSON.stringify(signature, null, 1)}\n` } }),
  }
}

/** Whatever went wrong, one of the sentences that say what to do next. */
function troubleOf(problem: unknown): Trouble {
  if (problem instanceof NotTouched) return 'not_touched'
  const code = problem instanceof AskFault ? problem.code : 'broken'
  return statementTroubles.find(one => one === code) ?? 'broken'
}
