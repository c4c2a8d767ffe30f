/** `/record/held`: every thing this system holds, from the declarations beside the things themselves; then the machine, and the city's other records. */
import type { Declaration, MachineDeclaration } from '../declaration.ts'
import { machineHoldings } from '../machine/machine-holdings.ts'
import { declarations } from './declarations.ts'
import { renderDoor, renderPairs, type Writing } from './record-frame.ts'
import type { RecordState } from './record-state.ts'
import { safe } from './still-page.ts'

export const renderHeld = (state: RecordState): string => renderDoor('held', state, texts => texts.page.title, renderBody)

function renderBody(writing: Writing): string {
  const { code, texts, state } = writing
  const { page, held } = texts
  const index = ([id, words]: readonly [string, string]) => `<li><a href="#${code}-${id}">${safe(words)}</a></li>`
  const parts = [
    ['disk', page.disk],
    ['memory', page.memory],
    ['machine', held.machine],
    ...(state.otherRecords.length > 0 ? [['other', page.other] as const] : []),
  ] as const
  return `<p class="lead">${safe(page.intro)}</p>
<p>${renderSchedule(writing)}</p>
<nav class="index" aria-label="${safe(held.list)}"><ul>${parts.map(index).join('')}</ul></nav>
<h2 id="${code}-disk">${safe(page.disk)}</h2>
<p>${safe(page.diskIntro)}</p>
${renderThings(writing, 'disk')}
<h2 id="${code}-memory">${safe(page.memory)}</h2>
<p>${safe(page.memoryIntro)}</p>
${state.memoryFiles ? '' : `<p>${safe(page.noMemoryFiles)}</p>\n`}${renderThings(writing, 'memory')}
<h2 id="${code}-machine">${safe(held.machine)}</h2>
<ul>${[held.machineSigner, held.machineSwap, held.machineDisk, held.machineNoLog].map(line => `<li>${safe(line)}</li>`).join('')}</ul>
<p>${safe(held.machineIntro)}</p>
${machineHoldings.map(declaration => renderThing(writing, declaration)).join('\n')}
${renderOther(writing)}`
}

function renderSchedule({ texts: { held }, state, says, day }: Writing): string {
  const schedule = state.ports.schedule()
  if (!schedule) return `${safe(held.scheduleNone)} ${safe(held.unconfirmed)}`
  const { version, entered, status } = schedule
  const approved = status === 'approved' ? '' : ` ${safe(held.scheduleUnconfirmed)}`
  return `${says(held.scheduleIs, { version: String(version), day: day(entered) })}${approved} ${safe(held.unconfirmed)}`
}

const renderThings = (writing: Writing, where: Declaration['where']): string =>
  declarations
    .filter(declaration => declaration.where === where)
    .map(declaration => renderThing(writing, declaration))
    .join('\n')

function renderThing({ code, texts, state }: Writing, declaration: Declaration | MachineDeclaration): string {
  const { page, titles, things } = texts
  const said = things?.[declaration.name]
  // What nobody has translated yet stands there in English, and says so to whatever reads it aloud.
  const foreign = !said && code !== 'en'
  const words = (text: string) => (foreign ? `<span lang="en" dir="ltr">${safe(text)}</span>` : safe(text))
  const { fields, purpose, kept, readBy, writtenBy, law } = said ?? declaration
  const rows = [
    [page.purpose, purpose],
    [page.kept, kept],
    [page.readBy, readBy],
    [page.writtenBy, writtenBy],
    ...(declaration.where === 'machine' ? [[page.endedBy, said?.endedBy ?? declaration.endedBy] as const] : []),
    [page.law, law],
  ] as const
  const copy = state.memoryFiles && declaration.where === 'memory' && declaration.copy ? `\n<p>${safe(page.copy)}</p>` : ''
  return `<section id="${code}-${declaration.name}">
<h3>${safe(titles[declaration.name] ?? declaration.name)}</h3>
<ul>${fields.map(field => `<li>${words(field)}</li>`).join('')}</ul>
${renderPairs(rows.map(([name, text]) => [safe(name), words(text)] as const))}${copy}
</section>`
}

function renderOther({ code, texts: { page }, state }: Writing): string {
  const { otherRecords, cityTexts } = state
  if (otherRecords.length === 0) return ''
  const said = (key: string) => safe(cityTexts[code]?.[key] ?? cityTexts.en?.[key] ?? key)
  const rows = otherRecords.map(({ id, known }) => {
    const unknown = known ? '' : ` <em>${safe(page.otherUnknown)}</em>`
    return [said(`other.${id}`), said(`other.${id}.note`) + unknown] as const
  })
  return `<h2 id="${code}-other">${safe(page.other)}</h2>
<p>${safe(page.otherIntro)}</p>
${renderPairs(rows)}`
}
