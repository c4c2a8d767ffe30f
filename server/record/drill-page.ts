/** `/record/drill`: what the attack on our own system found, for the build that runs here and no other. */
import { renderCode, renderDoor, renderPairs, type Writing } from './record-frame.ts'
import type { RecordState } from './record-state.ts'
import { safe } from './still-page.ts'

export const renderDrill = (state: RecordState): string => renderDoor('drill', state, texts => texts.drill.title, renderBody)

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
  const { build, people, searched, traces, planted, caught } = found
  const says1 = caught < planted ? drill.failed : traces > 0 ? drill.dirty : drill.clean
  return `<p><strong>${safe(says1)}</strong></p>
${renderPairs([
  [safe(drill.day), `<time datetime="${safe(found.day)}">${safe(day(found.day))}</time>`],
  [safe(drill.people), says('{n}', { n: people })],
  [safe(drill.searched), says('{n}', { n: searched })],
  [safe(drill.traces), says('{n}', { n: traces })],
  [safe(drill.leaks), says(drill.of, { caught, planted })],
  [safe(drill.build), renderCode(build)],
])}
<p>${safe(drill.run)} ${renderCode('npm run drill -- quick')}</p>`
}
