// A document that points to nothing describes yesterday. Also: no folder or file named for a drawer.
import { dirname, normalize } from 'node:path'
import { withFile } from './world.mjs'

export const name = 'links'
export const says = 'every link in a document leads to a file, and nothing is named for a drawer'

const drawer = /(^|\/)(shared|common|core|utils?|helpers?|lib|misc)(\/|\.[a-z]+$)/

export function check(world) {
  const found = []
  const directories = new Set(world.listed.flatMap(path => path.split('/').map((_, at, parts) => parts.slice(0, at).join('/'))))
  for (const [path, source] of world.files) {
    if (!path.endsWith('.md')) continue
    for (const [, target] of source.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?:|#|mailto:)/.test(target)) continue
      const file = normalize(`${dirname(path)}/${target.split('#')[0]}`).replace(/\/$/, '')
      if (!world.listed.includes(file) && !directories.has(file)) found.push(`${path}: ${target} leads nowhere`)
    }
  }
  for (const path of world.listed) if (drawer.test(path)) found.push(`${path}: named for a drawer`)
  return found
}

export const planted = {
  'a link that leads nowhere': world => withFile(world, 'docs/planted.md', '[there](gone.md)'),
  'a drawer': world => withFile(world, 'server/utils/peek.ts', ''),
}
