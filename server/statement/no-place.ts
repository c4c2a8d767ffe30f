/**
 * What this system has no place to hold, each with the check that would be red if it had one. The words stand in texts/; a test looks that every check named
 * here is there by that name.
 */

export type Check =
  /** A game of `npm run drill -- quick`. */
  | { by: 'drill'; name: 'find' }
  /** `node --import tsx tools/guards/run.mjs`. */
  | { by: 'guard'; name: 'walls' | 'bundles' | 'inventory' | 'pages' }
  /** A test: its file and its name. */
  | { by: 'test'; file: string; name: string }

export interface NoPlace {
  /** The word for it in texts/: `noPlace.<id>`. */
  id: string
  checks: readonly Check[]
}

const find: Check = { by: 'drill', name: 'find' }
const inventory: Check = { by: 'guard', name: 'inventory' }
const walls: Check = { by: 'guard', name: 'walls' }

export const noPlace: readonly NoPlace[] = [
  { id: 'person', checks: [find, inventory] },
  { id: 'face', checks: [find, walls, { by: 'guard', name: 'bundles' }] },
  { id: 'papers', checks: [find, inventory] },
  { id: 'digests', checks: [find, walls] },
  { id: 'decision', checks: [find, inventory] },
  {
    id: 'when',
    checks: [
      inventory,
      { by: 'test', file: 'server/visit.test.ts', name: 'from the number to the card and its cancelling runs not one query' },
    ],
  },
  { id: 'waited', checks: [walls, inventory] },
  { id: 'card', checks: [find, inventory] },
  { id: 'device', checks: [inventory] },
  { id: 'hours', checks: [inventory] },
]
