/**
 * Counsel's desk: the statement of holdings. One press and a touch makes it from the live store; a second touch puts counsel's word beside its hash; three files are
 * saved. Nothing is asked for, so nothing of a request can get into it.
 */
import './statement.css'
import { Button } from '@latchkey/ui/button.tsx'
import { formatTime } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { Panel } from '@latchkey/ui/panel.tsx'
import { clock, verify } from '@latchkey/ui/platform.ts'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { toBytes } from '@latchkey/wire/edge.ts'
import type { Made } from '@latchkey/wire/statement.ts'
import { useRef, useState } from 'preact/hooks'
import { AskFault, type Server } from '../ask-server.ts'
import { useCity } from '../city.ts'
import { askStatement, type Counsel, NotTouched, type Signature, type StatementServer, signStatement } from './ask-statement.ts'
import { saveFile } from './save-file.ts'

export interface StatementPanelProps {
  counsel: Counsel
  server: Pick<Server, 'nonce' | 'state'>
  statements: StatementServer
}

/** What did not happen, as the texts have words for it. `columns`: the store holds something that nobody declared. */
export const statementTroubles = ['unreachable', 'not_touched', 'not_certified', 'not_allowed', 'stale', 'busy', 'broken'] as const
type Trouble = (typeof statementTroubles)[number]

type Now =
  | { at: 'ready' }
  | { at: 'making' }
  | { at: 'columns'; columns: string[] }
  | { at: 'made' | 'signing'; made: Made; when: number; signature: Signature | null }

export function StatementPanel({ counsel, server, statements }: StatementPanelProps) {
  const text = useText()
  const { root } = useCity()
  const [now, setNow] = useState<Now>({ at: 'ready' })
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const busy = useRef(false)
  if (!root) return null

  async function once(work: () => Promise<void>, back: Now) {
    if (busy.current) return
    busy.current = true
    setTrouble(null)
    try {
      await work()
    } catch (problem) {
      setTrouble(troubleOf(problem))
      setNow(back)
    } finally {
      busy.current = false
    }
  }
  const make = () =>
    once(
      async () => {
        setNow({ at: 'making' })
        const answered = await askStatement({ root, counsel, server, statements })
        if ('hash' in answered) setNow({ at: 'made', made: answered, when: clock(), signature: null })
        else if (answered.refused === 'columns') setNow({ at: 'columns', columns: answered.columns })
        else {
          setTrouble('busy')
          setNow({ at: 'ready' })
        }
      },
      { at: 'ready' },
    )
  const sign = (shown: Extract<Now, { made: Made }>) =>
    once(
      async () => {
        setNow({ ...shown, at: 'signing' })
        const signature = await signStatement({ root, counsel, server, made: shown.made, now: clock(), verify })
        setNow({ ...shown, at: 'made', signature })
      },
      { ...shown, at: 'made' },
    )

  return (
    <Panel title={text('statement.title')} id="statement">
      {trouble && (
        <ErrorPanel id={`statement-${trouble}`} what={text(`statement.fault.${trouble}`)} next={text(`statement.fault.${trouble}.next`)} />
      )}
      {now.at === 'ready' && (
        <>
          <p>{text('statement.lead')}</p>
          <Button kind="main" id="statement-make" onPress={() => void make()}>
            {text('statement.make')}
          </Button>
        </>
      )}
      {now.at === 'making' && <Spinner id="statement-making">{text('statement.making')}</Spinner>}
      {now.at === 'columns' && (
        <>
          <ErrorPanel id="statement-columns" what={text('statement.columns')} next={text('statement.columns.next')} />
          <ul class="statement-columns" dir="ltr">
            {now.columns.map(column => (
              <li key={column}>
                <code>{column}</code>
              </li>
            ))}
          </ul>
          <Button id="statement-again" onPress={() => void make()}>
            {text('statement.again')}
          </Button>
        </>
      )}
      {(now.at === 'made' || now.at === 'signing') && (
        <MadeStatement now={now} alias={counsel.alias} onSign={() => void sign(now)} onAgain={() => void make()} />
      )}
    </Panel>
  )
}

interface MadeStatementProps {
  now: Extract<Now, { made: Made }>
  alias: string
  onSign(): void
  onAgain(): void
}

function MadeStatement({ now, alias, onSign, onAgain }: MadeStatementProps) {
  const text = useText()
  const { code } = useLanguage()
  const { names } = useCity()
  const { made, signature } = now
  // The moment that the statement names, so that it and its files are called alike.
  const at = (JSON.parse(made.json) as { at: number }).at
  const name = `statement-${new Date(at * 1000).toISOString().slice(0, 19).replaceAll(':', '')}Z`
  const groups = made.hash.match(/.{8}/g) ?? []
  return (
    <>
      <p role="status">{text('statement.made', { time: formatTime(code, at, names.timeZone) })}</p>
      <p class="statement-hash" id="statement-hash" data-hash={made.hash} dir="ltr">
        {groups.map((group, n) => (
          <code key={n}>{group}</code>
        ))}
      </p>
      <p class="statement-hint">{text('statement.hash.hint')}</p>
      {signature ? (
        <Notice tone="good" role="status" id="statement-signed" title={text('statement.signed', { alias })}>
          {text('statement.signed.next')}
        </Notice>
      ) : (
        <Button kind="main" id="statement-sign" busy={now.at === 'signing'} onPress={onSign}>
          {text('statement.sign')}
        </Button>
      )}
      <div class="buttons">
        <Button id="statement-json" onPress={() => saveFile(`${name}.json`, 'application/json', made.json)}>
          {text('statement.save.json')}
        </Button>
        <Button id="statement-pdf" onPress={() => saveFile(`${name}.pdf`, 'application/pdf', toBytes(made.pdf))}>
          {text('statement.save.pdf')}
        </Button>
        {signature && (
          <Button
            id="statement-signature"
            onPress={() => saveFile(`${name}.signature.json`, 'application/json', `${JSON.stringify(signature, null, 1)}\n`)}
          >
            {text('statement.save.signature')}
          </Button>
        )}
        <Button kind="link" id="statement-again" onPress={onAgain}>
          {text('statement.again')}
        </Button>
      </div>
    </>
  )
}

/** Whatever went wrong, one of the sentences that say what to do next. */
export function troubleOf(problem: unknown): Trouble {
  if (problem instanceof NotTouched) return 'not_touched'
  const code = problem instanceof AskFault ? problem.code : 'broken'
  return statementTroubles.find(one => one === code) ?? 'broken'
}
