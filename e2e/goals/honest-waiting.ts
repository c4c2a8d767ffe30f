/** Goal 9: honest waiting, by simulated days against the real server (e2e/day). */
import { manyDays } from '../day/many-days.ts'
import { type Goal, tell, tenth } from './goal.ts'

const days = 20
const enough = 18

export async function honestWaiting(): Promise<Goal> {
  const all = await manyDays({ people: 600, clerks: 8, seeds: Array.from({ length: days }, (_, i) => i + 1), say: tell })
  const { kept, keptRange, secondsANoShow, notServed } = all.least
  return {
    goal: 9,
    name: 'Honest waiting',
    value: {
      daysMet: all.met,
      ofDays: all.days,
      worstSeed: all.worst,
      worst: { percentKept: tenth(kept * 100), percentOfRange: tenth(keptRange * 100), secondsANoShow: tenth(secondsANoShow), notServed },
    },
    unit: 'days of 600 people and 8 clerks; of the worst: percent of promises kept, seconds a clerk lost by a no-show, numbers that nobody served',
    target: `>= ${enough} of ${days} days with >= 90 % within 10 minutes or a fifth of the middle of the promise; <= 5 s; 0`,
    met: all.days === days && all.met >= enough,
  }
}
