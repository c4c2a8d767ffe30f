/** Each canary was seen to arrive, on the clerk's screen and in the sealed card as a verifier reads it; and who did not come was seen not to. */
import { inflateSync } from 'node:zlib'
import { checkCode } from '@latchkey/card/check.ts'
import { encodeCode } from '@latchkey/card/code.ts'
import type { SealedCard } from '@latchkey/card/sealed.ts'
import { verifyList } from '@latchkey/card/status-list.ts'
import { verifyPeriod } from '@latchkey/certificates/period-certificate.ts'
import type { RunningServer } from '@latchkey/e2e/server.ts'
import { clock, random, verify } from '@latchkey/ui/platform.ts'
import type { NoShow } from './no-shows.ts'
import type { Report } from './report.ts'
import type { AtCounter } from './world/counter.ts'
import type { Arrived, Went, World } from './world/people.ts'
import { claim, hashOf } from './world/place-in-line.ts'
import { type Canary, decisions } from './world/roster.ts'
import { type HeldToken, stateOfCode } from './world/way-to-be-seen.ts'

export async function checkArrivals(
  report: Report,
  world: World,
  server: RunningServer,
  roster: Canary[],
  went: Went[],
  arrived: Arrived[],
  inBrowsers: { canary: Canary; sealed: SealedCard }[],
  stood: AtCounter[],
  /** How many of them had their card replaced. */
  lostCards: number,
) {
  await server.tick()
  const { periods } = (await (await fetch(`${world.address}/record/periods`)).json()) as { periods: { certified: string }[] }
  const certified = new Uint8Array(Buffer.from(periods[0]?.certified ?? '', 'base64url'))
  const period = await verifyPeriod(world.root, certified, verify)
  const jwt = await (await fetch(`${world.address}/cancelled/list/${period.period}`)).text()
  const expected = { listKey: period.listKey, listAddress: period.listAddress, now: clock(), verify }
  const list = await verifyList(jwt, { ...expected, inflate: bytes => Uint8Array.from(inflateSync(bytes)) })
  const isGood = async (canary: Canary, sealed: SealedCard) => {
    const code = encodeCode(sealed, { face: true })
    const lists = new Map([[period.period, list]])
    const answer = await checkCode(code, { root: world.root, periods: [period], lists, now: clock(), builtAt: 0, verify })
    return answer.answer === 'yes' && answer.facts.name === canary.name && answer.facts.birthDate === canary.birthDate
  }
  const isRead = async (canary: Canary, sealed: SealedCard) => {
    const read = await isGood(canary, sealed)
    if (!read) report.problems.push(`resident ${canary.id}: the verifier did not read the card`)
    return read
  }
  for (const { canary, sealed } of inBrowsers) await isRead(canary, sealed)
  const replacedOnes = stood.filter(one => one.sealed).slice(0, lostCards)
  for (const one of stood) {
    const { canary, sealed, seen } = one
    report.expected++
    if (seen?.name !== canary.name || seen.birthDate !== canary.birthDate || (canary.outcome === 'refused') === (sealed !== null)) {
      report.problems.push(`resident ${canary.id} at the counter did not arrive, or ended otherwise than planned`)
      continue
    }
    // The card that was lost must not be good any more; every other must.
    if (sealed && replacedOnes.includes(one) === (await isGood(canary, sealed))) {
      report.problems.push(`resident ${canary.id} at the counter: the verifier's answer is not the right one`)
      continue
    }
    report.arrived++
  }
  for (const canary of roster) {
    report.expected++
    const said = decisions[canary.outcome]
    const visits = arrived.filter(one => one.name === canary.name)
    const one = went.find(({ canary: { id } }) => id === canary.id)
    const ascending = (counts: number[] = []) => counts.toSorted((a, b) => a - b)
    const shown = ascending(one?.shown)
    const came = ascending(visits.map(({ pages }) => pages))
    const isWhole = visits.every(({ birthDate, notes }) => birthDate === canary.birthDate && notes.includes(canary.note))
    if (!one || came.length !== said.length || shown.length !== said.length || !isWhole || came.some((pages, at) => pages < shown[at]!)) {
      report.problems.push(`resident ${canary.id} (${canary.outcome}) did not arrive whole on the clerk's screen`)
      continue
    }
    const refusals = said.filter(word => word === 'refuse').length
    if ((said.at(-1) === 'approve') !== (one.sealed !== null) || one.slips.length !== refusals || one.comebacks.length !== said.length) {
      report.problems.push(`resident ${canary.id} (${canary.outcome}): the visit ended otherwise than planned`)
      continue
    }
    if (one.sealed && !(await isRead(canary, one.sealed))) continue
    report.arrived++
  }
}

/**
 * What each was given says the same: the last of it was come with, or by nobody, and what they had before went back. A number of somebody who did not come
 * is still good, so nobody else came with it either.
 * @param given all tokens of each, in order
 */
export async function checkTokens(
  report: Report,
  world: World,
  given: ReadonlyMap<number, readonly HeldToken[]>,
  noShows: readonly NoShow[],
) {
  for (const [id, tokens] of given) {
    const stayedAway = noShows.find(one => one.id === id)
    for (const [at, token] of tokens.entries()) {
      if (!('code' in token)) continue
      const next = tokens[at + 1]
      const wanted = next ? ('code' in next ? 'booking_moved' : 'booking_back') : stayedAway ? 'not come' : 'come'
      const state = await stateOfCode(world, token.code)
      if (state !== wanted) report.problems.push(`resident ${id}: a booked time is ${state}, and should be ${wanted}`)
    }
    const last = tokens.at(-1)
    if (!stayedAway || !last) continue
    if ('number' in last) await claim(world, stayedAway, last.number, await hashOf(random(32)))
    report.stayedAway++
  }
  if (report.stayedAway !== noShows.length)
    report.problems.push(`${report.stayedAway} of ${noShows.length} who did not come had a number or a time`)
}
