/** Builds the photo screen with its drawn people and serves it under the product's own policy. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { contentPolicy } from '@latchkey/server/http/headers.ts'
import { build } from 'vite'
import { top } from '../../tools/build.mjs'
import { cityPlugin } from '../../tools/city-plugin.mjs'
import { textsPlugin } from '../../tools/texts-plugin.mjs'

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' }

/** @param out a folder of its own @returns the page's address, and how to end the server */
export async function openPhotoPage(out: string): Promise<{ address: string; close(): void }> {
  await build({
    configFile: false,
    root: top,
    logLevel: 'error',
    publicDir: false,
    plugins: [
      cityPlugin({ directory: join(top, 'cities/chicago'), builtAt: 1_795_000_000, build: 'drawn' }),
      textsPlugin({ directory: join(top, 'ui/languages'), namespaces: ['shell', 'camera', 'photos', 'visit'], later: undefined }),
    ],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    worker: { format: 'es' },
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'es2022',
      assetsDir: 'a',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      minify: false,
      rolldownOptions: { input: join(top, 'e2e/camera/card-photo.html') },
    },
  })
  const policy = contentPolicy({ wasm: true, pictures: true }, [])
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    try {
      const bytes = readFileSync(join(out, path))
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream', 'content-security-policy': policy })
      response.end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>(done => server.listen(0, 'localhost', done))
  const at = server.address()
  return { address: `http://localhost:${typeof at === 'object' ? at?.port : 0}/e2e/camera/card-photo.html`, close: () => server.close() }
}
