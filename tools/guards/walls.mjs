// The walls of DESIGN §7: what a part may import is its manifest, and some parts may not meet at all. Without this a single
// careless import would give the server code that can read a resident.
import { isTest, withFile, workspaces } from './world.mjs'

export const name = 'walls'
export const says = 'a part imports only what its manifest names, and never across a wall'

const walls = [
  {
    from: /^server\//,
    never: /^@latchkey\/(channel|signer|ui|resident|desk|verifier|try)\/|^@hpke\/|^@jsquash\/|^qr$|^zxing/,
    why: 'the server has no code that can read a resident',
  },
  {
    from: /^printer\//,
    never: /^@latchkey\/(?!card\/|printer\/)/,
    why: 'the print helper knows pages and printers, never a visit, a seal or the server',
  },
  { from: /^(?!printer\/|desk\/|e2e\/|drill\/)/, never: /^@latchkey\/printer\//, why: 'only the desk has a printer' },
  {
    from: /^desk\//,
    never: /^@latchkey\/printer\/(?!job\.ts$)/,
    why: "of the print helper the desk has the words, never the helper's own code",
  },
  { from: /^signer\//, never: /^@latchkey\/(server|wire|channel|rules)\//, why: 'the signer cannot name a number, a visit or papers' },
  {
    from: /^server\/statement\//,
    never: /relay|rooms|waiting|booking|\/ready|on-duty|rights|comebacks|changes|open-pool/,
    why: 'a statement says what is held by name; it cannot look at what lives in memory',
  },
  { from: /^server\/waiting\//, never: /relay|rooms/, why: 'the waiting cannot know how it went' },
  { from: /^server\/(booking|slots)\//, never: /relay|rooms|ready/, why: 'the booking cannot know who came to a visit, or how it went' },
  { from: /^server\/(counts|tallies)\//, never: /relay|rooms|\/ready\//, why: 'the counts cannot know whose visit it was, or how it went' },
  {
    from: /^lobby\//,
    never:
      /^@latchkey\/wire\/(?!waiting|number-code|edge|faults)|^@latchkey\/(card|certificates|channel|rules|server|signer|resident|desk|verifier)\//,
    why: 'who takes a number tells nothing but that somebody does',
  },
  {
    from: /^desk\/board\/plan(ner)?\.tsx?$/,
    never: /^@latchkey\/(wire|channel|certificates)\/|ask-server|desk-line|board-task|server-talk/,
    why: 'what is typed into the planner stays on its screen',
  },
  {
    from: /^watcher\//,
    never: /^@latchkey\/(?!record\/|ui\/|cities\/)|^node:/,
    why: 'the watcher knows what anyone may read, and no conversation, card or certificate',
  },
  {
    from: /^record\//,
    never: /^@latchkey\/(?!record\/)/,
    why: 'whoever checks a record needs nothing of this product but the record',
  },
  {
    from: /^server\/(waiting|ready|rooms|relay|booking|slots|sites|seal|rights|comebacks|changes|cancelled|on-duty)\/|^(resident|verifier|lobby|channel|card|signer)\//,
    never: /\/legal(-history)?\/|^@latchkey\/(law\/|wire\/legal)/,
    why: 'who serves residents cannot know of a legal request',
  },
  {
    from: /^server\/legal(-history)?\//,
    never: /\/(waiting|ready|rooms|relay|booking|slots|seal|rights|comebacks|changes|cancelled|on-duty)\//,
    why: 'a legal request cannot look at a resident',
  },
  { from: /^law\//, never: /^@latchkey\/(?!law\/)/, why: 'the law knows no server, no desk and no city' },
  { from: /^verifier\//, never: /^@latchkey\/(wire|server|channel|rules)\//, why: 'being checked is told to nobody' },
  {
    from: /^(rules|law|record|card|wire|certificates\/[^x][^/]*$)/,
    never: /^node:|^preact|^@latchkey\/ui\//,
    why: 'pure packages take the world as arguments',
  },
  {
    from: /^(ui|resident|verifier|channel|card|certificates\/[^x])/,
    never: /certificates\/x509|^@peculiar|^reflect-metadata/,
    why: 'X.509 stays off phones and verifiers',
  },
  {
    from: /^(resident|desk|verifier|lobby|watcher|ui|channel)\//,
    never: /^node:|^@latchkey\/(server|signer|try|drill)\//,
    why: 'pages are not programs of the server',
  },
]
const clocks = /\b(Date\.now|new Date\(\)|Math\.random|globalThis\.crypto|fetch\()/

export function check(world) {
  const found = []
  for (const [path, source] of world.files) {
    const part = path.split('/')[0]
    if (!workspaces.includes(part) || !/\.tsx?$/.test(path)) continue
    const manifest = JSON.parse(world.files.get(`${part}/package.json`))
    const allowed = Object.keys(manifest.dependencies ?? {})
    for (const [, specifier] of source.matchAll(/(?<![\w.'])(?:from|import)\s*\(?\s*'([^'\n]+)'/g)) {
      for (const wall of walls) {
        if (wall.from.test(path) && wall.never.test(specifier) && !isTest(path)) found.push(`${path} imports ${specifier}: ${wall.why}`)
      }
      if (isTest(path) || ['e2e', 'drill', 'bench'].includes(part)) continue
      if (specifier.startsWith('.')) {
        const depth = path.split('/').length - 2
        if ((specifier.match(/\.\.\//g) ?? []).length > depth) found.push(`${path} reaches out of its package by ${specifier}`)
      } else if (!specifier.startsWith('node:') && !specifier.startsWith('virtual:')) {
        const dependency = specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/')
        if (dependency !== `@latchkey/${part}` && !allowed.includes(dependency))
          found.push(`${path} imports ${dependency}, which its manifest does not name`)
      }
    }
    if (
      /^(rules|law|record|card|wire|certificates)\/[^/]+\.ts$/.test(path) &&
      !isTest(path) &&
      clocks.test(source.replace(/\/\*[\s\S]*?\*\//g, ''))
    ) {
      found.push(`${path} takes clock, randomness or network from the world instead of an argument`)
    }
  }
  return found
}

export const planted = {
  'the server imports the channel': world => withFile(world, 'server/relay/peek.ts', `import { open } from '@latchkey/channel/desk.ts'`),
  'the waiting imports the relay': world => withFile(world, 'server/waiting/peek.ts', `import { rooms } from '../relay/rooms.ts'`),
  'a statement counts who waits': world => withFile(world, 'server/statement/peek.ts', `import { Waiting } from '../waiting/waiting.ts'`),
  'the booking imports the relay': world => withFile(world, 'server/booking/peek.ts', `import { Relay } from '../relay/relay.ts'`),
  'the release of slots knows the line': world => withFile(world, 'server/slots/peek.ts', `import { Ready } from '../ready/ready.ts'`),
  'the counts know the rooms': world => withFile(world, 'server/counts/peek.ts', `import { Rooms } from '../rooms/rooms.ts'`),
  'a part imports what it does not name': world => withFile(world, 'verifier/peek.ts', `import ws from 'ws'`),
  'the lobby speaks with the relay': world => withFile(world, 'lobby/kiosk/peek.ts', `import { fromDesk } from '@latchkey/wire/relay.ts'`),
  'the line knows of a legal request': world => withFile(world, 'server/ready/peek.ts', `import { Legal } from '../legal/legal.ts'`),
  'a legal request looks at a room': world => withFile(world, 'server/legal/peek.ts', `import { Rooms } from '../rooms/rooms.ts'`),
  'a resident’s page carries the law': world => withFile(world, 'resident/peek.ts', `import { saysOf } from '@latchkey/wire/legal.ts'`),
  'the planner asks the server': world => withFile(world, 'desk/board/planner.tsx', `import { serverOf } from '../ask-server.ts'`),
  'the print helper knows the server': world =>
    withFile(world, 'printer/peek.ts', `import { rooms } from '@latchkey/server/rooms/rooms.ts'`),
  'the print helper knows the desk': world =>
    withFile(world, 'printer/peek.ts', `import type { Case } from '@latchkey/desk/visit/case.ts'`),
  'the print helper knows the channel': world => withFile(world, 'printer/peek.ts', `import { open } from '@latchkey/channel/desk.ts'`),
  'the desk carries the helper': world =>
    withFile(world, 'desk/peek.ts', `import { createPrintHelper } from '@latchkey/printer/print-helper.ts'`),
  'a phone has a printer': world => withFile(world, 'resident/peek.ts', `import { encodeJob } from '@latchkey/printer/job.ts'`),
  'the watcher speaks with the server': world => withFile(world, 'watcher/peek.ts', `import { parse } from '@latchkey/wire/edge.ts'`),
  'the watcher reads certificates': world =>
    withFile(world, 'watcher/peek.ts', `import { parseRoot } from '@latchkey/certificates/root.ts'`),
  'the record knows cards': world => withFile(world, 'record/peek.ts', `import { parseJwt } from '@latchkey/card/jwt.ts'`),
  'a pure package reads the clock': world => withFile(world, 'rules/peek.ts', 'export const today = () => Date.now()'),
}
