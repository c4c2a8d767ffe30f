/** A statement for people: the JSON's own text as a plain PDF, in its language, with a line for the custodian's hand and the JSON's hash at the foot of every page. */
import { createHash } from 'node:crypto'
import type { StatedRequests } from '@latchkey/wire/legal.ts'
import { sayKept } from '../schedule/kept-for.ts'
import { onDisk } from '../store/tables.ts'
import type { Check } from './no-place.ts'
import type { Block } from './paper.ts'
import { writePdf } from './pdf.ts'
import type { Statement } from './statement.ts'
import { type StatementWords, statementWords } from './words.ts'

/** SHA-256 of the JSON text in UTF-8, 64 hex digits. */
export const hashOf = (json: string): string => createHash('sha256').update(json).digest('hex')

/** @param json as `writeStatement` wrote it */
export function statementPaper(json: string): Uint8Array<ArrayBuffer> {
  const statement = JSON.parse(json) as Statement
  const words = statementWords[statement.language]
  return writePdf({
    title: `${words.title}: ${statement.city.name}, ${dayAndTime(statement.at)}`,
    language: statement.language,
    blocks: blocksOf(statement, words),
    foot: `SHA-256 (JSON) ${hashOf(json)}`,
    page: (at, of) => `${words.page} ${at} ${words.of} ${of}`,
  })
}

const dayAndTime = (seconds: number) => `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`

function blocksOf(statement: Statement, words: StatementWords): Block[] {
  const { city, disk, machine, memory, noPlace, schedule, otherRecords, limits } = statement
  const heading = (text: string): Block => ({ as: 'heading', text })
  const text = (said: string): Block => ({ as: 'text', text: said })
  const pair = (word: string, said: string): Block => ({ as: 'pair', word, text: said })
  const thing = (one: Statement['memory' | 'machine' | 'disk'][number]): Block[] => [
    { as: 'part', text: one.title },
    pair(words.holds, one.fields.join('; ')),
    pair(words.purpose, one.purpose),
    pair(words.kept, one.kept),
    pair(words.readBy, one.readBy),
    pair(words.writtenBy, one.writtenBy),
    pair(words.law, one.law),
  ]
  return [
    { as: 'title', text: words.title },
    ...(city.practice ? [text(words.practice)] : []),
    text(words.intro),
    pair(words.city, `${city.name} (${city.id})`),
    pair(words.made, dayAndTime(statement.at)),
    pair(words.record, words.recordText),
    pair(words.root, 'SHA-256'),
    { as: 'mono', text: city.root },

    heading(words.disk),
    text(words.diskIntro),
    pair(
      words.schedule,
      `${schedule.version}, ${schedule.entered}${schedule.status === 'approved' ? '' : `. ${words.scheduleUnconfirmed}`}`,
    ),
    ...disk.flatMap(one => [
      ...thing(one),
      ...(isAsDeclared(one) ? [] : [pair(words.keptLonger, sayKept(one.keptFor))]),
      ...(one.endedAtLeast === undefined ? [] : [pair(words.ended, String(one.endedAtLeast))]),
      pair(words.columns, `${words.columnList} ${one.table}`),
      ...one.columns.map(({ name, type, orNull }): Block => ({ as: 'mono', text: `${name} ${type}${orNull ? `, ${words.orNull}` : ''}` })),
    ]),

    heading(words.machine),
    text(words.machineIntro),
    ...machine.flatMap(one => [...thing(one), pair(words.endedBy, one.endedBy)]),

    heading(words.memory),
    text(words.memoryIntro),
    ...memory.flatMap(one => [...thing(one), ...(one.copy ? [text(words.copy)] : [])]),

    heading(words.noPlaceTitle),
    text(words.noPlaceIntro),
    ...noPlace.flatMap(({ says, checks }): Block[] => [
      { as: 'item', text: says },
      pair(words.check, checks.map(check => checkSaid(check, words)).join('; ')),
    ]),

    heading(words.drill),
    text(words.drillIntro),
    ...drillSaid(statement, words),

    heading(words.software),
    ...softwareSaid(statement, words),

    heading(words.other),
    text(words.otherIntro),
    ...(otherRecords.length === 0 ? [text(words.otherNone)] : []),
    ...otherRecords.map(({ says, note, known }) => pair(says, known ? note : `${note} ${words.otherUnknown}`)),

    heading(words.legal),
    ...legalSaid(statement.legal, words),

    heading(words.limits),
    text(words.limitsIntro),
    ...limits.map((said): Block => ({ as: 'item', text: said })),

    heading(words.hand),
    text(words.handText),
    text(words.handUnconfirmed),
    ...[words.handName, words.handSign, words.handDay].map((said): Block => ({ as: 'hand', text: said })),
  ]
}

/** A store of an earlier release keeps what it kept longer. */
const isAsDeclared = ({ name, keptFor }: Statement['disk'][number]) =>
  onDisk.some(one => one.name === name && sayKept(one.keptFor) === sayKept(keptFor))

function checkSaid(check: Check, words: StatementWords): string {
  const by = words[`check.${check.by}`]
  return check.by === 'test' ? `${by} ${check.file}: ${check.name}` : `${by} ${check.name}`
}

function drillSaid({ drill }: Statement, words: StatementWords): Block[] {
  if (drill === null) return [{ as: 'text', text: words.drillNone }]
  const rows: [string, string][] = [
    [words.drillDay, drill.day],
    [words.drillGames, `${drill.drill}: ${drill.games.join(', ')}`],
    [words.drillResult, drill.green ? words.drillGreen : words.drillRed],
    [words.drillArrived, `${drill.arrived} ${words.of} ${drill.expected}`],
    [words.drillAway, String(drill.stayedAway)],
    [words.drillSearched, `${drill.artefacts}, ${drill.sweeps}, ${drill.kib} (${words.drillSearchedText})`],
    [words.drillTraces, String(drill.traces)],
    [words.drillPlanted, `${drill.found} ${words.of} ${drill.planted}`],
    [words.drillSeconds, String(drill.seconds)],
  ]
  return rows.map(([word, text]) => ({ as: 'pair', word, text }))
}

function softwareSaid({ release }: Statement, words: StatementWords): Block[] {
  if (release === null) return [{ as: 'text', text: words.softwareNone }]
  return [
    { as: 'text', text: words.softwareIntro },
    { as: 'pair', word: words.files, text: String(release.files) },
    { as: 'pair', word: words.manifest, text: 'SHA-256' },
    { as: 'mono', text: release.manifest },
    { as: 'pair', word: words.sources, text: 'SHA-256' },
    { as: 'mono', text: release.software },
  ]
}

/** Of others there is no count, gap or place here. */
function legalSaid({ asOf, requests }: StatedRequests, words: StatementWords): Block[] {
  const line = requests.length === 0 ? `${words.legalNone} ${asOf}.` : `${words.legalCount} ${asOf}: ${requests.length}.`
  return [
    { as: 'text', text: `${line} ${words.legalOthers}` },
    ...requests.flatMap((one): Block[] => [
      { as: 'part', text: `${one.received}: ${plain(one.instrument)}` },
      { as: 'pair', word: words.issuer, text: plain(one.issuer) },
      { as: 'pair', word: words.binding, text: one.binding ? words.yes : words.no },
      ...(
        [
          [words.answerBy, one.answerBy],
          [words.decision, one.decision],
          [words.outcome, one.outcome],
          [words.closed, one.closed],
        ] as const
      ).flatMap(([word, said]): Block[] => (said === null ? [] : [{ as: 'pair', word, text: plain(said) }])),
    ]),
  ]
}

/** A word of a closed list, as people write it. */
const plain = (code: string) => code.replaceAll('_', ' ')
