// Makes the vectors of this folder from the keys and facts of specimen.ts: `npx tsx card/vectors/make-vectors.mjs`. vectors.test.ts
// makes everything again from the inputs written in the files, so a changed byte anywhere shows.
import { writeFileSync } from 'node:fs'
import { encodeAnswer } from '../answer.ts'
import { encodeCode } from '../code.ts'
import { encodeFront } from '../compact.ts'
import { makeDigests } from '../digests.ts'
import { encodeRequest } from '../request.ts'
import { commitHalf, makeSalts } from '../salts.ts'
import { encodeSheet } from '../sheet.ts'
import { cancelKey, halves, holder, keyOf, makeSpecimen, specimenCertificate, specimenFacts, specimenPictures } from './specimen.ts'

const text = bytes => Buffer.from(bytes).toString('base64url')
const write = (name, value) => writeFileSync(new URL(`${name}.json`, import.meta.url), JSON.stringify(value, null, 1) + '\n')

const { sealed, request, requestHash, answer } = await makeSpecimen()
const salts = makeSalts(halves)
const digests = makeDigests(specimenFacts, specimenPictures, salts)
const facts = { ...specimenFacts, portrait: text(specimenFacts.portrait) }
const pictures = { face: text(specimenPictures.face), print: text(specimenPictures.print) }
const compact = { front: text(salts.compact.front), face: text(salts.compact.face), rest: text(salts.compact.rest) }
const seal = {
  city: sealed.city,
  period: sealed.period,
  periodKey: text(specimenCertificate().key),
  index: answer.blank.index,
  key: text(answer.blank.key),
  blankSignature: text(answer.blank.signature),
  compactCard: text(answer.compactCard),
  compactSheet: text(answer.compactSheet),
  jwt: answer.jwt,
  cancelCode: answer.cancelCode,
}

write('salts', {
  about: 'PROTOCOL §4 step 4. Bytes are base64url.',
  inputs: { sp: text(halves.sp), sd: text(halves.sd), th: text(halves.th) },
  outputs: { commit: text(commitHalf(halves.sp)), sdJwt: salts.sdJwt.map(text), compact },
})
write('request', {
  about: 'PROTOCOL §4 step 5. Facts, pictures and salts to digests, request and its hash.',
  inputs: { facts, pictures, salts: { sdJwt: salts.sdJwt.map(text), compact }, holder: { x: text(holder.x), y: text(holder.y) } },
  outputs: {
    disclosures: digests.disclosures,
    front: text(digests.front),
    frontDigest: text(digests.frontDigest),
    faceDigest: text(digests.faceDigest),
    restDigest: text(digests.restDigest),
    request: text(encodeRequest(request)),
    requestHash: text(requestHash),
  },
})
write('front', {
  about:
    'Birth dates of three lengths in the front: a number below 40,000 is a day, any other a month or a year. Then the last of the front: a gender, and with the veteran mark its place.',
  outputs: ['1987-03-09', '1987-03', '1987', '1880-01-01', '1880', '2079-07-07', '2079-12'].map(birthDate => ({
    birthDate,
    front: text(encodeFront({ name: 'A', birthDate, ends: null, gender: null, veteran: null })),
  })),
  marks: [null, 'F', 'M', 'X'].flatMap(gender =>
    [null, true].map(veteran => ({
      gender,
      veteran,
      front: text(encodeFront({ name: 'A', birthDate: '1987', ends: null, gender, veteran })),
    })),
  ),
})
write('answer', { about: 'What the signer closes to the desk: 4,096 bytes.', inputs: seal, outputs: { answer: text(encodeAnswer(answer)) } })
write('code', {
  about: 'The square on the card, with and without face, of the seal in answer.json and the facts in request.json.',
  outputs: { withFace: encodeCode(sealed, { face: true }), withoutFace: encodeCode(sealed, { face: false }) },
})
write('sheet', { about: 'The four codes of the same card.', outputs: { texts: encodeSheet(sealed) } })
write('cancel-code', {
  about: 'PROTOCOL §6. period 2 ‖ index 7 ‖ MAC 14 ‖ check digit 1.',
  inputs: { cancelKey: text(cancelKey) },
  outputs: await Promise.all(
    [
      ['chicago/practice', 11, 654_321],
      ['chicago', 11, 654_321],
      ['chicago', 0, 0],
      ['san-francisco', 99, 1_048_575],
    ].map(async ([city, period, index]) => {
      const { answer: made } = await makeSpecimen({ period: specimenCertificate(city, period), index })
      return { city, period, index, code: made.cancelCode }
    }),
  ),
})
console.log('blank key', text(keyOf('blank').compressed) === seal.key)
