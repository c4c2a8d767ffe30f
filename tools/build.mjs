// Builds everything for one city into dist/<city>: pages, service workers, server, signer, print helper, launcher. `npm run build -- --city chicago`.
// A build is skipped when its sources have not changed; `build.json` holds their hash and the modules of each bundle (the guards read it).
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { writeManifest } from './manifest-file.mjs'

export const top = dirname(dirname(fileURLToPath(import.meta.url)))
const parts = [
  'cities',
  'rules',
  'law',
  'certificates',
  'card',
  'record',
  'wire',
  'channel',
  'server',
  'signer',
  'ui',
  'resident',
  'desk',
  'verifier',
  'lobby',
  'watcher',
  'printer',
  'try',
  'tools',
]

/** Browser apps: their pages, which texts they carry, whether other languages than English come as files of their own, and where the pages are served. */
const apps = {
  resident: {
    pages: {
      'index.html': 'resident/index.html',
      'languages/index.html': 'resident/languages.html',
      'accessibility/index.html': 'resident/accessibility.html',
    },
    words: true,
    namespaces: ['shell', 'home', 'papers', 'kinds', 'number', 'comeback'],
    later: ['turn', 'camera', 'photos', 'visit', 'refusal', 'card', 'backup', 'fault', 'door', 'beside', 'booking', 'sites', 'feedback'],
    worker: { from: 'resident/sw.ts', to: 'sw.js' },
  },
  prints: {
    pages: {
      'guide/index.html': 'resident/guide.html',
      'posters/index.html': 'resident/posters.html',
      'letter/index.html': 'resident/letter.html',
      'host/index.html': 'resident/host.html',
    },
    namespaces: [],
  },
  desk: {
    pages: { 'desk/index.html': 'desk/index.html', 'desk/second/index.html': 'desk/second/index.html' },
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
      'sites',
      'board',
      'legal',
      'statement',
    ],
  },
  verifier: {
    pages: { 'check/index.html': 'verifier/index.html' },
    words: true,
    namespaces: ['shell', 'camera', 'check'],
    worker: { from: 'verifier/sw.ts', to: 'check/sw.js' },
    files: { 'check/manifest.webmanifest': 'verifier/manifest.webmanifest', 'check/icon.svg': 'verifier/icon.svg' },
  },
  lobby: {
    pages: { 'kiosk/index.html': 'lobby/kiosk/index.html', 'wall/index.html': 'lobby/wall/index.html' },
    namespaces: ['shell', 'number', 'lobby', 'sites'],
  },
  watcher: {
    pages: { 'record/watch/index.html': 'watcher/index.html' },
    words: true,
    namespaces: ['shell', 'watch'],
  },
  try: {
    pages: {
      'try/index.html': 'try/index.html',
      'try/phone/index.html': 'try/phone.html',
      'try/desk/index.html': 'try/desk.html',
      'try/check/index.html': 'try/check.html',
      // In practice the desk has a key that is no secret: whoever opens it can sit down.
      'desk/index.html': 'try/desk.html',
    },
    namespaces: undefined,
    practiceOnly: true,
  },
}

const sources = function* (directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue
    const path = join(directory, entry.name)
    if (entry.isDirectory()) yield* sources(path)
    else if (!entry.name.includes('.test.')) yield path
  }
}

/** @param {string | null} cityDirectory null: of no city, `softwareHash` */
export function sourcesHash(cityDirectory) {
  const hash = createHash('sha256')
  const own = cityDirectory === null ? [] : [...sources(cityDirectory)]
  const files = [...parts.flatMap(part => [...sources(join(top, part))]), ...own, join(top, 'package-lock.json')].sort()
  for (const file of files) hash.update(relative(top, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

/** Of the same sources without a city's own folder: two builds with the same are the same software for two cities. The drill's report names it. */
export function softwareHash() {
  return sourcesHash(null)
}

/** A city is a name under cities/ or a directory (journeys make their own, with a root made in the run). */
export const cityDirectory = city => (existsSync(join(top, 'cities', city, 'rules.json')) ? join(top, 'cities', city) : resolve(city))

/** @param {{ city?: string, say?: (line: string) => void, outDirectory?: string }} [options] */
export async function buildCity({ city = 'chicago', say = console.log, outDirectory } = {}) {
  const directory = cityDirectory(city)
  const done = outDirectory ?? join(top, 'dist', basename(directory))
  const hash = sourcesHash(directory)
  const { homePlugin, readMeasured } = await import('./home-plugin.mjs')
  // Beside the hash, not in it: the measured report names the hash of what it measured.
  const measured = createHash('sha256').update(JSON.stringify(readMeasured())).digest('hex')
  const stamp = join(done, 'build.json')
  const before = existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : null
  if (before?.hash === hash && before.measured === measured) return { out: done, built: false }
  // Made beside its place and moved there whole: two builds at once never mix, and nobody starts half a city.
  const out = `${done}.${process.pid}`
  rmSync(out, { recursive: true, force: true })
  // A city without a root has nothing but the page that makes one, and no practice stripe over it: what is made there is real.
  const rootless = !existsSync(join(directory, 'root.json'))
  const practice = !rootless && JSON.parse(readFileSync(join(directory, 'root.json'), 'utf8')).practice === true
  const { version, papers } = JSON.parse(readFileSync(join(directory, 'rules.json'), 'utf8'))
  // Pages carry the moment they were built at. Whoever builds the same again gives it (reproducible-builds.org/specs/source-date-epoch).
  const builtAt = Number(process.env.SOURCE_DATE_EPOCH ?? Math.floor(Date.now() / 1000))
  const { build, runnerImport } = await import('vite')
  const { cityPlugin } = await import('./city-plugin.mjs')
  const { offeredIn, textsPlugin } = await import('./texts-plugin.mjs')
  const { packWords } = await import('./words.mjs')
  const { printsPlugin } = await import('./prints-plugin.mjs')
  const { pdfPlugin } = await import('./pdf-plugin.mjs')
  const { testCardsPlugin } = await import('./test-cards-plugin.mjs')
  // Refused here, with a sentence for whoever wrote it: a page would only fail to open.
  const { module: cardLook } = await runnerImport(join(top, 'card/look.ts'))
  cardLook.parseLook(JSON.parse(readFileSync(join(directory, 'look.json'), 'utf8')))
  const { refuseBrokenCity } = await import('./check-city.mjs')
  await refuseBrokenCity({ directory, runnerImport, top })
  const modules = {}
  const cityValues = { directory, builtAt, build: hash }
  const ui = join(top, 'ui/languages')
  const base = (namespaces, later, words, notes = true) => ({
    configFile: false,
    root: top,
    logLevel: 'error',
    publicDir: false,
    plugins: [
      cityPlugin({ ...cityValues, notes, english: words !== null }),
      textsPlugin({ directory: ui, namespaces, later, city: directory, words }),
      testCardsPlugin({ runnerImport, cityValues }),
      { name: 'latchkey-modules', generateBundle: (_, bundle) => void Object.assign(modules, { [current]: modulesOf(bundle) }) },
    ],
    // Said here for the same reason as NODE_ENV below: otherwise every element would carry the file and line it stands in.
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    worker: { format: 'es', plugins: () => [pdfPlugin()] },
    // Said here: `runnerImport` tells the whole process that this is development, and then a parser of ICU texts travels to the phone.
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  })
  let current = ''
  const www = join(out, 'www')
  /** Writes the languages' files of an app. @returns their addresses: `first` for its first screens, `later` for the others, if it has such */
  const packs = ({ namespaces, later }, withCity) => {
    const { offered: codes } = offeredIn(directory, ui)
    const pack = (names, city) => {
      const { address, files } = packWords({ directory: ui, city, codes, namespaces: names })
      for (const [code, bytes] of Object.entries(files)) write(join(www, address, code), bytes)
      return address
    }
    return { first: pack(namespaces, withCity ? directory : null), later: later ? pack(later, null) : null }
  }

  for (const [name, app] of Object.entries(apps)) {
    if ((app.practiceOnly && !practice) || (rootless && name !== 'desk')) continue
    current = name
    say(`building ${name}`)
    const words = app.words ? packs(app, name === 'resident') : null
    const config = base(app.namespaces, app.later, words, name !== 'resident')
    if (name === 'resident') config.plugins.push(homePlugin({ runnerImport, directory, ui }))
    if (name === 'prints') config.plugins.push(printsPlugin({ runnerImport, directory, ui }))
    // Only where the rules take a care-of letter is there a page that helps to write one.
    const pages = Object.fromEntries(
      Object.entries(app.pages).filter(([to]) => to !== 'letter/index.html' || papers.some(paper => paper.letter)),
    )
    await build({
      ...config,
      build: {
        outDir: join(out, 'parts', name),
        emptyOutDir: true,
        target: 'es2022',
        assetsDir: 'a',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        cssCodeSplit: true,
        manifest: true,
        rolldownOptions: {
          input: Object.values(pages).map(page => join(top, page)),
          // Each file costs a kilobyte of headers: what a phone loads first anyway is one.
          ...(name === 'resident' && { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } }),
        },
      },
    })
    collect(join(out, 'parts', name), www, pages)
    for (const [to, file] of Object.entries(app.files ?? {})) write(join(www, to), readFileSync(join(top, file)))
    if (app.worker) {
      current = `${name} worker`
      // What reads a PDF is for whoever picks one, and nobody else loads it.
      const precache = [...new Set([...sources(join(out, 'parts', name, 'a'))].map(file => `/a/${basename(file)}`))]
        .filter(path => !path.startsWith('/a/pdf-worker-'))
        .sort()
      await build({
        ...base(app.namespaces, app.later, words),
        define: { PRECACHE: JSON.stringify(precache), BUILD: JSON.stringify(hash.slice(0, 16)) },
        build: {
          outDir: join(out, 'parts', `${name}-worker`),
          target: 'es2022',
          rolldownOptions: { input: join(top, app.worker.from), output: { entryFileNames: 'sw.js', format: 'iife' } },
        },
      })
      write(join(www, app.worker.to), readFileSync(join(out, 'parts', `${name}-worker`, 'sw.js')))
    }
  }
  rmSync(join(out, 'parts'), { recursive: true, force: true })

  await buildPrograms({
    directory,
    out,
    names: rootless ? ['server'] : practice ? ['server', 'signer', 'printer', 'launcher'] : ['server', 'signer', 'printer'],
    say,
    keep: (name, found) => (modules[name] = found),
  })
  if (practice) {
    // The tour's second server, which leaks on purpose so that a zero of the first can be believed.
    const { copyTree } = await import('./copy-tree.mjs')
    const from = join(out, 'planted-tree')
    say('building the planted server')
    copyTree(from, 'request-kept')
    await buildPrograms({ directory, out: join(out, 'planted'), names: ['server', 'signer'], from })
    rmSync(from, { recursive: true, force: true })
    // The bundler writes in comments where a module lay, and this copy lay under the number of this process.
    const lay = `${relative(top, from)}/`
    for (const file of sources(join(out, 'planted'))) writeFileSync(file, readFileSync(file, 'utf8').replaceAll(lay, ''))
  }
  compress(www)
  const { offered, reviewed } = offeredIn(directory, ui)
  const { versionsAt } = await import('./versions.mjs')
  const versions = await versionsAt({ directory, runnerImport, top, codes: offered })
  // The server writes the list of places, because what is closed or moved is known to it alone.
  const words = (code, name) => (existsSync(join(ui, code, name)) ? JSON.parse(readFileSync(join(ui, code, name), 'utf8')) : {})
  const siteTexts = Object.fromEntries(offered.map(code => [code, { ...words(code, 'sites.json'), ...words(code, 'operators.json') }]))
  writeFileSync(
    join(out, 'build.json'),
    JSON.stringify({
      hash,
      software: softwareHash(),
      measured,
      builtAt,
      practice,
      rules: version,
      languages: { offered, reviewed },
      versions,
      siteTexts,
      modules,
    }),
  )
  writeManifest(out)
  rmSync(done, { recursive: true, force: true })
  renameSync(out, done)
  return { out: done, built: true }
}

const programs = {
  server: 'server/server.ts',
  signer: 'signer/signer.ts',
  printer: 'printer/printer.ts',
  launcher: 'try/launcher/launcher.ts',
}

/** Server, signer, print helper and launcher: one file each. Packages with files of their own stay outside; the signer has none. */
/** @param {{ directory: string, out: string, names: string[], say?: (line: string) => void, keep?: (name: string, modules: unknown) => void, from?: string }} options */
export async function buildPrograms({ directory, out, names, say = () => {}, keep = () => {}, from = top }) {
  const { build } = await import('vite')
  const { cityPlugin } = await import('./city-plugin.mjs')
  const { textsPlugin } = await import('./texts-plugin.mjs')
  for (const name of names) {
    say(`building ${name}`)
    await build({
      configFile: false,
      root: from,
      logLevel: 'error',
      publicDir: false,
      plugins: [
        cityPlugin({ directory, builtAt: 0, build: '' }),
        textsPlugin({ directory: join(from, 'ui/languages'), city: directory }),
        { name: 'latchkey-modules', generateBundle: (_, bundle) => keep(name, modulesOf(bundle)) },
      ],
      // Its module form is not what the CommonJS of the IPP client calls.
      resolve: { alias: { moment: 'moment/moment.js' } },
      ssr: {
        noExternal: true,
        external: [
          'fastify',
          'ws',
          'pg',
          'kysely',
          '@electric-sql/pglite',
          '@electric-sql/pglite/node-postgres',
          '@jsquash/avif',
          'jpeg-js',
        ],
      },
      build: {
        ssr: join(from, programs[name]),
        outDir: out,
        emptyOutDir: false,
        target: 'node20',
        minify: false,
        rolldownOptions: { output: { entryFileNames: `${name}.js`, codeSplitting: false } },
      },
    })
  }
}

const modulesOf = bundle =>
  Object.values(bundle)
    .filter(chunk => chunk.type === 'chunk')
    .map(chunk => ({
      file: chunk.fileName,
      entry: chunk.isEntry,
      imports: chunk.imports,
      modules: Object.keys(chunk.modules ?? {}).map(id => relative(top, id.replace(/^\0/, ''))),
    }))

function write(path, bytes) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
}

function collect(from, www, pages) {
  for (const file of sources(join(from, 'a'))) write(join(www, 'a', basename(file)), readFileSync(file))
  for (const [to, page] of Object.entries(pages)) write(join(www, to), readFileSync(join(from, page)))
}

/**
 * Compressed once, here, at the highest level: the server only picks. Ten seconds of a core a city, and most files are the same in every city and build: what
 * was compressed before is kept by its hash, for a week.
 */
function compress(www) {
  const kept = join(top, '.cache/compressed')
  mkdirSync(kept, { recursive: true })
  const weekAgo = Date.now() - 7 * 86_400_000
  for (const path of readdirSync(kept).map(name => join(kept, name)))
    if ((statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? weekAgo) < weekAgo) rmSync(path, { force: true })
  for (const file of [...sources(www)]) {
    if (!/\.(html|js|css|wasm|svg|json|webmanifest)$/.test(file) || statSync(file).size < 256) continue
    const bytes = readFileSync(file)
    const quality = bytes.length > 500_000 ? 9 : 11
    const name = join(kept, createHash('sha256').update(bytes).digest('hex'))
    for (const [end, make] of [
      ['br', () => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })],
      ['gz', () => gzipSync(bytes, { level: 9 })],
    ]) {
      const found = `${name}.${end}`
      if (!existsSync(found)) {
        // Whole or not at all: another build may be reading.
        writeFileSync(`${found}.${process.pid}`, make())
        renameSync(`${found}.${process.pid}`, found)
      }
      copyFileSync(found, `${file}.${end}`)
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--city')
  const { out, built } = await buildCity({ city: at > 0 ? process.argv[at + 1] : 'chicago' })
  console.log(built ? `built ${relative(top, out)}` : `${relative(top, out)} is up to date`)
}
