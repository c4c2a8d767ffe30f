/** `/record/notices`: what every page says now, and what is ordered for later. */
import { doorPaths, renderDoor, type Writing } from './record-frame.ts'
import type { RecordState } from './record-state.ts'
import { safe } from './still-page.ts'
import { renderOrdered, renderStanding } from './way-words.ts'

export const renderNotices = (state: RecordState): string => renderDoor('notices', state, texts => texts.doors.notices, renderBody)

function renderBody(writing: Writing): string {
  const { code, texts, state } = writing
  const { notices } = texts
  const log = state.ports.log() ? `\n<p>${safe(notices.beforeLog)} <a href="/record/watch/">${safe(texts.front.watch)}</a></p>` : ''
  return `<p>${safe(notices.intro)}</p>
<h2>${safe(notices.now)}</h2>
${renderLines(renderStanding(writing), notices.none)}
<h2>${safe(notices.later)}</h2>
${renderLines(renderOrdered(writing), notices.laterNone)}
<h2>${safe(notices.before)}</h2>
<p>${safe(notices.beforeSays)} <a href="${doorPaths.ways}#${code}">${safe(texts.doors.ways)}</a></p>${log}`
}

const renderLines = (lines: string[], none: string): string =>
  lines.length > 0 ? `<ul>${lines.map(line => `<li>${line}</li>`).join('')}</ul>` : `<p>${safe(none)}</p>`
