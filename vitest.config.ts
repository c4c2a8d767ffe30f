import { defineConfig } from 'vitest/config'
import { cityPlugin } from './tools/city-plugin.mjs'
import { textsPlugin } from './tools/texts-plugin.mjs'

export default defineConfig({
  plugins: [cityPlugin({ directory: 'cities/chicago', builtAt: 1_790_000_000, build: 'test' }), textsPlugin({ directory: 'ui/languages' })],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['*/**/*.test.ts', '*/**/*.test.tsx'],
    exclude: ['**/node_modules/**', 'dist*/**', 'out/**', '.cache/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
