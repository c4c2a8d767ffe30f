// Builds the page of examples alone: npx vite build -c ui/vite.examples.mjs (into dist/examples), or npx vite -c ui/vite.examples.mjs to look.
import { join } from 'node:path'
import { defineConfig } from 'vite'
import { cityPlugin } from '../tools/city-plugin.mjs'
import { textsPlugin } from '../tools/texts-plugin.mjs'

const here = import.meta.dirname
export default defineConfig({
  root: here,
  base: './',
  publicDir: false,
  plugins: [
    cityPlugin({ directory: join(here, '../cities/chicago'), builtAt: 0, build: 'examples' }),
    textsPlugin({ directory: join(here, 'languages'), namespaces: ['shell', 'camera'] }),
  ],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: join(here, '../dist/examples'),
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: { input: join(here, 'examples.html') },
  },
})
