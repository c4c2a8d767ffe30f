/**
 * The headers of every answer. Each page gets the narrowest policy it can work under: no inline script or style, no other host, no
 * eval, markup from strings only through the one named policy.
 */

export interface PageNeeds {
  /** zxing, AVIF: WebAssembly of our own. */
  wasm?: true
  /** Pictures that were made in the page, as blobs. The desk has none: papers are drawn into a canvas. */
  pictures?: true
  /** /try shows phone and desk side by side. */
  frames?: true
  /** May be shown inside /try. */
  framed?: true
  /** No script at all: the public record, the accessibility statement, and what is made for paper. */
  still?: true
  /** Reads the public record of any city, by addresses that everyone may read. */
  watches?: true
  /** The desk prints by a helper on its own computer. */
  printer?: true
}

/** The print helper, on whichever computer the page is open: a browser reaches it from a page of TLS too. printer/job.ts has the same port. */
export const printHelper = 'http://127.0.0.1:6310'

/** Where a city may be: anywhere with TLS, or on this computer while somebody practises. */
const anyCity = ['https:', 'http://localhost:*', 'http://127.0.0.1:*']

/** The beginning of its address; the build's hash follows. */
const pdfReader = '/a/pdf-worker-'
/** Whether a browser may keep the file: this one only somebody who picked a PDF asks for, and a phone is not to tell that later. */
export const isKept = (path: string): boolean => !path.startsWith(pdfReader)

/** By the first segment or two of the path; what is not named has the resident's. */
const pages: [prefix: string, needs: PageNeeds][] = [
  ['/try/phone', { wasm: true, pictures: true, framed: true }],
  ['/try/desk', { wasm: true, framed: true, printer: true }],
  ['/try/check', { wasm: true, pictures: true, framed: true }],
  ['/try', { wasm: true, pictures: true, frames: true }],
  ['/desk', { wasm: true, printer: true }],
  ['/check', { wasm: true, pictures: true }],
  ['/kiosk', {}],
  ['/wall', {}],
  ['/record/watch', { watches: true }],
  ['/record', { still: true }],
  ['/sites', { still: true }],
  ['/accessibility', { still: true }],
  ['/guide', { still: true }],
  ['/posters', { still: true }],
  // What an agency types here about somebody has no way out: no script, no connection, no form that is sent.
  ['/letter', { still: true }],
  ['/host', { still: true }],
  // A worker is bound by the policy of its own file, not by its page's. What reads somebody's PDF asks nobody and runs nothing but itself.
  [pdfReader, { still: true }],
  ['/a', { wasm: true }],
  ['/', { pictures: true }],
]

/** What the page at this path may do; a path that no page has may do nothing. */
export const needsOf = (path: string): PageNeeds =>
  pages.find(([prefix]) => prefix === '/' || path === prefix || path.startsWith(prefix.endsWith('-') ? prefix : prefix + '/'))?.[1] ?? {}

/**
 * @param sockets the city's own origins as ws:// or wss://, because older browsers do not count them under 'self'
 */
export function contentPolicy(needs: PageNeeds, sockets: string[]): string {
  const rules = [
    "default-src 'none'",
    `script-src ${needs.still ? "'none'" : needs.wasm ? "'self' 'wasm-unsafe-eval'" : "'self'"}`,
    "style-src 'self'",
    `img-src 'self' data:${needs.pictures ? ' blob:' : ''}`,
    `connect-src ${needs.still ? "'none'" : ["'self'", ...sockets, ...(needs.printer ? [printHelper] : []), ...(needs.watches ? anyCity : [])].join(' ')}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "media-src 'self'",
    `frame-src ${needs.frames ? "'self'" : "'none'"}`,
    `frame-ancestors ${needs.framed ? "'self'" : "'none'"}`,
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${needs.still ? "'none'" : 'latchkey'}`,
  ]
  return rules.join('; ')
}

/** Headers of every answer, and all that one of data needs which only scripts ask for. */
export const dataHeaders = (tls: boolean): Record<string, string> => ({
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  ...(tls ? { 'strict-transport-security': 'max-age=31536000' } : {}),
})

/** Headers of whatever a browser may show; the three that bind a document too. */
export const commonHeaders = (tls: boolean): Record<string, string> => ({
  ...dataHeaders(tls),
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy':
    'camera=(self), publickey-credentials-get=(self), publickey-credentials-create=(self), microphone=(), geolocation=(), payment=(), usb=()',
})
