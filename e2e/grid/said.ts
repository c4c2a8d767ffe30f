/** What an app was seen to say of some papers, and the papers its words name: read from the city's own English texts, as a resident would. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { everyPaper, type RuleFile, subsetsOf } from '@latchkey/rules/judge.test.kit.ts'
import { top } from '../../tools/build.mjs'

export interface Said {
  enough: boolean
  /** The sentences that say what is missing, as they stand there. */
  reasons: string
  /** One line for each set of papers that would mend it. */
  mends: string[]
}

export interface Words {
  /** The papers that this line names; null when it names none of this kind of person's. */
  papersIn(kind: string, line: string): string[] | null
  /** Whether these words are the sentences for these unmet needs, in any order, and nothing else. */
  sayUnmet(reasons: string, needs: readonly string[]): boolean
}

/** Nobody is offered more papers at once than this. */
const mostInALine = 4

/** @param directory the city's */
export function wordsOf(directory: string, file: RuleFile & { reasons: { id: string; need: string }[] }): Words {
  const read = (path: string): Record<string, string> => JSON.parse(readFileSync(path, 'utf8'))
  const city = read(join(directory, 'texts/en.json'))
  const caretakers = read(join(top, 'ui/languages/en/kinds.json'))['kinds.of_caretaker']!
  const list = new Intl.ListFormat('en', { type: 'conjunction' })
  const name = (ref: string, form: string) => {
    const [, theirs, paper] = /^(caretaker\.)?(.+)$/.exec(ref)!
    const own = city[`paper.${paper}${form}`]!
    return theirs ? caretakers.replace('{paper}', own) : own
  }
  const known = new Map<string, Map<string, string[]>>()
  const linesOf = (kind: string) => {
    const lines = new Map<string, string[]>()
    for (let size = mostInALine; size > 0; size--)
      for (const refs of subsetsOf(everyPaper(file, kind), size))
        for (const form of ['', '.short']) lines.set(list.format(refs.map(ref => name(ref, form))), refs)
    return lines
  }
  return {
    papersIn(kind, line) {
      if (!known.has(kind)) known.set(kind, linesOf(kind))
      return known.get(kind)!.get(line) ?? null
    },
    sayUnmet(reasons, needs) {
      const sentences = file.reasons.filter(reason => needs.includes(reason.need)).map(reason => city[`reason.${reason.id}`]!)
      return sentences.every(one => reasons.includes(one)) && reasons.length === sentences.join(' ').length
    },
  }
}
