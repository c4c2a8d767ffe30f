/** cities/<city>/witnesses.json: who cosigns the public record, and where. Public: the keys stand in the record itself. */
import { cosignatureKey, parseKey, type VerifierKey } from '@latchkey/record/note.ts'
import * as v from 'valibot'

export interface WitnessAt {
  key: VerifierKey
  /** Its submission prefix, without a slash at its end. */
  url: string
}

const witness = v.strictObject({
  /** `name+hash+base64`, type 4. */
  key: v.string(),
  url: v.pipe(
    v.string(),
    v.maxLength(300),
    v.regex(/^https:\/\/[^\s?#]*[^\s?#/]$|^http:\/\/(localhost|127\.0\.0\.1|\[::1\]):\d+(\/[^\s?#]*[^\s?#/])?$/),
  ),
})
const file = v.pipe(v.array(witness), v.maxLength(16))

/** @throws when it is not such a list, or a key in it is not one of a witness */
export function parseWitnesses(value: unknown): WitnessAt[] {
  return v.parse(file, value).map(({ key: text, url }) => {
    const key = parseKey(text)
    if (key.type !== cosignatureKey) throw new Error('a witness has another kind of key')
    return { key, url }
  })
}
