/** Counsel's desk against a real server, without its screens: asks, works the hash out itself, signs, and everybody can follow it. */
import { verifySignedStatement } from '@latchkey/certificates/statement.ts'
import { serverOf } from '@latchkey/desk/ask-server.ts'
import { askStatement, NotTouched, type StatementServer, signStatement, statementServerOf } from '@latchkey/desk/statement/ask-statement.ts'
import { verify } from '@latchkey/ui/platform.ts'
import type { Made } from '@latchkey/wire/statement.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { certifyClerk, startTestServer, type TestServer } from '../running-server.test.kit.ts'

let test: TestServer
let counsel: Awaited<ReturnType<typeof certifyClerk>>
beforeAll(async () => {
  test = await startTestServer()
  counsel = await certifyClerk(test, 'counsel', 'counsel')
}, 120_000)
afterAll(() => test.end())

const desk = () => {
  const at: typeof fetch = (path, options) => fetch(`${test.server.address}${String(path)}`, options)
  return { root: test.city.made.root, server: serverOf(at), statements: statementServerOf(at) }
}
const who = () => ({ alias: 'counsel', passkey: counsel.passkey })

it('a statement is made by one touch and signed by another, and the signature names its hash', async () => {
  const { root, server, statements } = desk()
  const made = (await askStatement({ root, counsel: who(), server, statements })) as Made
  const signature = await signStatement({ root, counsel: who(), server, made, now: test.clock.now, verify })
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
  const said = await verifySignedStatement(root, bytes(signature.certificate), bytes(signature.signed), verify)
  expect([Buffer.from(said.hash).toString('hex'), said.at, signature.statement]).toEqual([made.hash, test.clock.now, made.hash])
})

it('a text that is not what the server says of it is not signed, and nothing is made without a touch', async () => {
  const { root, server, statements } = desk()
  const lying: StatementServer = {
    async ask(certified) {
      const answered = await statements.ask(certified)
      return 'hash' in answered ? { ...answered, json: answered.json.replace('"statement":1', '"statement":2') } : answered
    },
  }
  await expect(askStatement({ root, counsel: who(), server, statements: lying })).rejects.toMatchObject({ code: 'broken' })
  const untouched = { ...counsel.passkey, assert: () => Promise.reject(new Error('no')) }
  await expect(askStatement({ root, counsel: { ...who(), passkey: untouched }, server, statements })).rejects.toBeInstanceOf(NotTouched)
  const stranger = { alias: 'nobody', passkey: counsel.passkey }
  await expect(askStatement({ root, counsel: stranger, server, statements })).rejects.toMatchObject({ code: 'not_certified' })
})
