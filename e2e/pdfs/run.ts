/** `npm run pdf -- [--city NAME] [--out DIR]`: builds the city and makes its guide, posters, flyers and door sign as PDF files. */
import { join, resolve } from 'node:path'
import { buildCity } from '../../tools/build.mjs'
import { makePdfs } from './make-pdfs.ts'

const value = (name: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? process.argv[at + 1] : undefined
}
const city = value('city') ?? 'chicago'
const { out } = await buildCity({ city })
const folder = resolve(value('out') ?? join('out', 'pdf', city.split('/').at(-1) as string))
const { files, faults } = await makePdfs(join(out, 'www'), folder)
for (const fault of faults) console.log(`FAILED ${fault}`)
console.log(`${files} files in ${folder}, ${faults.length} faults`)
process.exit(faults.length === 0 ? 0 : 1)
