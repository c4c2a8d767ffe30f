import { expect, it } from 'vitest'
import { contentPolicy, isKept, needsOf } from './headers.ts'

it('what reads somebody’s PDF may run nothing but itself and ask nobody, and is not kept', () => {
  const policy = contentPolicy(needsOf('/a/pdf-worker-C1x_9.js'), ['ws://localhost:4400'])
  expect(policy).toContain("script-src 'none'")
  expect(policy).toContain("connect-src 'none'")
  expect(isKept('/a/pdf-worker-C1x_9.js')).toBe(false)
  // No other file of the build is meant by that.
  expect(needsOf('/a/reader-pdf-worker-1.js')).toEqual({ wasm: true })
  expect(isKept('/a/index-1.js')).toBe(true)
})
