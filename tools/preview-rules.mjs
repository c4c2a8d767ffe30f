// `npm run rules -- CITY --preview [--language CODE]`: what a resident of each kind reads by these rules, on paper, before any page is built with them.
// The sentences are the pages' own; the answers come from the code that phone and desk run.
import { join } from 'node:path'
import { setupI18n } from '@lingui/core'
import { languageTable, spokenNamespaces } from './languages.mjs'
import { compiled, readMessages } from './texts-plugin.mjs'

/** @param {{ rules: object, texts: Record<string, Record<string, string>>, code: string, runnerImport: typeof import('vite').runnerImport, top: string }} options @returns {Promise<string[]>} lines */
export async function previewOf({ rules, texts, code, runnerImport, top }) {
  if (!languageTable[code]) throw new Error('there is no such language: cities/languages.json names them')
  const load = async path => (await runnerImport(join(top, path))).module
  const [{ enough, takenFor }, { hasCaretaker, refsFor }, { firstFees }, { mayShow }, { markFor, markPapers }] = [
    await load('rules/enough.ts'),
    await load('rules/caretaker.ts'),
    await load('rules/fee.ts'),
    await load('rules/choices.ts'),
    await load('rules/mark.ts'),
  ]
  const { paperWords, ageWords } = await load('ui/paper-words.ts')
  const ui = join(top, 'ui/languages')
  const { locale } = languageTable[code]
  const speaker = setupI18n()
  speaker.loadAndActivate({
    locale: code,
    locales: locale,
    messages: { ...compiled(readMessages(ui, 'en', spokenNamespaces)), ...compiled(readMessages(ui, code, spokenNamespaces)) },
  })
  const text = (id, values) => speaker._(id, values)
  const say = key => texts[code]?.[key] ?? texts.en[key] ?? key
  const names = refs => new Intl.ListFormat(locale).format(refs.map(ref => paperWords(text, say, ref, '')))
  const money = cents =>
    cents === 0 ? text('papers.fee.free') : new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).format(cents / 100)
  const reason = need => say(`reason.${rules.reasons.find(row => row.need === need).id}`)

  const unmet = (kind, refs) => {
    const { needs, mends } = enough(rules, kind, refs)
    return [
      text('papers.need.title', { count: mends[0]?.length ?? 0 }),
      ...needs.filter(row => !row.met).map(row => `  ${reason(row.need)}`),
      text(mends[0]?.length === 1 ? 'papers.need.any' : 'papers.need.sets'),
      ...mends.map(mend => `  - ${names(mend)}`),
    ]
  }
  return rules.kinds
    .flatMap(kind => {
      const all = refsFor(rules, kind.id)
      const [best] = enough(rules, kind.id, []).mends
      const almost = (best ?? []).slice(0, -1)
      const fees = firstFees(rules, kind)
      const rows = [...rules.validity].sort((a, b) => a.from - b.from)
      const validity = rows.filter((row, at) => row.from <= (kind.to ?? 130) && (rows[at + 1]?.from ?? 131) > kind.from)
      return [
        `${say(`kind.${kind.id}`)}${hasCaretaker(rules, kind.id) ? ` · ${text('kinds.who.may')}` : ''}`,
        `  ${kind.needs.map(({ need }) => say(`need.${need}`)).join(' · ')}`,
        `  [${text('papers.tap.title')}]`,
        ...all.map(ref => `    ${paperWords(text, say, ref)}: ${say(`paper.${ref.replace('caretaker.', '')}.hint`)}`),
        `  [${text('papers.tap.none')}]`,
        ...unmet(kind.id, []).map(line => `    ${line}`),
        ...(almost.length > 0 ? [`  [${names(almost)}]`, ...unmet(kind.id, almost).map(line => `    ${line}`)] : []),
        ...(best
          ? [
              `  [${names(best)}]`,
              `    ${text('papers.enough.title')} ${text('papers.enough.show')}`,
              ...takenFor(rules, kind.id, best).map(
                ({ paper, needs }) => `    - ${paperWords(text, say, paper)}: ${needs.map(need => say(`need.${need}`)).join(' · ')}`,
              ),
            ]
          : []),
        ...(markFor(rules, kind.id)
          ? [
              `  [${say(`mark.${markFor(rules, kind.id).id}`)}] ${say(`mark.${markFor(rules, kind.id).id}.price`)}`,
              ...markPapers(rules, kind.id).map(ref => `    ${paperWords(text, say, ref)}: ${say(`paper.${ref}.hint`)}`),
            ]
          : []),
        ...(fees.length > 0 ? [`  [${text('papers.fee.title')}]`] : []),
        ...fees.map(fee => `    ${text('papers.fee.row', { ages: ageWords(text, fee), money: money(fee.cents) })}`),
        ...(fees.some(fee => fee.waiver) ? [`    ${text('papers.fee.waiver')}`] : []),
        ...validity.map(
          row =>
            `  good from age ${row.from}: ${row.years === null ? 'no end' : `${row.years} years`}${row.until ? `, until age ${row.until} at most` : ''}`,
        ),
        '',
      ]
    })
    .concat(
      Object.entries(mayShow(rules)).some(([, on]) => on === true || on.length > 0) ? [`[${text('papers.facts.choices')}]`] : [],
      rules.choices.map(({ id }) => `  ${say(`choice.${id}`)}: ${say(`choice.${id}.price`)}`),
      rules.backLines.map(({ id }) => `  ${text(`card.line.${id}`)}`),
    )
}
