/** Counsel's desk against a real server, without its screens: asks, works the hash out itself, signs, and everybody can follow it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootJson } from '@latchkey/certificates/root.ts'
import { verifySignedStatement } from '@latchkey/certificates/statement.ts'
import { serverOf } from '@latchkey/desk/ask-server.ts'
import { askStatement, NotTouched, type StatementServer, signStatement, statementServerOf } from '@latchkey/desk/statement/ask-statement.ts'
import { verify } from '@latchkey/ui/platform.ts'
import type { Made } from '@latchkey/wire/statement.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkStatement } from '../../tools/check-statement.mjs'
import { certifyClerk, makeCity, startTestServer, type TestServer } from '../running-server.test.kit.ts'

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

describe('npm run check-statement', () => {
  const lines: string[] = []
  let folder: string
  const at = (name: string) => join(folder, name)
  const look = () => {
    lines.length = 0
    return checkStatement({ signature: at('s.signature.json'), root: at('root.json'), say: line => lines.push(line) })
  }
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-check-'))
    const { root, server, statements } = desk()
    const made = (await askStatement({ root, counsel: who(), server, statements })) as Made
    const signature = await signStatement({ root, counsel: who(), server, made, now: test.clock.now, verify })
    writeFileSync(at('s.json'), made.json)
    writeFileSync(at('s.pdf'), Buffer.from(made.pdf, 'base64url'))
    writeFileSync(at('s.signature.json'), JSON.stringify(signature))
    writeFileSync(at('root.json'), JSON.stringify(rootJson(root)))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  /** Changes one file, looks, and puts it back. */
  const changed = async (name: string, change: (text: string) => string) => {
    const before = readFileSync(at(name))
    writeFileSync(at(name), Buffer.from(change(before.toString('latin1')), 'latin1'))
    try {
      return await look()
    } finally {
      writeFileSync(at(name), before)
    }
  }

  it('holds for what was saved at the desk, and names who signed', async () => {
    expect(await look()).toBe(0)
    expect(lines.join('\n')).toContain('by counsel, counsel of')
  })
  it('says what was changed', async () => {
    expect(await changed('s.json', text => text.replace('"statement":1', '"statement":2'))).toBe(1)
    expect(lines.join('\n')).toContain('the JSON was changed')
    expect(lines.join('\n')).toContain('Counsel signed another hash.')
    const bent = (text: string) => text.replace(/(SHA-256 \\\(JSON\\\) )(.)/, (_, before, digit) => before + (digit === '0' ? '1' : '0'))
    expect(await changed('s.pdf', bent)).toBe(1)
    expect(lines.join('\n')).toContain('does not stand on these pages of the PDF: 1.')
    const others = makeCity()
    rmSync(others.directory, { recursive: true, force: true })
    expect(await changed('root.json', () => JSON.stringify(rootJson(others.made.root)))).toBe(1)
    expect(lines.join('\n')).toContain('The signature does not follow from this root')
  })
  it('could not look where a file is missing or is something else', async () => {
    for (const name of ['s.json', 's.pdf', 's.signature.json', 'root.json'])
      expect([name, await changed(name, () => '{"a":')]).toEqual([name, 2])
    expect(await changed('s.signature.json', text => text.replace('"statement"', '"statements"'))).toBe(2)
    expect(await checkStatement({ signature: at('none.signature.json'), root: at('root.json'), say: () => {} })).toBe(2)
    expect(await checkStatement({ signature: at('s.json'), root: at('root.json'), say: () => {} })).toBe(2)
  })
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
