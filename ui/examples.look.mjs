// Builds the page of examples, opens every page of it as people have it (small, wide, dark, Arabic, forced colours, letters twice
// as large, on paper) and fails when axe finds anything, a box leaves the page or is cut, or a target is under 44 px.
//   node ui/examples.look.mjs [--shots DIR]      CHROMIUM=/path/to/chromium if it is not /usr/bin/chromium
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from 'playwright-core'
import { build } from 'vite'

const here = import.meta.dirname
const built = join(here, '../dist/examples')
const shots = process.argv.includes('--shots') ? process.argv[process.argv.indexOf('--shots') + 1] : null
const pages = ['all', 'home', 'papers', 'number', 'camera', 'face']
const phone = { viewport: { width: 360, height: 640 } }
const narrow = { viewport: { width: 320, height: 640 } }
const ways = {
  light: phone,
  dark: { ...phone, colorScheme: 'dark' },
  wide: { viewport: { width: 1280, height: 800 } },
  spanish: { ...phone, locale: 'es-US' },
  arabic: { ...phone, locale: 'ar' },
  'arabic-dark': { ...phone, locale: 'ar', colorScheme: 'dark' },
  forced: { ...phone, forcedColors: 'active' },
  'forced-dark': { ...phone, forcedColors: 'active', colorScheme: 'dark' },
  large: { ...narrow, large: true },
  'large-arabic': { ...narrow, large: true, locale: 'ar' },
  paper: { viewport: { width: 800, height: 1000 }, paper: true },
}

/** Runs in the page: boxes outside it, boxes cut, targets too small. */
function misfits() {
  const found = new Set()
  const width = document.documentElement.clientWidth
  for (const node of document.querySelectorAll('body *')) {
    const box = node.getBoundingClientRect()
    if (!box.width || node.closest('.unseen, .skip, svg, .spinner-ring')) continue
    const name = `${node.tagName.toLowerCase()}.${node.className}`
    if (box.left < -1 || box.right > width + 1) found.add(`${name} leaves the page`)
    const cut = node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0 && getComputedStyle(node).display !== 'inline'
    if (cut && !/^(SELECT|INPUT|OPTION)$/.test(node.tagName)) found.add(`${name} is cut`)
  }
  for (const node of document.querySelectorAll('button, a, select, input, textarea, summary')) {
    if (node.classList.contains('skip') || (node.tagName === 'A' && getComputedStyle(node).display === 'inline')) continue
    const box = (/^(checkbox|radio|file)$/.test(node.type) ? node.closest('label') : node).getBoundingClientRect()
    if (box.height && (box.height < 44 || box.width < 44))
      found.add(`${node.tagName.toLowerCase()}.${node.className} is a target under 44 px`)
  }
  return [...found]
}

await build({ configFile: join(here, 'vite.examples.mjs'), logLevel: 'error' })
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types latchkey"
const server = createServer((request, response) => {
  const path = normalize(new URL(request.url, 'http://localhost').pathname)
  try {
    const bytes = readFileSync(join(built, path))
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream', 'content-security-policy': policy })
    response.end(bytes)
  } catch {
    response.writeHead(path === '/favicon.ico' ? 204 : 404).end()
  }
})
await new Promise(done => server.listen(0, 'localhost', done))
const address = `http://localhost:${server.address().port}/examples.html`
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
const found = []
let looks = 0
if (shots) mkdirSync(shots, { recursive: true })

for (const [way, { large, paper, ...options }] of Object.entries(ways)) {
  const context = await browser.newContext(options)
  for (const name of pages) {
    const page = await context.newPage()
    page.on('pageerror', error => found.push(`${way} ${name}: ${error.message}`))
    page.on('console', line => ['error', 'warning'].includes(line.type()) && found.push(`${way} ${name}: ${line.text()}`))
    await page.goto(`${address}#${name}`)
    if (large) await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'))
    if (paper) await page.emulateMedia({ media: 'print' })
    await page.locator('main h1').waitFor()
    if (name === 'camera' || name === 'face') await page.locator('[data-state="live"] [data-advice]:not([data-advice="none"])').waitFor()
    if (name === 'all') await page.locator('[data-drawn="yes"]').nth(3).waitFor()
    const look = async part => {
      looks++
      for (const misfit of await page.evaluate(misfits)) found.push(`${way} ${part}: ${misfit}`)
      if (!paper) {
        const { violations } = await new AxeBuilder({ page }).analyze()
        for (const { id, nodes } of violations) found.push(`${way} ${part}: axe ${id}: ${nodes[0].html.slice(0, 120)}`)
      }
      if (shots) await page.screenshot({ path: join(shots, `${way}-${part}.png`), fullPage: part !== 'dialog' && part !== 'number' })
    }
    await look(name)
    if (name === 'all' && !paper) {
      await page.locator('#open-dialog').click()
      await page.locator('dialog[open]').waitFor()
      await look('dialog')
    }
    await page.close()
  }
  await context.close()
}
await browser.close()
server.close()
for (const line of found) console.log(line)
console.log(`examples: ${looks} looks, ${found.length} faults`)
process.exitCode = found.length ? 1 : 0
