// `manifest.json` of a release: the name and SHA-256 of every file in its folder, sorted. The SHA-256 of the file itself is the release's hash: one number that
// stands for all of it (docs/protocol/statement.md). It is written last and lists everything but itself.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const name = 'manifest.json'
export const sha256 = bytes => createHash('sha256').update(bytes).digest('hex')

/** Every file under the folder, by its path with `/`, in the order of its bytes. */
function* filesOf(folder, under = '') {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = under + entry.name
    if (entry.isDirectory()) yield* filesOf(join(folder, entry.name), `${path}/`)
    else yield path
  }
}

/** @returns {string} the text of the manifest, as it is for this folder now */
export function manifestOf(release) {
  const names = [...filesOf(release)].filter(path => path !== name).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const files = names.map(path => ({ name: path, sha256: sha256(readFileSync(join(release, path))) }))
  return `${JSON.stringify({ files }, null, 1)}\n`
}

export function writeManifest(release) {
  writeFileSync(join(release, name), manifestOf(release))
}

/** @returns {{ sha256: string, files: number, differences: string[] }} `differences`: a phrase for each file that is not as the manifest says */
export function checkManifest(release) {
  const text = readFileSync(join(release, name), 'utf8')
  const said = new Map(JSON.parse(text).files.map(file => [file.name, file.sha256]))
  const found = new Map(JSON.parse(manifestOf(release)).files.map(file => [file.name, file.sha256]))
  const differences = [
    ...[...said].flatMap(([path, hash]) =>
      !found.has(path) ? [`missing: ${path}`] : found.get(path) === hash ? [] : [`changed: ${path}`],
    ),
    ...[...found.keys()].filter(path => !said.has(path)).map(path => `not listed: ${path}`),
  ]
  return { sha256: sha256(text), files: said.size, differences }
}
