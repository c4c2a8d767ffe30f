// What the tests need beside Node: Chromium, fonts for the scripts people write their names in, PostgreSQL, a printer and a print queue. On Debian as
// root they are installed; elsewhere one line says what is missing.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

// Programs of the system are outside the path of most users.
const inPath = name => [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'].some(directory => existsSync(join(directory, name)))
const postgres = () =>
  ['initdb', 'pg_ctl'].every(inPath) ||
  (existsSync('/usr/lib/postgresql') &&
    readdirSync('/usr/lib/postgresql').some(version => existsSync(`/usr/lib/postgresql/${version}/bin/initdb`)))
/** Names are drawn as they are: a Debian package of letters, and a language of each script that `npm run plates` needs it for. */
const letters = {
  'fonts-noto-core': ['ar', 'fa', 'ur', 'he', 'am', 'ti', 'hi', 'bn', 'ta', 'pa', 'th', 'hy', 'el', 'vi', 'kk'],
  'fonts-wqy-microhei': ['zh-cn', 'ko'],
}
const drawn = language => spawnSync('fc-list', [`:lang=${language}`, 'family'], { encoding: 'utf8' }).stdout?.trim().length > 0

export const chromiumPath = () => ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

/** @param {{ nginx?: boolean }} [options] nginx: the control of `npm run bench`, which no other test has a use for */
export function prepareTests({ nginx = false } = {}) {
  const needs = []
  if (!chromiumPath()) needs.push('chromium')
  if (!inPath('fc-list')) needs.push('fontconfig')
  for (const [fonts, languages] of Object.entries(letters)) if (!languages.every(drawn)) needs.push(fonts)
  if (!postgres()) needs.push('postgresql')
  if (!inPath('openssl')) needs.push('openssl')
  // The printer of the tests finds its neighbours by dbus and avahi and does not start without them.
  if (!inPath('ippeveprinter')) needs.push('cups-ipp-utils')
  if (!inPath('dbus-daemon')) needs.push('dbus')
  if (!inPath('avahi-daemon')) needs.push('avahi-daemon')
  if (!inPath('cupsd')) needs.push('cups')
  if (nginx && !inPath('nginx')) needs.push('nginx-light')
  if (needs.length === 0) return
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log(`Installing for the tests: ${needs.join(', ')}`)
    const apt = (...args) =>
      spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
        .status
    apt('update', '-qq')
    if (apt('install', '-y', '-qq', '--no-install-recommends', ...needs) === 0) return
  }
  console.error(`The tests need: ${needs.join(', ')}. Please install and run again.`)
  process.exit(1)
}
