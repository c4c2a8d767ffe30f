import { describe, expect, test } from 'vitest'
import { AskFault, serverOf } from './ask-server.ts'

const answering = (status: number, body: unknown) => {
  const asked: { path: string; init: RequestInit | undefined }[] = []
  const server = serverOf((async (path: string, init?: RequestInit) => {
    asked.push({ path, init })
    if (body instanceof Error) throw body
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
  }) as typeof fetch)
  return { server, asked }
}
const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'none',
    fault => (fault instanceof AskFault ? fault.code : 'other'),
  )

describe('an answer is whole or a named fault', () => {
  test('done', async () => {
    const { server, asked } = answering(200, { ok: true })
    await server.send('way', new Uint8Array(80))
    expect(asked[0]?.path).toBe('/settings/way')
    // No cookie and no referrer of a signed-in session: there is none.
    expect(asked[0]?.init?.credentials).toBe('omit')
  })

  test('no answer, a fault of the server, and nonsense', async () => {
    expect(await codeOf(answering(0, new Error('net')).server.state())).toBe('unreachable')
    expect(await codeOf(answering(409, { fault: 'stale' }).server.send('clerk', new Uint8Array(80)))).toBe('stale')
    expect(await codeOf(answering(500, { fault: 'whatever' }).server.state())).toBe('broken')
    expect(await codeOf(answering(500, null).server.state())).toBe('broken')
    expect(await codeOf(answering(200, { ok: true, more: 1 }).server.send('way', new Uint8Array(80)))).toBe('broken')
    expect(await codeOf(answering(200, '<html>').server.nonce())).toBe('unreachable')
  })

  test('a period the server does not have is no blanks', async () => {
    expect(await codeOf(answering(200, { periods: [] }).server.period(11))).toBe('no_blanks')
  })
})
