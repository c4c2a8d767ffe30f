/**
 * `npm run guides [-- PICTURE …] [--from DIR]`: the pictures of docs/guides, taken by the journeys that docs/guides/pictures.json names for
 * them, made small. With picture names only those; with --from out of pictures that `npm run e2e -- NAME --shots DIR` has left.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { top } from '../../tools/build.mjs'
import { makeSmall, type Part, readPng } from './small-picture.ts'

/** Which picture is which shot of which journey; `part` of it in hundredths: left, top, width, height. */
interface Picture {
  journey: string
  shot: string
  part?: Part
  widest?: number
}

/** Pixels: a desk's screen, and a phone's, which is taken at twice its size. */
const widest = { desk: 960, phone: 400 }
const phonePixels = 720
/** Bytes; guard `guides` holds the tree to the same. */
const heaviest = 60_000

const pictures: Record<string, Picture> = JSON.parse(readFileSync(join(top, 'docs/guides/pictures.json'), 'utf8'))
const asked = process.argv.slice(2)
const from = asked.includes('--from') ? resolve(asked.splice(asked.indexOf('--from'), 2)[1] ?? '.') : null
const unknown = asked.filter(name => !(name in pictures))
if (unknown.length > 0) {
  console.error(`There is no picture ${unknown.join(', ')}. These are there: ${Object.keys(pictures).join(', ')}`)
  process.exit(2)
}
const names = asked.length > 0 ? asked : Object.keys(pictures)
const folder = join(top, 'docs/guides/pictures')
mkdirSync(folder, { recursive: true })

let failed = 0
for (const journey of new Set(names.map(name => pictures[name]!.journey))) {
  const shots = from ?? mkdtempSync(join(tmpdir(), 'latchkey-guides-'))
  if (!from) {
    const { status } = spawnSync(
      process.execPath,
      ['--import', 'tsx', join(top, 'e2e/run.ts'), ...journey.split(' '), '--in', 'en', '--shots', shots],
      { stdio: 'inherit', cwd: top },
    )
    if (status !== 0) failed++
  }
  const taken = readdirSync(shots)
  for (const name of names.filter(name => pictures[name]!.journey === journey)) {
    const { shot, part, widest: asked } = pictures[name]!
    const file = taken.find(file => new RegExp(`^${journey}-\\d\\d-${shot}\\.png$`).test(file))
    if (!file) {
      failed++
      console.log(`FAILED ${name}: the journey ${journey} took no picture ${shot}`)
      continue
    }
    const png = readFileSync(join(shots, file))
    const most = asked ?? (readPng(png).width === phonePixels ? widest.phone : widest.desk)
    const made = makeSmall(png, part, most, heaviest)
    writeFileSync(join(folder, `${name}.png`), made)
    console.log(`ok     ${name}: ${made.length} bytes`)
  }
  if (!from) rmSync(shots, { recursive: true, force: true })
}
console.log(`${names.length - failed} pictures, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
