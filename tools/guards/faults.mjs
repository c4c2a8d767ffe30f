// Every fault code is documented, and every documented code exists: a person who meets one must find it.
import { withFile } from './world.mjs'

export const name = 'faults'
export const says = 'fault codes and docs/protocol/faults.md are the same list, both ways'

// Every such list in the product, wherever it stands: a new one cannot be forgotten here.
const list = /^export const (?:faults|\w+Faults)\b[^=\n]*= \{\n([\s\S]*?)\n\}/gm

export function check(world) {
  const documented = new Set(
    [...(world.files.get('docs/protocol/faults.md') ?? '').matchAll(/^\| `([a-z_0-9]+)` \|/gm)].map(([, code]) => code),
  )
  const found = documented.size === 0 ? ['docs/protocol/faults.md lists no fault'] : []
  const known = new Set()
  for (const [path, source] of world.files) {
    if (!path.endsWith('.ts')) continue
    for (const [, body] of source.matchAll(list)) {
      for (const [, code] of body.matchAll(/^ {2}'?([a-z_0-9]+)'?:/gm)) {
        known.add(code)
        if (!documented.has(code)) found.push(`${path}: ${code} is not documented`)
      }
    }
  }
  if (!known.has('malformed')) found.push('the lists of faults were not found')
  for (const code of documented) if (!known.has(code)) found.push(`docs/protocol/faults.md: ${code} does not exist`)
  return found
}

export const planted = {
  'a code nobody documented': world =>
    withFile(
      world,
      'wire/faults.ts',
      world.files.get('wire/faults.ts').replace('export const faults = {', `export const faults = {\n  planted: { status: 400 },`),
    ),
  'a documented code that does not exist': world =>
    withFile(world, 'docs/protocol/faults.md', `${world.files.get('docs/protocol/faults.md')}\n| \`planted\` | |\n`),
}
