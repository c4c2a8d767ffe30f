/** `npm run drill -- quick [--residents FILE]`. Exit status 0 when nothing was found and everything planted was. */
import { quick } from './quick.ts'

const [size, ...rest] = process.argv.slice(2)
if (size !== 'quick') {
  console.error('Which drill? There is one: quick. Example: npm run drill -- quick')
  process.exit(2)
}
process.exit((await quick(rest)) ? 0 : 1)
