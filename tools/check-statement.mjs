// `npm run check-statement -- STATEMENT.signature.json --root root.json`: what counsel's signature is worth, for a court or the other side. It reads the three files
// that were saved together and the city's root, asks nobody and writes nothing. Exit status: 0 all of it holds, 1 something does not, 2 it could not look.
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CertificateFault } from '../certificates/faults.ts'
import { parseRoot, rootFingerprint } from '../certificates/root.ts'
import { verifySignedStatement } from '../certificates/statement.ts'
import { verify } from '../ui/platform.ts'
import { readPdfPages } from './read-pdf.ts'

/** Bytes. None of the files is as large; what is, is another one. */
const most = 16_000_000
const usage = 'Which signature, and which root? npm run check-statement -- STATEMENT.signature.json --root root.json'
const hex = bytes => Buffer.from(bytes).toString('hex')

class NotLooked extends Error {}

function read(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile() || found.size > most) throw new NotLooked(`${path} is not there, or is not a file of a statement.`)
  return readFileSync(path)
}

function readJson(path) {
  const bytes = read(path)
  try {
    return { bytes, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
  } catch {
    throw new NotLooked(`${path} cannot be read as JSON.`)
  }
}

/** base64url without padding, in its one spelling. @throws NotLooked */
function bytesOf(text, path) {
  const bytes = typeof text === 'string' && text.length <= 16_384 ? new Uint8Array(Buffer.from(text, 'base64url')) : null
  if (!bytes || Buffer.from(bytes).toString('base64url') !== text) throw new NotLooked(`${path} is not a signature of a statement.`)
  return bytes
}

/**
 * Looks at the files of one statement. Whoever made them controls every byte; whoever runs it has the root from somewhere else.
 * @param {{ signature: string, root: string, say?: (line: string) => void }} options paths; JSON and PDF lie beside the signature under its name
 * @returns {Promise<0 | 1 | 2>}
 */
export async function checkStatement({ signature, root: rootPath, say = console.log }) {
  try {
    const base = /^(.*)\.signature\.json$/s.exec(signature)?.[1]
    if (base === undefined) throw new NotLooked(usage)
    const said = readJson(signature).value
    const names = said && typeof said === 'object' ? Object.keys(said).sort().join() : ''
    if (names !== 'certificate,signed,statement') throw new NotLooked(`${signature} is not a signature of a statement.`)
    let root
    try {
      root = parseRoot(readJson(rootPath).value)
    } catch (fault) {
      if (fault instanceof CertificateFault) throw new NotLooked(`${rootPath} is not a city's root.`)
      throw fault
    }
    const json = readJson(`${base}.json`)
    const hash = createHash('sha256').update(json.bytes).digest('hex')
    const pages = await readPdfPages(read(`${base}.pdf`)).catch(cause => {
      if (cause instanceof NotLooked) throw cause
      throw new NotLooked(`${base}.pdf cannot be read as a PDF.`)
    })
    say(`root      ${root.city}, fingerprint ${rootFingerprint(root)}. Compare it with what the city's /record says, or with one you kept.`)
    say(`JSON      SHA-256 ${hash}`)
    const wrong = []
    if (json.value?.city?.id !== root.city || json.value?.city?.root !== rootFingerprint(root))
      wrong.push('The JSON is of another city or another root.')
    if (said.statement !== hash) wrong.push('The signature names another hash: the JSON was changed, or is of another statement.')
    const without = pages.flatMap((text, at) => (text.includes(hash) ? [] : [at + 1]))
    if (pages.length === 0 || without.length > 0)
      wrong.push(`The hash of the JSON does not stand on these pages of the PDF: ${without.join(', ')}.`)
    try {
      const signed = await verifySignedStatement(root, bytesOf(said.certificate, signature), bytesOf(said.signed, signature), verify)
      if (hex(signed.hash) !== hash) wrong.push('Counsel signed another hash.')
      say(`signed    by ${signed.alias}, counsel of ${signed.city}, on ${new Date(signed.at * 1000).toISOString()}`)
    } catch (fault) {
      if (!(fault instanceof CertificateFault)) throw fault
      wrong.push(`The signature does not follow from this root: ${fault.code}.`)
    }
    for (const one of wrong) say(`WRONG     ${one}`)
    if (wrong.length > 0) return 1
    say(
      `holds     The JSON is what counsel signed, and its hash stands on all ${pages.length} pages of the PDF. Whether the PDF says the same in words, read there.`,
    )
    return 0
  } catch (fault) {
    if (!(fault instanceof NotLooked)) throw fault
    say(fault.message)
    return 2
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [signature, option, root, ...more] = process.argv.slice(2)
  if (!signature || option !== '--root' || !root || more.length > 0) {
    console.error(usage)
    process.exit(2)
  }
  process.exit(await checkStatement({ signature, root }))
}
