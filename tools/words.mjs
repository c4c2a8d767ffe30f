/**
 * The words of a language as a file that says nothing from outside (docs/decisions/languages.md). A page has one address for its words, whatever the language;
 * which one it wants stands in the header where every browser names its languages. All files behind an address have the same length, English's too, which
 * holds nothing but that length: it is built in, and asked for all the same.
 *
 *   u32 length of what follows, big-endian | zlib( UTF-8 JSON {code, messages, city} ) | zeros up to the length of the longest, and on to whole 512 bytes
 */
import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { isPhoneKey } from './languages.mjs'
import { compiled, readCityTexts, readMessages } from './texts-plugin.mjs'

const step = 512

/**
 * @param {{ directory: string, city: string | null, codes: string[], namespaces: string[] }} options city: whose texts travel along, or none
 * @returns {{ address: string, files: Record<string, Buffer> }} address: `/words/<hash>`, by language the bytes behind it
 */
export function packWords({ directory, city, codes, namespaces }) {
  const packed = codes.map(code => {
    const cityTexts =
      city && code !== 'en' ? Object.fromEntries(Object.entries(readCityTexts(city, code)).filter(([key]) => isPhoneKey(key))) : {}
    const messages = code === 'en' ? {} : compiled(readMessages(directory, code, namespaces))
    return { code, bytes: deflateSync(Buffer.from(JSON.stringify({ code, messages, city: cityTexts })), { level: 9 }) }
  })
  const length = Math.ceil((4 + Math.max(...packed.map(({ bytes }) => bytes.length))) / step) * step
  const files = Object.fromEntries(
    packed.map(({ code, bytes }) => {
      const file = Buffer.alloc(length)
      file.writeUInt32BE(bytes.length)
      bytes.copy(file, 4)
      return [code, file]
    }),
  )
  const hash = createHash('sha256')
  for (const code of codes) hash.update(files[code])
  return { address: `/words/${hash.digest('hex').slice(0, 16)}`, files }
}
