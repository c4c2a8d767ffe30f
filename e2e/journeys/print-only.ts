import type { Journey } from '../journey.ts'

export async function journey(_run: Journey) {
  throw new Error('not there yet')
}
