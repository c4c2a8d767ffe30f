// A guide shows screens as they are: each of its pictures is taken by a journey, and none lies there that nobody looks at.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { top } from '../build.mjs'
import { gradeOf } from '../reading-grade.mjs'
import { withFile } from './world.mjs'

export const name = 'guides'
export const says =
  'every picture of a guide is taken by a journey, is small, and has words for who cannot see it; lessons for the public are easy and quote the page'

const folder = 'docs/guides/'
const heaviest = 60_000
const allOfThem = 1_500_000
const planned = /^docs\/guides\/pictures\.json$/

/** A page each, for whoever checks cards. */
const lesson = /^docs\/guides\/check-[a-z-]+\.md$/
const hardest = 6

/** What a lesson says the page says, the page says. */
function checkLessons(world, found) {
  const page = Object.values(JSON.parse(world.files.get('ui/languages/en/check.json') ?? '{}'))
  for (const [path, source] of world.files) {
    if (!lesson.test(path)) continue
    const prose = source.replace(/<img[^>]*>|\]\([^)]*\)|[*`#[]/g, '').replace(/\|/g, '. ')
    const grade = gradeOf(prose)
    if (grade > hardest) found.push(`${path}: is at grade ${grade.toFixed(1)}, harder than ${hardest}`)
    for (const [, cell] of source.matchAll(/^\| ([^|]*\*\*[^|]*) \|/gm))
      for (const [, quoted] of cell.matchAll(/\*\*([^*]+)\*\*/g))
        if (!page.includes(quoted)) found.push(`${path}: the page never says “${quoted}”`)
  }
}

export function check(world) {
  const found = []
  checkLessons(world, found)
  const map = JSON.parse([...world.files].find(([path]) => planned.test(path))?.[1] ?? '{}')
  const shown = new Set()
  for (const [path, source] of world.files) {
    if (!path.startsWith(folder) || !path.endsWith('.md')) continue
    for (const [tag, address] of source.matchAll(/<img\s[^>]*src="([^"]+)"[^>]*>|!\[[^\]]*\]\([^)]*\)/g)) {
      const picture = /^pictures\/([a-z0-9-]+)\.png$/.exec(address ?? '')?.[1]
      if (picture === undefined) found.push(`${path}: ${tag.slice(0, 60)} is no picture of docs/guides/pictures`)
      else if (!(picture in map)) found.push(`${path}: ${picture} is in no journey's list (pictures.json)`)
      else shown.add(picture)
      if (!/\salt="[^"]{10,}"/.test(tag)) found.push(`${path}: ${address} has no words for who cannot see it`)
      if (!/\swidth="\d+"/.test(tag)) found.push(`${path}: ${address} has no width`)
    }
  }
  let sum = 0
  const listed = world.listed.filter(path => path.startsWith(`${folder}pictures/`))
  for (const path of listed) {
    const picture = path.slice(`${folder}pictures/`.length).replace(/\.png$/, '')
    if (!shown.has(picture)) found.push(`${path}: no guide shows it`)
    const bytes = existsSync(join(top, path)) ? statSync(join(top, path)).size : 0
    if (bytes > heaviest) found.push(`${path}: ${bytes} bytes, more than ${heaviest}`)
    sum += bytes
  }
  if (sum > allOfThem) found.push(`${folder}pictures: ${sum} bytes, more than ${allOfThem}`)
  for (const [picture, { journey, shot }] of Object.entries(map)) {
    if (!listed.includes(`${folder}pictures/${picture}.png`)) found.push(`${picture}: was never taken (npm run guides -- ${picture})`)
    const file = new RegExp(`['"]?${journey}['"]?: \\(\\) => import\\('\\./(journeys/[a-z-]+\\.ts)'\\)`).exec(
      world.files.get('e2e/run.ts') ?? '',
    )?.[1]
    if (file === undefined) found.push(`${picture}: there is no journey ${journey}`)
    // Beside a journey lie the acts of its people; some name their pictures by a language or an answer, or by what they walk through.
    const told = [...world.files].filter(([path]) => path === `e2e/${file}` || /^e2e\/[a-z-]+\.ts$/.test(path)).map(([, source]) => source)
    const named = [shot.replace(/^en-/, ''), `${shot.slice(0, shot.lastIndexOf('-'))}-\${`]
    const walks = told.some(source => /\.shot\([^,]+, `\$\{[a-z]+\}-\$\{[a-z]+\}-\$\{/.test(source))
    if (!walks && !told.some(source => named.some(name => source.includes(name))))
      found.push(`${picture}: ${journey} takes no picture ${shot}`)
  }
  return found
}

export const planted = {
  'a picture that nobody takes': world =>
    withFile(world, `${folder}planted.md`, '<img src="pictures/drawn.png" alt="The desk as it should be" width="400">'),
  'a lesson that is hard to read': world =>
    withFile(
      world,
      `${folder}check-planted.md`,
      'Notwithstanding considerations of administrative practicability, verification personnel are expected to comprehensively authenticate identification documentation.',
    ),
  'a lesson that quotes what no page says': world =>
    withFile(world, `${folder}check-planted.md`, '| it says | do |\n|---|---|\n| **All is well** | go on |'),
  'a picture without words': world => withFile(world, `${folder}planted.md`, '<img src="pictures/clerk-line.png" width="400">'),
  'a picture from somewhere else': world => withFile(world, `${folder}planted.md`, '![The desk](../pictures/try.png)'),
  'a picture that no guide shows': world => ({ ...world, listed: [...world.listed, `${folder}pictures/left-over.png`] }),
  'a shot that its journey does not take': world =>
    withFile(
      world,
      `${folder}pictures.json`,
      JSON.stringify({
        ...JSON.parse(world.files.get(`${folder}pictures.json`) ?? '{}'),
        gone: { journey: 'desk', shot: 'no-such-screen' },
      }),
    ),
}
