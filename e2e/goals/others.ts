/** People who took their numbers before the one who is measured: they make that one wait. */
import { random } from '@latchkey/ui/platform.ts'
import { toText } from '@latchkey/wire/edge.ts'
import type { Now, Number as WaitingNumber } from '@latchkey/wire/waiting.ts'
import type { GoalWorld } from './world.ts'

export interface Others {
  /** Each claims a place as soon as it is called, and no phone of theirs ever comes. Goes on until `next` has happened. */
  goAway<T>(next: Promise<T>): Promise<T>
}

const howMany = 12

export async function comeBefore(world: GoalWorld): Promise<Others> {
  let numbers: WaitingNumber[] = []
  for (let one = 0; one < howMany; one++) numbers.push(await ask<WaitingNumber>(world, '/waiting/number', { way: 'phone' }))
  return {
    async goAway(next) {
      let over = false
      const stop = () => {
        over = true
      }
      next.then(stop, stop)
      while (!over) {
        const { serving } = await ask<Now>(world, '/now')
        const called = numbers.filter(({ n }) => n <= serving)
        numbers = numbers.filter(({ n }) => n > serving)
        for (const number of called) await ask(world, '/waiting/claim', { number, placeHash: toText(random(32)) })
        await new Promise(done => setTimeout(done, 200))
      }
      return next
    },
  }
}

/** One request to the server, from an office. */
async function ask<T>(world: GoalWorld, path: string, body?: unknown): Promise<T> {
  const options = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const answer = await fetch(`${world.office}${path}`, body === undefined ? {} : options)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return (await answer.json()) as T
}
