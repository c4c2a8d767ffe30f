/**
 * Which files of a language a native speaker has reviewed: `ui/languages/reviewed.json`, {"es home": {"day": "2026-01-31", "hash": "…"}}. The hash is of the
 * file that was read, so that a later change asks for another look. Whoever reviewed stays unnamed. `npm run texts -- --reviewed es home` writes an entry.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), 'ui/languages/reviewed.json')
const read = () => JSON.parse(readFileSync(file, 'utf8'))
const hashOf = texts => createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16)

/** @param {{ part: string, own: Record<string, string> | null }} part */
export const isReviewed = (code, { part, own }, reviews = read()) => own !== null && reviews[`${code} ${part}`]?.hash === hashOf(own)

/** English is what the others are made from; every other language needs a native speaker for each part that is not staff's alone. */
export const isAllReviewed = (code, parts, reviews = read()) =>
  code === 'en' || parts.every(part => part.staff || isReviewed(code, part, reviews))

/** Notes that a part was read and found good today. */
export function noteReview(code, { part, own }, day) {
  writeFileSync(file, `${JSON.stringify({ ...read(), [`${code} ${part}`]: { day, hash: hashOf(own) } }, null, 2)}\n`)
}
