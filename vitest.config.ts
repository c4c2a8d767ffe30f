import { defineConfig } from 'vitest/config'
import { cityPlugin } from './tools/city-plugin.mjs'
import { textsPlugin } from './tools/texts-plugin.mjs'

/** These change what all of a process shares, or count on how it was at first: each has a process of its own. */
const apart = [
  'resident/beside/help.test.ts',
  'resident/photos/pdf.test.ts',
  'resident/photos/pdf-reader.test.ts',
  'resident/photos/screen-file.test.ts',
  'resident/waiting/alarm.test.ts',
  'ui/code-reader.test.ts',
  'ui/language-words.test.ts',
  'ui/read-aloud.test.ts',
  'ui/second-language.test.ts',
  'ui/worker-url.test.ts',
]
const notTests = ['**/node_modules/**', 'dist*/**', 'out/**', '.cache/**']
const tests = ['**/*.test.ts', '**/*.test.tsx']

export default defineConfig({
  plugins: [cityPlugin({ directory: 'cities/chicago', builtAt: 1_790_000_000, build: 'test' }), textsPlugin({ directory: 'ui/languages' })],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      // Loaded once a worker and not once a file: that took as long as the tests.
      { extends: true, test: { name: 'together', include: tests, exclude: [...notTests, ...apart], isolate: false } },
      { extends: true, test: { name: 'apart', include: apart } },
    ],
  },
})
