// What really ships: a manifest can be right and a bundle wrong, when one file drags in another. Reads the module list the build left.
export const name = 'bundles'
export const says = 'no bundle holds a module that its machine must not have'

const never = {
  server: /(^|\/)(channel|signer|ui|resident|desk|verifier|try|drill)\/|@hpke|@jsquash|zxing|(^|\/)qr\//,
  signer: /(^|\/)(server|channel|rules|ui|resident|desk|verifier|try)\/|fastify|kysely|\/pg\/|\/ws\//,
  resident: /(^|\/)(server|signer|desk|verifier|try)\/|@peculiar|reflect-metadata|@jsquash|zxing/,
  desk: /(^|\/)(server|signer|resident|verifier|try)\/|(^|\/)printer\/(?!job\.ts)|@sealsystems/,
  printer: /(^|\/)(server|channel|signer|ui|resident|desk|verifier|try|wire|certificates|rules|drill)\/|@hpke|fastify|kysely/,
  verifier: /(^|\/)(server|signer|wire|channel|desk|resident)\/|@peculiar|reflect-metadata|@hpke/,
  watcher:
    /(^|\/)(server|signer|wire|channel|rules|certificates|card|resident|desk|verifier|try)\/|@peculiar|reflect-metadata|@hpke|@jsquash|zxing/,
  lobby: /(^|\/)(server|signer|channel|rules|resident|desk|verifier|try)\/|(^|\/)card\/|@peculiar|reflect-metadata|@hpke|@jsquash|zxing/,
}

/** Texts are compiled at build: what reads ICU stays there. */
const reader = /strictPluralKeys/

export function check(world) {
  const found = []
  for (const [path, source] of world.built) if (reader.test(source)) found.push(`${path}: carries the parser of texts`)
  for (const [bundle, forbidden] of Object.entries(never)) {
    const chunks = world.modules[bundle] ?? []
    if (chunks.length === 0) found.push(`${bundle}: the build left no module list`)
    for (const chunk of chunks) {
      for (const module of chunk.modules) if (forbidden.test(module.replace(/^.*@latchkey\//, ''))) found.push(`${bundle}: ${module}`)
    }
  }
  const workers = [...world.built].filter(([path]) => path.endsWith('sw.js'))
  if (workers.length === 0) found.push('no service worker was built')
  for (const [path, source] of workers) if (source.includes('/a/pdf-worker-')) found.push(`${path}: everybody would load what reads a PDF`)
  const signer = world.modules.signer ?? []
  if (signer.length !== 1) found.push('signer: it must be one file')
  const helper = world.modules.printer ?? []
  if (helper.length !== 1) found.push('printer: it must be one file')
  // No file, no other process: a page that is printed is in memory and nowhere else. (`module`: the client is CommonJS.)
  for (const outside of helper[0]?.imports ?? []) {
    if (!/^(node:)?(crypto|http|https|module|zlib)$/.test(outside)) found.push(`printer: imports ${outside}`)
  }
  for (const outside of signer[0]?.imports ?? []) {
    if (!/^node:(crypto|process|buffer|util)/.test(outside)) found.push(`signer: imports ${outside}`)
  }
  return found
}

export const planted = {
  'the server carries HPKE': world => ({
    ...world,
    modules: { ...world.modules, server: [{ imports: [], modules: ['node_modules/@hpke/core/esm/mod.js'] }] },
  }),
  'the signer opens files': world => ({ ...world, modules: { ...world.modules, signer: [{ imports: ['node:fs'], modules: [] }] } }),
  'the print helper opens files': world => ({ ...world, modules: { ...world.modules, printer: [{ imports: ['node:fs'], modules: [] }] } }),
  'the print helper knows the server': world => ({
    ...world,
    modules: { ...world.modules, printer: [{ imports: [], modules: ['server/rooms/rooms.ts'] }] },
  }),
  'the print helper knows the channel': world => ({
    ...world,
    modules: { ...world.modules, printer: [{ imports: [], modules: ['channel/desk.ts'] }] },
  }),
  'the desk carries the helper': world => ({
    ...world,
    modules: { ...world.modules, desk: [{ imports: [], modules: ['printer/print-helper.ts'] }] },
  }),
  'the verifier knows the server': world => ({
    ...world,
    modules: { ...world.modules, verifier: [{ imports: [], modules: ['wire/waiting.ts'] }] },
  }),
  'the service worker loads the reader of PDFs for everybody': world => ({
    ...world,
    built: new Map(world.built).set('www/sw.js', 'addAll(["/a/pdf-worker-C1.js"])'),
  }),
  'the watcher reads cards': world => ({
    ...world,
    modules: { ...world.modules, watcher: [{ imports: [], modules: ['card/check.ts'] }] },
  }),
  'a page parses texts': world => ({ ...world, built: new Map(world.built).set('www/a/peek.js', 'options.strictPluralKeys') }),
  'the kiosk reads cards': world => ({
    ...world,
    modules: { ...world.modules, lobby: [{ imports: [], modules: ['card/check.ts'] }] },
  }),
}
