/** The built pages, read into memory at start with their compressed twins: no file is opened because somebody asked. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.txt': 'text/plain; charset=utf-8',
}

export interface Page {
  bytes: Buffer
  br: Buffer | null
  gz: Buffer | null
  type: string
  /** Its name carries its hash: it never changes. */
  hashed: boolean
}

/** The words of every language behind one address, all of one length (tools/words.mjs), by the language's code. */
export interface WordsPage {
  words: ReadonlyMap<string, Buffer>
}

/** A page, or where it is now: `/check` must lie under the scope of its own service worker. */
export interface Pages {
  find(path: string): Page | { to: string } | WordsPage | null
  /** Every file of them as it lies in the release, by its name there: `check/index.html`, `words/<address>/<code>`. */
  files: ReadonlyMap<string, Uint8Array>
}

/** @param directory dist/<city>/www, or null: then there are no pages */
export function readPages(directory: string | null): Pages {
  const pages = new Map<string, Page | { to: string } | WordsPage>()
  const files = new Map<string, Uint8Array>()
  if (directory !== null && existsSync(directory)) {
    const words = join(directory, 'words')
    for (const name of existsSync(words) ? readdirSync(words) : []) {
      const codes = readdirSync(join(words, name)).map(code => [code, readFileSync(join(words, name, code))] as const)
      pages.set(`/words/${name}`, { words: new Map(codes) })
      for (const [code, bytes] of codes) files.set(`words/${name}/${code}`, bytes)
    }
    for (const file of filesOf(directory)) {
      const type = types[extname(file)]
      if (type === undefined) continue
      const twin = (ending: string) => (existsSync(file + ending) ? readFileSync(file + ending) : null)
      const path = '/' + relative(directory, file).split(sep).join('/')
      const page: Page = { bytes: readFileSync(file), br: twin('.br'), gz: twin('.gz'), type, hashed: path.startsWith('/a/') }
      files.set(path.slice(1), page.bytes)
      const folder = /^(.*\/)index\.html$/.exec(path)?.[1]
      if (folder === undefined) pages.set(path, page)
      else {
        pages.set(folder, page)
        if (folder !== '/') pages.set(folder.slice(0, -1), folder === '/check/' ? { to: folder } : page)
      }
    }
  }
  return { find: path => pages.get(path) ?? null, files }
}

function* filesOf(directory: string): Generator<string> {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) yield* filesOf(path)
    else yield path
  }
}
