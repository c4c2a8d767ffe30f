// A copy of the tree with a planted leak: the drill's and the tour's. The leak is a patch on the copy, never a switch in the product.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = dirname(dirname(fileURLToPath(import.meta.url)))

const leftOut = new Set(['node_modules', 'dist', 'out', '.git', '.cache', 'data'])

/** @param {string} copy an own folder @param {string[]} plants names of patches in drill/plants */
export function copyTree(copy, ...plants) {
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { recursive: true })
  for (const entry of readdirSync(top)) {
    if (leftOut.has(entry) || entry.startsWith('dist-')) continue
    cpSync(join(top, entry), join(copy, entry), { recursive: true, filter: from => !from.split('/').includes('node_modules') })
  }
  linkPackages(copy)
  // What was made once and is the same for every tree (an empty store, compressed files) is not made again in each copy.
  mkdirSync(join(top, '.cache'), { recursive: true })
  symlinkSync(join(top, '.cache'), join(copy, '.cache'))
  for (const plant of plants) {
    const patch = join(top, 'drill/plants', `${plant}.patch`)
    // Outside the repository's own folder git would look for a repository around the copy and skip the patch.
    execFileSync('git', ['apply', '--whitespace=nowarn', patch], {
      cwd: copy,
      stdio: 'pipe',
      env: { ...process.env, GIT_DIR: join(copy, 'none') },
    })
  }
}

/** Packages are the tree's own; the workspaces among them are the copy's, or a patch would change nothing. */
function linkPackages(copy) {
  const link = (from, to) => {
    mkdirSync(to, { recursive: true })
    for (const entry of readdirSync(from)) if (entry !== '@latchkey') symlinkSync(join(from, entry), join(to, entry))
  }
  link(join(top, 'node_modules'), join(copy, 'node_modules'))
  mkdirSync(join(copy, 'node_modules/@latchkey'), { recursive: true })
  const { workspaces } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'))
  for (const workspace of workspaces) {
    symlinkSync(join(copy, workspace), join(copy, 'node_modules/@latchkey', workspace))
    const own = join(top, workspace, 'node_modules')
    if (existsSync(own)) link(own, join(copy, workspace, 'node_modules'))
  }
}
