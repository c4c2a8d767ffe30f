/**
 * `npm run day -- [--people 600] [--clerks 8] [--seeds 20] [--first 1] [--seed N] [--off 8]`: simulated days against the real server, goal 9 of product §6.
 * One line a day, the worst printed last; exit status 0 when at least nine of ten days meet it. `--first`: the first seed, for days that nobody has looked at
 * yet. `--off`: by up to so many percent a day's cases are harder or easier than the plan.
 */
import { manyDays } from './many-days.ts'

const after = (option: string): number | null => {
  const at = process.argv.indexOf(option)
  return at < 0 ? null : Number(process.argv[at + 1])
}
const seed = after('--seed')
const { met, days, worst } = await manyDays({
  people: after('--people') ?? 600,
  clerks: after('--clerks') ?? 8,
  off: after('--off') ?? 0,
  seeds: seed === null ? Array.from({ length: after('--seeds') ?? 20 }, (_, i) => i + (after('--first') ?? 1)) : [seed],
  say: line => console.log(line),
})
console.log(`${met} of ${days} days meet goal 9; the worst is of seed ${worst}: npm run day -- --seed ${worst}`)
process.exit(met >= Math.ceil(days * 0.9) ? 0 : 1)
