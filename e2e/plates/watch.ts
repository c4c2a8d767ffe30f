/** `npm run plates -- --watch`: a page on this computer alone that shows the plates while look.json is edited. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer, type Plugin, type ViteDevServer } from 'vite'
import { top } from '../../tools/build.mjs'
import { cityPlugin } from '../../tools/city-plugin.mjs'

/** Gives the page the file as it is, also when it is wrong, and tells it of every save. */
function lookPlugin(file: string): Plugin {
  return {
    name: 'latchkey-look',
    configureServer(server) {
      server.middlewares.use('/look.json', (_, response) => {
        response.setHeader('content-type', 'text/plain; charset=utf-8')
        response.end(readFileSync(file))
      })
      server.watcher.add(file)
      server.watcher.on('all', (_, path) => path === file && server.ws.send({ type: 'custom', event: 'look' }))
    },
    // The page draws again by itself: a reload would lose the place somebody looks at.
    handleHotUpdate: ({ file: changed }) => (changed === file ? [] : undefined),
  }
}

/** @param directory of the city @returns the running server; its address is told on the output */
export async function watchPlates(directory: string): Promise<ViteDevServer> {
  const server = await createServer({
    configFile: false,
    root: top,
    logLevel: 'error',
    publicDir: false,
    cacheDir: join(top, '.cache/plates'),
    appType: 'mpa',
    plugins: [lookPlugin(join(directory, 'look.json')), cityPlugin({ directory, builtAt: 0, build: 'plates' })],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    optimizeDeps: { entries: ['e2e/plates/watch.html'] },
    server: { host: '127.0.0.1', open: false },
  })
  await server.listen()
  console.log(`${server.resolvedUrls?.local[0] ?? ''}e2e/plates/watch.html shows the card of ${directory}`)
  return server
}
