// What the guards look at: the tree as git sees it, the manifests, the built pages. Each guard is a function of this world,
// so that a planted violation is a changed copy of it.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { buildCity, top } from '../build.mjs'

const text = /\.(ts|tsx|mjs|json|md|html|css|yml|sh)$|^\.ci\/run$/

export async function readWorld() {
  const { out } = await buildCity({ say: () => {} })
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: top, encoding: 'utf8' }).split('\n')
  const files = new Map(
    listed
      .filter(path => text.test(path) && path !== 'package-lock.json' && existsSync(join(top, path)))
      .map(path => [path, readFileSync(join(top, path), 'utf8')]),
  )
  const built = new Map()
  const walk = directory => {
    for (const name of readdirSync(directory)) {
      const path = join(directory, name)
      if (statSync(path).isDirectory()) walk(path)
      else if (/\.(js|html|css)$/.test(name)) built.set(relative(out, path), readFileSync(path, 'utf8'))
    }
  }
  walk(join(out, 'www'))
  return { files, built, modules: JSON.parse(readFileSync(join(out, 'build.json'), 'utf8')).modules, listed: listed.filter(Boolean) }
}

export const workspaces = [
  'cities',
  'rules',
  'law',
  'certificates',
  'card',
  'record',
  'wire',
  'channel',
  'server',
  'signer',
  'ui',
  'resident',
  'desk',
  'verifier',
  'lobby',
  'watcher',
  'printer',
  'try',
  'drill',
  'e2e',
  'bench',
]
export const browserParts = ['channel', 'ui', 'resident', 'desk', 'verifier', 'lobby', 'watcher', 'try']
export const isTest = path => /\.test(\.kit)?\.tsx?$|\/examples\.tsx$|vite\.examples\.mjs$/.test(path)

/** Source files of a part that ship, without tests. */
export const sourcesOf = (world, ...parts) =>
  [...world.files].filter(([path]) => parts.includes(path.split('/')[0]) && /\.(ts|tsx)$/.test(path) && !isTest(path))

export const withFile = (world, path, content) => ({
  ...world,
  files: new Map(world.files).set(path, content),
  listed: [...world.listed, path],
})
export const withBuilt = (world, path, content) => ({ ...world, built: new Map(world.built).set(path, content) })
export const withoutComments = source => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
