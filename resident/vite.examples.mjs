// Builds the gallery of this package's screens alone, to look at: npx vite build -c resident/vite.examples.mjs (into dist/resident-examples).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vite'
import { cityPlugin } from '../tools/city-plugin.mjs'
import { textsPlugin } from '../tools/texts-plugin.mjs'

const here = import.meta.dirname
const faces = {
  name: 'latchkey-example-faces',
  resolveId: source => (source === 'virtual:example-faces' ? '\0virtual:example-faces' : undefined),
  load: id =>
    id === '\0virtual:example-faces'
      ? `export const faces = ${readFileSync(join(here, '../try/test-cards/faces.json'), 'utf8')}`
      : undefined,
}
export default defineConfig({
  root: here,
  base: './',
  publicDir: false,
  plugins: [
    faces,
    cityPlugin({ directory: join(here, '../cities/chicago'), builtAt: 1_795_000_000, build: 'examples' }),
    textsPlugin({
      directory: join(here, '../ui/languages'),
      namespaces: [
        'shell',
        'camera',
        'home',
        'papers',
        'number',
        'comeback',
        'photos',
        'visit',
        'refusal',
        'card',
        'backup',
        'fault',
        'door',
      ],
    }),
  ],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: join(here, '../dist/resident-examples'),
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: { input: join(here, 'examples.html') },
  },
})
