// Builds the pages of examples of every app, for goals 12 and 13 and to look at: `node tools/examples.mjs` (into dist/examples).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { top } from './build.mjs'
import { cityPlugin } from './city-plugin.mjs'
import { homePlugin } from './home-plugin.mjs'
import { testCardsPlugin } from './test-cards-plugin.mjs'
import { textsPlugin } from './texts-plugin.mjs'

/** App → its page of examples. */
export const examplePages = {
  resident: 'resident/examples.html',
  verifier: 'verifier/examples.html',
  kiosk: 'lobby/kiosk/examples.html',
  wall: 'lobby/wall/examples.html',
  watcher: 'watcher/examples.html',
  desk: 'desk/examples.html',
}
/** What the public reads without scripts, in all languages of the city at once. */
export const stillPages = { first_page: 'resident/languages.html', accessibility: 'resident/accessibility.html' }

const faces = {
  name: 'latchkey-example-faces',
  resolveId: source => (source === 'virtual:example-faces' ? '\0virtual:example-faces' : undefined),
  load: id =>
    id === '\0virtual:example-faces' ? `export const faces = ${readFileSync(join(top, 'try/test-cards/faces.json'), 'utf8')}` : undefined,
}

/** @returns the directory they lie in, each at the path that `examplePages` names */
export async function buildExamples(out = join(top, 'dist/examples')) {
  const { build, runnerImport } = await import('vite')
  const cityValues = { directory: join(top, 'cities/chicago'), builtAt: 1_795_000_000, build: 'examples' }
  await build({
    configFile: false,
    root: top,
    logLevel: 'error',
    publicDir: false,
    plugins: [
      faces,
      cityPlugin(cityValues),
      textsPlugin({ directory: join(top, 'ui/languages') }),
      testCardsPlugin({ runnerImport, cityValues }),
      homePlugin({ runnerImport, directory: cityValues.directory, ui: join(top, 'ui/languages') }),
    ],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    worker: { format: 'es' },
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'es2022',
      assetsDir: 'a',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      minify: false,
      rolldownOptions: { input: Object.values({ ...examplePages, ...stillPages }).map(page => join(top, page)) },
    },
  })
  return out
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(`built ${await buildExamples()}`)
