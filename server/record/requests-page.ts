/**
 * `/record/requests`: legal requests whose existence may be stated. Nothing on this page counts, hints at or leaves room for another: it has no numbers, no
 * order of arrival but by day, and every sentence stands there whether or not anything is held.
 */
import type { StatedRequest } from '@latchkey/wire/legal.ts'
import { doorPaths, renderDoor, type Writing } from './record-frame.ts'
import type { RecordState } from './record-state.ts'
import { safe } from './still-page.ts'

export const renderRequests = (state: RecordState): string => renderDoor('requests', state, texts => texts.doors.requests, renderBody)

function renderBody(writing: Writing): string {
  const { code, texts, state, says, day } = writing
  const { asOf, release, requests } = state.ports.requests()
  const words = texts.requests
  const newestFirst = requests.toSorted((a, b) => (a.received < b.received ? 1 : a.received > b.received ? -1 : 0))
  return `<p class="lead">${says(words.count, { count: requests.length, day: day(asOf) })}</p>
${newestFirst.length > 0 ? renderTable(writing, newestFirst) : ''}<p>${safe(words.intro)} <a href="${doorPaths.held}#${code}">${safe(texts.doors.held)}</a></p>
<p>${safe(words.file)}</p>
<p>${safe(words.hold)} ${safe(release === 'one_person' ? words.one : words.two)} <em>${safe(words.unconfirmed)}</em></p>`
}

/** On a narrow screen each row is a block of its own: so the parts say what they are, whatever the style sheet makes of them. */
function renderTable({ texts, day }: Writing, requests: readonly StatedRequest[]): string {
  const { requests: words, lists } = texts
  const date = (value: string | null, none: string) =>
    value === null ? safe(none) : `<time datetime="${safe(value)}">${safe(day(value))}</time>`
  const word = (list: Record<string, string>, key: string | null) => safe(key === null ? words.notYet : (list[key] ?? key))
  const rows = requests.map(one => [
    [words.received, date(one.received, '')],
    [words.instrument, word(lists.instrument, one.instrument)],
    [words.issuer, word(lists.issuer, one.issuer)],
    [words.binding, safe(one.binding ? words.yes : words.no)],
    [words.answerBy, date(one.answerBy, words.noDate)],
    [words.decision, word(lists.decision, one.decision)],
    [words.outcome, word(lists.outcome, one.outcome)],
    [words.closed, date(one.closed, words.notYet)],
  ])
  const head = (rows[0] ?? []).map(([name]) => `<th role="columnheader" scope="col">${safe(name ?? '')}</th>`).join('')
  const body = rows.map(
    row => `<tr role="row">${row.map(([name, value]) => `<td role="cell" data-name="${safe(name ?? '')}">${value}</td>`).join('')}</tr>`,
  )
  return `<table role="table" aria-label="${safe(words.caption)}">
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">${body.join('\n')}</tbody>
</table>
`
}
