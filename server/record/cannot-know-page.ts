/** `/record/cannot-know`: what nobody can look up here, each with the check that would turn red if it were otherwise (a test looks that each exists). */
import { doorPaths, renderCode, renderDoor, type Writing } from './record-frame.ts'
import type { RecordState } from './record-state.ts'
import { safe } from './still-page.ts'

/** By what would be asked. A check is a command of this project, or a file of it. */
export const unknowns = {
  who: ['npm run drill -- quick'],
  papers: ['tools/guards/walls.mjs', 'tools/guards/bundles.mjs'],
  refused: ['npm run drill -- quick'],
  came: ['server/visit.test.ts'],
  card: ['server/open-pool/open-pool.test.ts'],
  shown: ['npm run e2e -- main-job', 'tools/guards/walls.mjs'],
  printed: ['npm run e2e -- print-only'],
  past: ['npm run drill -- quick'],
} as const

export const renderCannotKnow = (state: RecordState): string => renderDoor('cannot', state, texts => texts.doors.cannot, renderBody)

function renderBody({ code, texts }: Writing): string {
  const { cannot } = texts
  const parts = (Object.keys(unknowns) as (keyof typeof unknowns)[]).map(
    one => `<section>
<h2>${safe(cannot[one])}</h2>
<p>${safe(cannot[`${one}Says`])}</p>
<p class="check">${safe(cannot.check)} ${unknowns[one].map(renderCode).join(' ')}<br>${safe(cannot[`${one}Check`])}</p>
</section>`,
  )
  return `<p>${safe(cannot.intro)} <a href="${doorPaths.limits}#${code}">${safe(texts.doors.limits)}</a></p>
${parts.join('\n')}`
}
