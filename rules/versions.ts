/** The versions of a city's rules, newest first, with what each changed: what a desk reads at opening and anybody reads on the record. */
import { type Difference, differences } from './diff.ts'
import type { Rules } from './rules.ts'

export interface Version {
  version: string
  /** The day it starts, YYYY-MM-DD. */
  day: string
  /** Its sentence is `change.<id>` of the city's texts. */
  id: string
  /** To the version before it; null where one of the two files is not there. */
  differences: Difference[] | null
}

/** Party: city. @param earlier the rule files of versions before this one, in any order */
export function versionsOf(rules: Rules, earlier: readonly Rules[]): Version[] {
  const files = new Map([...earlier, rules].map(file => [file.version, file]))
  return rules.changes.map((change, at) => {
    const [is, was] = [files.get(change.version), files.get(rules.changes[at + 1]?.version ?? '')]
    return { ...change, differences: is && was ? differences(was, is) : null }
  })
}

/** Whether the day of this version has come. Before it nobody's card rests on it: a server outside practice does not start. */
export const hasStarted = (rules: Pick<Rules, 'changes'>, today: string): boolean => rules.changes[0]!.day <= today
