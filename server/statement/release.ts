/** The release this program runs from: the folder it lies in, by its manifest (tools/manifest-file.mjs). Read once, at start: what is put there later does not run. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hash64 } from '@latchkey/wire/drill-report.ts'
import * as v from 'valibot'
import type { Release } from './statement.ts'
import { hashOf } from './statement-paper.ts'

const manifest = v.object({ files: v.array(v.object({ name: v.string(), sha256: hash64 })) })
const build = v.object({ software: hash64 })

/** @returns null where there is no whole release, as beside the tour's planted server */
export function readRelease(folder: string): Release | null {
  const [manifestPath, buildPath] = [join(folder, 'manifest.json'), join(folder, 'build.json')]
  if (!existsSync(manifestPath) || !existsSync(buildPath)) return null
  const text = readFileSync(manifestPath, 'utf8')
  const { files } = v.parse(manifest, JSON.parse(text))
  const { software } = v.parse(build, JSON.parse(readFileSync(buildPath, 'utf8')))
  return { manifest: hashOf(text), files: files.length, software }
}
