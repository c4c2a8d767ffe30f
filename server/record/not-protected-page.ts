/** `/record/not-protected`: what can still go wrong, by where. Each line follows from a page of docs/threat-model. */
import { doorPaths, renderDoor, type Writing } from './record-frame.ts'
import type { RecordState } from './record-state.ts'
import { safe } from './still-page.ts'

/** Under each heading, its lines. */
export const limitsBy = {
  people: ['clerk', 'desk', 'administrators'],
  software: ['changed', 'blanks'],
  network: ['seen', 'logs'],
  server: ['watched', 'order', 'second', 'copies', 'twice', 'power'],
  line: ['robots'],
  things: ['taken', 'scanned', 'printers', 'lost'],
  office: ['other'],
} as const

export const renderNotProtected = (state: RecordState): string => renderDoor('limits', state, texts => texts.limits.title, renderBody)

function renderBody({ code, texts, state }: Writing): string {
  const { limits } = texts
  const parts = (Object.keys(limitsBy) as (keyof typeof limitsBy)[]).map(
    part => `<h2>${safe(limits[part])}</h2>
<ul>${limitsBy[part].map(line => `<li>${safe(limits[line])}</li>`).join('')}</ul>`,
  )
  return `<p>${safe(limits.intro)}</p>
${parts.join('\n')}
${state.otherRecords.length > 0 ? `<p><a href="${doorPaths.held}#${code}-other">${safe(texts.page.other)}</a></p>` : ''}`
}
