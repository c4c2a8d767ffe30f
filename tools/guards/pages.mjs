// What the browser may never do here: ask a third party, run inline or made-up script, write to a place that keeps bytes
// after they are deleted (measured: IndexedDB and web storage do; Cache Storage does not).
import { browserParts, sourcesOf, withBuilt, withFile, withoutComments } from './world.mjs'

export const name = 'pages'
export const says = 'pages ask nobody else, run no inline or made-up script, keep nothing in IndexedDB, web storage or cookies'

const storage = /\b(indexedDB|localStorage|sessionStorage)\b|document\.cookie/
const sinks = /\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write\(|dangerouslySetInnerHTML|createContextualFragment/
/** What is made for paper: an agency types there about somebody, and nothing of the page could send it. */
const forPaper = /^www\/(guide|posters|letter|host)\//
const madeUp = /\bnew Function\(|\beval\(/
// Names that are never asked: XML namespaces and addresses inside texts of certificates and schemas.
const names = /https?:\/\/(www\.w3\.org|localhost|json-schema\.org)/

export function check(world) {
  const found = []
  for (const [path, source] of sourcesOf(world, ...browserParts)) {
    if (path.startsWith('try/launcher/')) continue
    const code = withoutComments(source)
    if (storage.test(code)) found.push(`${path}: keeps bytes where deleting does not end them`)
    if (sinks.test(code)) found.push(`${path}: writes markup from text`)
    if (/createPolicy\(/.test(code) && path !== 'ui/worker-url.ts') found.push(`${path}: makes a Trusted Types policy of its own`)
  }
  for (const [path, source] of world.built) {
    if (path.endsWith('.html')) {
      if (/<script(?![^>]*\ssrc=)[^>]*>/.test(source)) found.push(`${path}: an inline script`)
      if (/<style[\s>]|\sstyle="/.test(source)) found.push(`${path}: an inline style`)
      if (/\son[a-z]+="/.test(source)) found.push(`${path}: an inline handler`)
      if (/<form[^>]+action=/.test(source)) found.push(`${path}: a form that sends`)
      if (forPaper.test(path) && /<script/.test(source)) found.push(`${path}: a page for paper that runs a script`)
      if (forPaper.test(path) && /<(input|select|textarea)[^>]*\sname=/.test(source)) found.push(`${path}: a field that a form would carry`)
    }
    if (path.endsWith('.js') && madeUp.test(source)) found.push(`${path}: makes script at run time`)
    if (path.endsWith('.js') && storage.test(source)) found.push(`${path}: keeps bytes where deleting does not end them`)
    for (const [address] of source.matchAll(/(?:src|href)="https?:\/\/[^"]+|(?:url|fetch|import)\(["'`]?https?:\/\/[^"'`)]+/g)) {
      if (!names.test(address)) found.push(`${path}: asks a third party`)
    }
  }
  return found
}

export const planted = {
  'a page asks a third party': world => withBuilt(world, 'www/peek.html', '<link rel="stylesheet" href="https://fonts.example/a.css">'),
  'an inline script': world => withBuilt(world, 'www/peek.html', '<script>go()</script>'),
  'an inline style': world => withBuilt(world, 'www/peek.html', '<p style="color:red">'),
  'script made at run time': world => withBuilt(world, 'www/a/peek.js', 'const f=new Function("return 1")'),
  'a script beside the care-of letter': world => withBuilt(world, 'www/letter/index.html', '<script src="/a/peek.js"></script>'),
  'a script beside the letter that asks for an event': world =>
    withBuilt(world, 'www/host/index.html', '<script src="/a/peek.js"></script>'),
  'a field of the letter that a form would carry': world => withBuilt(world, 'www/letter/index.html', '<textarea rows="1" name="person">'),
  'web storage': world => withFile(world, 'resident/peek.ts', `localStorage.setItem('name', name)`),
  IndexedDB: world => withFile(world, 'ui/peek.ts', `indexedDB.open('vault')`),
  'markup from text': world => withFile(world, 'desk/peek.ts', 'node.innerHTML = text'),
  'a policy of its own': world => withFile(world, 'desk/peek.ts', `trustedTypes.createPolicy('loose', {})`),
}
