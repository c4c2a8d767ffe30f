import { expect, it } from 'vitest'
import { contentPolicy, isKept, needsOf } from './headers.ts'

it('the watcher may ask any city with TLS and runs nothing but its own script; the pages of the record beside it run none', () => {
  const policy = contentPolicy(needsOf('/record/watch/'), ['ws://localhost:4400'])
  expect(policy).toContain("connect-src 'self' ws://localhost:4400 https: http://localhost:* http://127.0.0.1:*;")
  expect(policy).toContain("script-src 'self';")
  for (const path of ['/record', '/record/', '/record/rules', '/record/watching'])
    expect(contentPolicy(needsOf(path), [])).toContain("connect-src 'none'")
  // And no other page may.
  for (const path of ['/', '/desk/', '/check/', '/kiosk/', '/watch']) expect(contentPolicy(needsOf(path), [])).not.toContain('https:')
})

it('what reads somebody’s PDF may run nothing but itself and ask nobody, and is not kept', () => {
  const policy = contentPolicy(needsOf('/a/pdf-worker-C1x_9.js'), ['ws://localhost:4400'])
  expect(policy).toContain("script-src 'none'")
  expect(policy).toContain("connect-src 'none'")
  expect(isKept('/a/pdf-worker-C1x_9.js')).toBe(false)
  // No other file of the build is meant by that.
  expect(needsOf('/a/reader-pdf-worker-1.js')).toEqual({ wasm: true })
  expect(isKept('/a/index-1.js')).toBe(true)
})
