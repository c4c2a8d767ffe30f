import type { Finding } from '@latchkey/record/findings.ts'
import { isWell, type Look } from '@latchkey/record/watch.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { localeOf, useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { nextStep } from './next-step.ts'

export interface FoundProps {
  look: Look
  /** Nothing was seen before: the past could not be compared. */
  first: boolean
  origin: string
  /** What a next look begins from, as a file; null: there is nothing yet. */
  file: string | null
  onAgain(): void
  onOther(): void
}

/** Names of files and pages: enough to ask about, not a list that fills the screen. */
const mostNames = 6

/** What was found, by name and with what to do; then what was looked at. */
export function FoundScreen({ look, first, origin, file, onAgain, onOther }: FoundProps) {
  const text = useText()
  const language = useLanguage()
  const { findings, newest } = look
  const alarms = findings.filter(({ alarm }) => alarm)
  const waiting = findings.filter(({ alarm }) => !alarm)
  const well = isWell(look)
  const title = well ? text(waiting.length > 0 ? 'watch.waiting' : 'watch.well') : text('watch.alarm')
  const moment = (at: number) =>
    new Intl.DateTimeFormat(localeOf(language.code), { dateStyle: 'medium', timeStyle: 'short' }).format(at * 1000)
  // What shows a lie is worth keeping before anything else is done.
  const proof = !well && file !== null
  const saves = (kind?: 'main') =>
    file !== null && (
      <Button {...(kind ? { kind } : {})} onPress={() => save(file, origin)} id="save">
        {text('watch.save')}
      </Button>
    )
  return (
    <Screen
      at="watch-found"
      title={title}
      lead={<bdi dir="ltr">{origin}</bdi>}
      actions={
        <>
          {proof && saves('main')}
          <Button {...(proof ? {} : { kind: 'main' })} onPress={onAgain} id="again">
            {text('watch.again')}
          </Button>
          {!proof && saves()}
          <Button onPress={onOther} id="other">
            {text('watch.other')}
          </Button>
        </>
      }
    >
      {alarms.map((finding, at) => (
        <FindingNotice key={at} finding={finding} tone="bad" next={text(`watch.next.${nextStep[finding.what]}`)} />
      ))}
      {waiting.map((finding, at) => (
        <FindingNotice key={at} finding={finding} tone="warn" next={text('watch.waiting.says')} />
      ))}
      {findings.length === 0 && (
        <Notice tone="good" role="status" id="well">
          {text(first ? 'watch.well.first' : 'watch.well.says')}
        </Notice>
      )}
      {newest && (
        <dl class="watch-facts" id="facts">
          <dt>{text('watch.newest')}</dt>
          <dd>{moment(newest.at)}</dd>
          <dt>{text('watch.entries')}</dt>
          <dd id="entries">
            <bdi>{newest.size}</bdi>
          </dd>
          <dt>{text('watch.witnesses')}</dt>
          <dd>
            <bdi>{newest.witnesses}</bdi>
          </dd>
        </dl>
      )}
      {newest && <p class="watch-soft">{text('watch.compared', { hours: newest.hours, files: newest.files })}</p>}
      {file !== null && (
        <>
          <p class="watch-soft">{text('watch.key')}</p>
          <p class="watch-key">
            <code dir="ltr">{(JSON.parse(file) as { key: string }).key}</code>
          </p>
          <p class="watch-soft">{text('watch.saveWhy')}</p>
        </>
      )}
    </Screen>
  )
}

function FindingNotice({ finding, tone, next }: { finding: Finding; tone: 'bad' | 'warn'; next: string }) {
  const text = useText()
  const { what, n, names = [] } = finding
  const about = names.slice(0, mostNames).join(', ') + (names.length > mostNames ? ' …' : '')
  return (
    <Notice tone={tone} role={tone === 'bad' ? 'alert' : 'status'} title={text(`watch.${what}`)} id={`found-${what}`}>
      <p>{next}</p>
      {n !== undefined && <p>{text('watch.hour', { n })}</p>}
      {about !== '' && (
        <p class="watch-names">
          {text('watch.names', { names: '' })}
          <bdi dir="ltr">{about}</bdi>
        </p>
      )}
    </Notice>
  )
}

/** The person's own file, on their own device: the page itself keeps nothing. */
function save(file: string, origin: string): void {
  const url = URL.createObjectURL(new Blob([file], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `record-${new URL(origin).hostname}.json`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
