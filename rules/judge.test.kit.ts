/**
 * A third reading of the rule file, for tests: as simple as it can be said, by trying everything, and with none of this package's code. Where phone
 * and desk agree with each other and not with this, both are wrong.
 */
type Wants = { proof: string; points?: number } | { all: Wants[] } | { any: Wants[] } | { caretaker: string; needs: string[] }

/** Of a rule file, what decides whether papers are enough. */
export interface RuleFile {
  onePaperServes: { value: 'many' | 'one'; but?: [string, string][] }
  kinds: { id: string; needs: { need: string; wants: Wants }[] }[]
  marks?: { for: string[]; wants: Wants }[]
  papers: {
    id: string
    for: string[]
    gives: Record<string, number>
    expiredOk: boolean | number
    maxAgeDays: number | null
    forms?: string[]
    nameOf?: string[]
  }[]
}

export interface Hand {
  paper: string
  daysPastEnd?: number
  daysOld?: number
  form?: string
  nameOf?: string
}

const mark = 'caretaker.'
const rowOf = (file: RuleFile, ref: string) => file.papers.find(row => row.id === (ref.startsWith(mark) ? ref.slice(mark.length) : ref))!

/** What a clerk finds by looking at this paper, as it is: each of the three looks of the desk. */
export function looksAt(file: RuleFile, hand: Hand): { real: boolean; same_name: boolean; in_date: boolean } {
  const row = rowOf(file, hand.paper)
  let inDate = true
  if (hand.daysPastEnd !== undefined && hand.daysPastEnd > 0) {
    if (row.expiredOk === false) inDate = false
    if (typeof row.expiredOk === 'number' && hand.daysPastEnd > row.expiredOk) inDate = false
  }
  if (hand.daysOld !== undefined && row.maxAgeDays !== null && hand.daysOld > row.maxAgeDays) inDate = false
  return {
    real: hand.form === undefined || row.forms === undefined || row.forms.includes(hand.form),
    same_name: hand.nameOf === undefined || (row.nameOf ?? []).includes(hand.nameOf),
    in_date: inDate,
  }
}

/** Whether this paper, as it is, counts. */
export function isGood(file: RuleFile, hand: Hand): boolean {
  const { real, same_name, in_date } = looksAt(file, hand)
  return real && same_name && in_date
}

function mayShare(file: RuleFile, a: string, b: string): boolean {
  const excepted = (file.onePaperServes.but ?? []).some(([x, y]) => (x === a && y === b) || (x === b && y === a))
  return file.onePaperServes.value === 'many' ? !excepted : excepted
}

/** Every set of proofs that one paper may be taken for: all it gives at once where nothing stands against it. */
function takings(file: RuleFile, ref: string): string[][] {
  const given = Object.keys(rowOf(file, ref).gives)
  if (given.every(a => given.every(b => a === b || mayShare(file, a, b)))) return [given]
  const sets: string[][] = []
  for (let bits = 0; bits < 2 ** given.length; bits++) {
    const set = given.filter((_, at) => bits & (1 << at))
    if (set.every(a => set.every(b => a === b || mayShare(file, a, b)))) sets.push(set)
  }
  return sets
}

type Taken = { ref: string; proofs: string[] }[]

function holds(file: RuleFile, wants: Wants, taken: Taken, by: 'own' | 'caretaker'): boolean {
  if ('all' in wants) return wants.all.every(one => holds(file, one, taken, by))
  if ('any' in wants) return wants.any.some(one => holds(file, one, taken, by))
  if ('caretaker' in wants) {
    const theirs = file.kinds.find(kind => kind.id === wants.caretaker)!
    return theirs.needs.filter(row => wants.needs.includes(row.need)).every(row => holds(file, row.wants, taken, 'caretaker'))
  }
  let points = 0
  for (const { ref, proofs } of taken)
    if (ref.startsWith(mark) === (by === 'caretaker') && proofs.includes(wants.proof)) points += rowOf(file, ref).gives[wants.proof]!
  return points >= (wants.points ?? 1)
}

/** Whether these papers meet these needs of a kind of person (all of them when none are said), in any way of taking them. */
export function judge(file: RuleFile, kindId: string, hands: readonly Hand[], needs?: readonly string[]): boolean {
  return judgeRows(
    file,
    file.kinds.find(kind => kind.id === kindId)!.needs.filter(row => needs?.includes(row.need) ?? true),
    hands,
  )
}

/** Whether these papers show what this kind's mark wants; null: its card has none. Nothing of it depends on the needs. */
export function judgeMark(file: RuleFile, kindId: string, hands: readonly Hand[]): boolean | null {
  const mark = file.marks?.find(one => one.for.includes(kindId))
  return mark ? judgeRows(file, [mark], hands) : null
}

function judgeRows(file: RuleFile, rows: readonly { wants: Wants }[], hands: readonly Hand[]): boolean {
  const refs = [...new Set(hands.filter(hand => isGood(file, hand)).map(hand => hand.paper))]
  const tryAll = (at: number, taken: Taken): boolean =>
    at === refs.length
      ? rows.every(row => holds(file, row.wants, taken, 'own'))
      : takings(file, refs[at]!).some(proofs => tryAll(at + 1, [...taken, { ref: refs[at]!, proofs }]))
  return tryAll(0, [])
}

/** Papers that are of use for nothing but the mark of this kind's card. */
export function markOnly(file: RuleFile, kindId: string): string[] {
  const wanted = new Set<string>()
  const look = (wants: Wants) => {
    if ('proof' in wants) wanted.add(wants.proof)
    if ('all' in wants) wants.all.forEach(look)
    if ('any' in wants) wants.any.forEach(look)
  }
  for (const mark of file.marks ?? []) if (mark.for.includes(kindId)) look(mark.wants)
  return file.papers.filter(row => row.for.includes(kindId) && Object.keys(row.gives).every(proof => wanted.has(proof))).map(row => row.id)
}

/** Everything somebody of this kind, or their caretaker, could bring for a card. */
export function everyPaper(file: RuleFile, kindId: string): string[] {
  const carers = new Set<string>()
  const look = (wants: Wants) => {
    if ('caretaker' in wants) carers.add(wants.caretaker)
    if ('all' in wants) wants.all.forEach(look)
    if ('any' in wants) wants.any.forEach(look)
  }
  for (const row of file.kinds.find(kind => kind.id === kindId)!.needs) look(row.wants)
  const own = file.papers.map(row => row.id).filter(ref => rowOf(file, ref).for.includes(kindId) && !markOnly(file, kindId).includes(ref))
  return [...own, ...file.papers.filter(row => row.for.some(kind => carers.has(kind))).map(row => mark + row.id)]
}

export function* subsetsOf<T>(all: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) yield []
  else for (let at = from; at <= all.length - size; at++) for (const rest of subsetsOf(all, size - 1, at + 1)) yield [all[at]!, ...rest]
}

/** All smallest sets of further papers that make it enough, by trying every set, small ones first. Empty when nothing would. */
export function judgeMends(file: RuleFile, kindId: string, hands: readonly Hand[]): string[][] {
  const good = new Set(hands.filter(hand => isGood(file, hand)).map(hand => hand.paper))
  const others = everyPaper(file, kindId).filter(ref => !good.has(ref))
  const kept = hands.filter(hand => good.has(hand.paper))
  for (let size = 0; size <= others.length; size++) {
    const found = [...subsetsOf(others, size)].filter(set => judge(file, kindId, [...kept, ...set.map(paper => ({ paper }))]))
    if (found.length > 0) return size === 0 ? [] : found
  }
  return []
}
