/** `/record/drill`: what the attack on our own system found, for the software that runs here and no other. */
import { renderChapter, renderCode, renderPairs, type Writing } from './record-frame.ts'
import type { RecordState } from './record-state.ts'
import { safe } from './still-page.ts'

export const renderDrill = (state: RecordState): string => renderChapter('drill', state, texts => texts.drill.title, renderBody)

function renderBody(writing: Writing): string {
  const { drill } = writing.texts
  return `<p>${safe(drill.intro)} ${safe(drill.planted)}</p>
${renderFound(writing)}
<h2>${safe(drill.blind)}</h2>
<p>${safe(drill.blindSays)}</p>`
}

function renderFound({ texts: { drill }, state, says, day }: Writing): string {
  const found = state.ports.drill()
  if (found === null)
    return `<p><strong>${safe(drill.none)}</strong></p>
<p>${safe(drill.run)} ${renderCode('npm run drill -- quick')}</p>`
  const { software, arrived, artefacts, traces, planted, green } = found
  const verdict = green ? drill.clean : traces > 0 ? drill.dirty : drill.failed
  return `<p><strong>${safe(verdict)}</strong></p>
${renderPairs([
  [safe(drill.day), `<time datetime="${safe(found.day)}">${safe(day(found.day))}</time>`],
  [safe(drill.people), says('{n}', { n: arrived })],
  [safe(drill.searched), says('{n}', { n: artefacts })],
  [safe(drill.traces), says('{n}', { n: traces })],
  [safe(drill.leaks), says(drill.of, { caught: found.found, planted })],
  [safe(drill.build), renderCode(software)],
])}
<p>${safe(drill.run)} ${renderCode('npm run drill -- quick')}</p>`
}
