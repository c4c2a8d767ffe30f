// Every fault code is documented, and every documented code exists: a person who meets one must find it.
import { withFile } from './world.mjs'

export const name = 'faults'
export const says = 'fault codes and docs/protocol/faults.md are the same list, both ways'

const lists = [
  ['wire/faults.ts', 'faults'],
  ['certificates/faults.ts', 'certificateFaults'],
  ['card/faults.ts', 'cardFaults'],
  ['channel/faults.ts', 'channelFaults'],
  ['rules/faults.ts', 'rulesFaults'],
  ['signer/faults.ts', 'signerFaults'],
]

export function check(world) {
  const documented = new Set(
    [...(world.files.get('docs/protocol/faults.md') ?? '').matchAll(/^\| `([a-z_0-9]+)` \|/gm)].map(([, code]) => code),
  )
  const found = documented.size === 0 ? ['docs/protocol/faults.md lists no fault'] : []
  const known = new Set()
  for (const [path, list] of lists) {
    const source = world.files.get(path)
    const body = source?.match(new RegExp(`${list}\\b[^=]*=\\s*\\{([\\s\\S]*?)\\n\\}`))?.[1]
    if (!body) {
      found.push(`${path}: no list named ${list}`)
      continue
    }
    for (const [, code] of body.matchAll(/^ {2}'?([a-z_0-9]+)'?:/gm)) {
      known.add(code)
      if (!documented.has(code)) found.push(`${path}: ${code} is not documented`)
    }
  }
  for (const code of documented) if (!known.has(code)) found.push(`docs/protocol/faults.md: ${code} does not exist`)
  return found
}

export const planted = {
  'a code nobody documented': world =>
    withFile(
      world,
      'wire/faults.ts',
      world.files
        .get('wire/faults.ts')
        .replace('export const faults = {', `export const faults = {\n  planted: { status: 400, says: '' },`),
    ),
  'a documented code that does not exist': world =>
    withFile(world, 'docs/protocol/faults.md', `${world.files.get('docs/protocol/faults.md')}\n| \`planted\` | |\n`),
}
