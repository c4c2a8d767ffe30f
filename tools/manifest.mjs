// `npm run manifest -- --city NAME`: is the release in dist/NAME what its manifest says, file by file? Prints the release's hash. Exit status 1 when it is not.
// `--release DIR` looks at a release elsewhere, such as the folder a city's server runs from.
import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { cityDirectory, top } from './build.mjs'
import { checkManifest } from './manifest-file.mjs'

const value = name => {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? process.argv[at + 1] : undefined
}
const release = value('release') ? resolve(value('release')) : join(top, 'dist', basename(cityDirectory(value('city') ?? 'chicago')))
if (!existsSync(join(release, 'manifest.json'))) {
  console.error('There is no manifest.json there. Build the city first: npm run build -- --city NAME')
  process.exit(2)
}
const { sha256, files, differences } = checkManifest(release)
for (const difference of differences.slice(0, 40)) console.log(difference)
console.log(
  `${sha256} manifest.json, ${files} files, ${differences.length === 0 ? 'all as it says' : `${differences.length} not as it says`}`,
)
process.exit(differences.length === 0 ? 0 : 1)
