// Builds the page of the desk's screens alone: npx vite build -c desk/vite.examples.mjs (into dist/desk-examples), or npx vite -c desk/vite.examples.mjs.
import { join } from 'node:path'
import { defineConfig } from 'vite'
import { cityPlugin } from '../tools/city-plugin.mjs'
import { textsPlugin } from '../tools/texts-plugin.mjs'

const here = import.meta.dirname
const top = join(here, '..')
export default defineConfig({
  root: here,
  base: '/',
  publicDir: false,
  plugins: [
    cityPlugin({ directory: join(top, 'cities/chicago'), builtAt: 0, build: 'examples' }),
    textsPlugin({
      directory: join(top, 'ui/languages'),
      namespaces: [
        'shell',
        'desk',
        'kinds',
        'settings',
        'fault',
        'visit',
        'refusal',
        'slip',
        'print',
        'counter',
        'second',
        'camera',
        'backup',
        'card',
        'day',
        'versions',
      ],
    }),
  ],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  server: { fs: { allow: [top] } },
  build: {
    outDir: join(top, 'dist/desk-examples'),
    emptyOutDir: true,
    target: 'es2022',
    assetsDir: 'a',
    assetsInlineLimit: 0,
    rolldownOptions: { input: join(here, 'examples.html') },
  },
})
