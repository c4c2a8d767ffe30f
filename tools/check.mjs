// `npm run check`: types, lint, guards and unit tests; no browser. Ends with `N passed, N failed`.
import { install } from './install.mjs'

install()
const { Tally } = await import('./tally.mjs')
const tally = new Tally()
await tally.fast()
process.exit(tally.end())
