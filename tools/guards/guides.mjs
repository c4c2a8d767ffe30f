// A guide shows screens as they are: each of its pictures is taken by a journey, and none lies there that nobody looks at.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { top } from '../build.mjs'
import { withFile } from './world.mjs'

export const name = 'guides'
export const says = 'every picture of a guide is taken by a journey, is shown with words for who cannot see it, and is small'

const folder = 'docs/guides/'
const heaviest = 60_000
const allOfThem = 1_500_000
const planned = /^docs\/guides\/pictures\.json$/

export function check(world) {
  const found = []
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
    const told = [...world.files].filter(([path]) => path.startsWith('e2e/journeys/')).map(([path, source]) => [path, source])
    const source = new RegExp(`['"]?${journey}['"]?: \\(\\) => import\\('\\./journeys/([a-z-]+)\\.ts'\\)`).exec(
      world.files.get('e2e/run.ts') ?? '',
    )?.[1]
    const journeyText = told.find(([path]) => path === `e2e/journeys/${source}.ts`)?.[1]
    if (journeyText === undefined) found.push(`${picture}: there is no journey ${journey}`)
    else if (!journeyText.includes(shot.replace(/^en-/, ''))) found.push(`${picture}: ${journey} takes no picture ${shot}`)
  }
  return found
}

export const planted = {
  'a picture that nobody takes': world =>
    withFile(world, `${folder}planted.md`, '<img src="pictures/drawn.png" alt="The desk as it should be" width="400">'),
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
