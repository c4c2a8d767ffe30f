/** `/record/rules`: which papers count since when, each version with what it changed. */
import { renderDoor, type Writing } from './record-frame.ts'
import type { RecordState } from './record-state.ts'
import { safe } from './still-page.ts'

export const renderRules = (state: RecordState): string => renderDoor('rules', state, texts => texts.page.versions, renderBody)

function renderBody(writing: Writing): string {
  const { texts, state } = writing
  const versions = state.versions.map((_version, at) => renderVersion(writing, at))
  return `<p>${safe(texts.page.versionsIntro)}</p>
<p><a href="/guide#${writing.code}-adult">${safe(texts.rules.guide)}</a></p>
${versions.length > 0 ? versions.join('\n') : `<p>${safe(texts.rules.none)}</p>`}`
}

function renderVersion({ code, texts: { page }, state, day: dayWords }: Writing, at: number): string {
  const { versions, cityTexts, today } = state
  const { version, day, id, says } = versions[at] as RecordState['versions'][number]
  const change = cityTexts[code]?.[`change.${id}`] ?? cityTexts.en?.[`change.${id}`]
  const lines = says?.[code] ?? says?.en
  // The first has none before it: nothing to be sorry for.
  const first = at === versions.length - 1
  const rest = lines
    ? lines.length === 0
      ? `<p>${safe(page.versionSame)}</p>`
      : `<ul>${lines.map(line => `<li>${safe(line)}</li>`).join('')}</ul>`
    : first
      ? ''
      : `<p>${safe(page.versionUnknown)}</p>`
  return `<section>
<h2><bdi dir="ltr">${safe(version)}</bdi></h2>
<p>${safe(page.versionFrom)} <time datetime="${safe(day)}">${safe(dayWords(day))}</time>.${day > today ? ` ${safe(page.versionLater)}` : ''}</p>
${change ? `<p>${safe(change)}</p>\n` : ''}${rest}
</section>`
}
