import { expect, it } from 'vitest'
import { createTold } from './told.ts'

const named = (...heard: string[]) => {
  const told = createTold()
  for (const text of heard) told.hear(text)
  return told.swept('what everyone was told', ['wol', 'mam']).traces.length
}

it('finds a language however a lane is called after it, and not in what is letters by chance', () => {
  expect(named('{"serving":4,"lane":"wol"}')).toBe(1)
  expect(named('{"serving":4,"lane_WOL":2}', '{"line":"queue-mam"}')).toBe(2)
  expect(named('{"mac":"AAAA1wol2AAAAAAAAAAAAA"}', '{"code":"0123WOL456789ABC"}')).toBe(0)
  expect(createTold().swept('nothing', ['wol']).beacon).toBe(false)
})
