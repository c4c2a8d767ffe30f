import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { encodeAnswer, parseAnswer } from './answer.ts'
import { macMatches, makeCancelCode, parseCancelCode } from './cancel-code.ts'
import { checkCode } from './check.ts'
import { encodeCode, readCode } from './code.ts'
import { decodeFront, encodeFront } from './compact.ts'
import { makeDigests, requestOf } from './digests.ts'
import { parseFacts } from './facts.ts'
import { encodeRequest, parseRequest, requestHash } from './request.ts'
import { commitHalf, makeSalts } from './salts.ts'
import { sealedFrom, verifySealed } from './sealed.ts'
import { encodeSheet, readSheet } from './sheet.ts'
import { specimenCertificate, specimenNow, specimenRoot, verify } from './vectors/specimen.ts'

// The files are read as another implementation would: nothing of the specimen but the certified period enters.
const file = (name: string) => JSON.parse(readFileSync(new URL(`vectors/${name}.json`, import.meta.url), 'utf8'))
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
const text = (value: Uint8Array) => Buffer.from(value).toString('base64url')
const bytesEach = <K extends string>(of: Record<K, string>) =>
  Object.fromEntries(Object.entries<string>(of).map(([key, value]) => [key, bytes(value)])) as Record<K, Uint8Array>

const salts = file('salts')
const request = file('request')
const answer = file('answer')
const code = file('code')
const sheet = file('sheet')

const own = makeSalts(bytesEach(salts.inputs))
const facts = parseFacts({ ...request.inputs.facts, portrait: bytes(request.inputs.facts.portrait) })
const pictures = bytesEach<'face' | 'print'>(request.inputs.pictures)
const digests = makeDigests(facts, pictures, own)
const asked = requestOf(digests, bytesEach<'x' | 'y'>(request.inputs.holder))
const seal = {
  jwt: answer.inputs.jwt,
  compactCard: bytes(answer.inputs.compactCard),
  compactSheet: bytes(answer.inputs.compactSheet),
  blank: { index: answer.inputs.index, key: bytes(answer.inputs.key), signature: bytes(answer.inputs.blankSignature) },
  period: answer.inputs.period,
  cancelCode: answer.inputs.cancelCode,
}
const sealed = sealedFrom({ city: answer.inputs.city, facts, pictures, salts: own, answer: seal })

describe('vectors', () => {
  it('salts', () => {
    expect(text(commitHalf(bytes(salts.inputs.sp)))).toBe(salts.outputs.commit)
    expect(own.sdJwt.map(text)).toEqual(salts.outputs.sdJwt)
    expect(own.compact).toEqual(bytesEach(salts.outputs.compact))
    expect(request.inputs.salts).toEqual({ sdJwt: salts.outputs.sdJwt, compact: salts.outputs.compact })
  })

  it('front', () => {
    for (const { birthDate, front } of file('front').outputs) {
      expect(text(encodeFront({ name: 'A', birthDate, ends: null, gender: null, veteran: null }))).toBe(front)
      expect(decodeFront(bytes(front)).birthDate).toBe(birthDate)
    }
    const { marks } = file('front')
    expect(new Set(marks.map((one: { front: string }) => one.front)).size).toBe(8)
    for (const { gender, veteran, front } of marks) {
      expect(text(encodeFront({ name: 'A', birthDate: '1987', ends: null, gender, veteran }))).toBe(front)
      expect(decodeFront(bytes(front))).toMatchObject({ gender, veteran })
    }
  })

  it('request', () => {
    const { outputs } = request
    expect(digests.disclosures).toEqual(outputs.disclosures)
    expect([digests.front, digests.frontDigest, digests.faceDigest, digests.restDigest].map(text)).toEqual([
      outputs.front,
      outputs.frontDigest,
      outputs.faceDigest,
      outputs.restDigest,
    ])
    expect(text(encodeRequest(asked))).toBe(outputs.request)
    expect(parseRequest(bytes(outputs.request))).toEqual(asked)
    expect(text(requestHash(asked))).toBe(outputs.requestHash)
  })

  it('answer', async () => {
    expect(text(encodeAnswer(seal))).toBe(answer.outputs.answer)
    expect(parseAnswer(bytes(answer.outputs.answer))).toEqual(seal)
    const period = specimenCertificate()
    expect(text(period.key)).toBe(answer.inputs.periodKey)
    await expect(verifySealed(sealed, { requestHash: requestHash(asked), period, verify })).resolves.toBeUndefined()
  })

  it('code', async () => {
    expect(encodeCode(sealed, { face: true })).toBe(code.outputs.withFace)
    expect(encodeCode(sealed, { face: false })).toBe(code.outputs.withoutFace)
    expect(readCode(code.outputs.withFace).front.name).toBe(request.inputs.facts.name)
    const checkWith = { root: specimenRoot(), periods: [specimenCertificate()], lists: new Map(), now: specimenNow, builtAt: 0, verify }
    for (const one of [code.outputs.withFace, code.outputs.withoutFace]) expect((await checkCode(one, checkWith)).answer).toBe('maybe')
  })

  it('sheet', () => {
    expect(encodeSheet(sealed)).toEqual(sheet.outputs.texts)
    expect(readSheet([...sheet.outputs.texts].reverse()).cancelCode).toBe(seal.cancelCode)
  })

  it('cancel code', () => {
    const { inputs, outputs } = file('cancel-code')
    const key = bytes(inputs.cancelKey)
    expect(outputs).toHaveLength(4)
    for (const { city, period, index, code: made } of outputs) {
      expect(makeCancelCode(key, city, period, index)).toBe(made)
      expect(parseCancelCode(made)).toMatchObject({ period, index })
      expect(macMatches(key, city, parseCancelCode(made))).toBe(true)
    }
    expect(outputs[0].code).toBe(seal.cancelCode)
  })
})
