/** `/record`: what somebody with five minutes has to know, and the doors to the rest. */
import { doorPaths, doors, groups, renderCode, renderDoor, type Writing } from './record-frame.ts'
import type { RecordState } from './record-state.ts'
import { safe } from './still-page.ts'
import { renderChange, renderStanding } from './way-words.ts'

export const renderFront = (state: RecordState): string => renderDoor('front', state, texts => texts.front.title, renderBody)

function renderBody(writing: Writing): string {
  const { code, texts, state, says } = writing
  const { front, page } = texts
  const { settings, ports } = state
  const phone = settings.shown(settings.phone)
  const sites = settings.all().filter(({ way }) => way !== 'phone')
  const counters = sites.some(way => way.way === 'counter' && settings.mayOpen(way))
  const standing = renderStanding(writing)
  // Within one day the order is not kept: all that changed on the last day of a change.
  const last = state.history.reduce((latest, { day }) => (day > latest ? day : latest), '')
  const newest = state.history.filter(({ day }) => day === last).slice(-3)
  const notices = standing.length > 0 ? `<ul>${standing.map(line => `<li>${line}</li>`).join('')}</ul>` : `<p>${safe(front.noNotice)}</p>`
  const rest = doors.filter(door => door !== 'front' && (door !== 'quarter' || ports.quarter))
  const cards = rest.map(
    door =>
      `<li><a href="${doorPaths[door]}#${code}">${safe(texts.doors[door])}</a><span>${safe(texts.doors[`${door}Says` as keyof typeof texts.doors])}</span></li>`,
  )
  const log = ports.log()
  return `<p class="lead">${safe(front.says)}</p>
<h2>${safe(front.open)}</h2>
<p>${safe(settings.isOpen(phone) ? page.wayOpen : page.wayClosed)} ${safe(counters ? page.counterOpen : page.counterClosed)}</p>
<h2>${safe(front.notice)}</h2>
${notices}
${newest.length > 0 ? `<h3>${safe(front.change)}</h3>\n<ul>${newest.map(change => `<li>${renderChange(writing, change)}</li>`).join('')}</ul>\n` : ''}<h2>${safe(front.more)}</h2>
<ul class="cards">${cards.join('')}</ul>
<h2>${safe(front.check)}</h2>
<h3>${safe(page.root)}</h3>
<p>${safe(page.rootIntro)}</p>
<p class="fingerprint">${renderCode(groups(state.fingerprint))}</p>
${log ? `<p>${says(front.log, { count: log.entries })} <a href="/record/watch/">${safe(front.watch)}</a></p>` : `<p>${safe(front.noLog)}</p>`}
<p>${safe(front.data)} <a href="/record/holdings" dir="ltr">/record/holdings</a> <a href="/record/periods" dir="ltr">/record/periods</a></p>`
}
