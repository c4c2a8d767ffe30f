import { defineConfig } from 'vitest/config'
import { cityPlugin } from './tools/city-plugin.mjs'
import { textsPlugin } from './tools/texts-plugin.mjs'

const pure = ['rules', 'law', 'record', 'certificates', 'wire', 'channel', 'card', 'cities', 'verifier', 'drill', 'tools', 'bench', 'desk']
const tests = (folder: string) => [`${folder}/**/*.test.ts`, `${folder}/**/*.test.tsx`]
const notTests = ['**/node_modules/**', 'dist*/**', 'out/**', '.cache/**']

export default defineConfig({
  plugins: [cityPlugin({ directory: 'cities/chicago', builtAt: 1_790_000_000, build: 'test' }), textsPlugin({ directory: 'ui/languages' })],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      // What holds no state of its own is loaded once a worker and not once a file.
      { extends: true, test: { name: 'pure', include: tests(`{${pure.join()}}`), exclude: notTests, isolate: false } },
      { extends: true, test: { name: 'others', include: tests('*'), exclude: [...notTests, ...pure.map(folder => `${folder}/**`)] } },
    ],
  },
})
