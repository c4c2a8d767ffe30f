/** Sets of numbers as ranges, in order and without overlap: `[from, to]`, both of them in it. Pure. */
export type Range = readonly [from: number, to: number]

export const has = (ranges: readonly Range[], n: number): boolean => ranges.some(([from, to]) => from <= n && n <= to)

/** How many of them are above `after` and not above `to`. */
export function countWithin(ranges: readonly Range[], after: number, to: number): number {
  let count = 0
  for (const [from, last] of ranges) count += Math.max(0, Math.min(to, last) - Math.max(after + 1, from) + 1)
  return count
}

/** The numbers above `after`, up to `to`, that are in none of the ranges. */
export function outside(ranges: readonly Range[], after: number, to: number): Range[] {
  const found: Range[] = []
  let from = after + 1
  for (const [start, end] of ranges) {
    if (start > to) break
    if (start > from) found.push([from, start - 1])
    from = Math.max(from, end + 1)
  }
  if (from <= to) found.push([from, to])
  return found
}

/** Numbers of either, in order; ranges that touch become one. */
export function union(one: readonly Range[], other: readonly Range[]): Range[] {
  const all = [...one, ...other].sort((a, b) => a[0] - b[0])
  const found: [number, number][] = []
  for (const [from, to] of all) {
    const last = found.at(-1)
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else found.push([from, to])
  }
  return found
}
