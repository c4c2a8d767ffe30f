/** The names of all screens as the code has them, so that none is without an example: `<Screen at="papers">`, and what a template may become. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { top } from '../../tools/build.mjs'

const places = ['resident', 'desk', 'verifier', 'lobby']

/** @returns for each name in the code what a drawn screen's name must match */
export function screenNames(): Map<string, RegExp> {
  const names = new Map<string, RegExp>()
  for (const place of places) {
    for (const file of readdirSync(join(top, place), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.tsx') || /node_modules|(^|\/)examples/.test(file)) continue
      const source = readFileSync(join(top, place, file), 'utf8')
      for (const [, plain, template] of source.matchAll(/(?:<Screen(?:Frame)?\s+at|data-screen)=(?:"([\w-]+)"|\{`([^`]+)`\})/g)) {
        const name = plain ?? template!
        names.set(`${place} ${name}`, new RegExp(`^${name.replaceAll(/\$\{[^}]*\}/g, '[\\w,-]*')}$`))
      }
    }
  }
  return names
}

/** @param seen names of screens that were drawn, each after its package @returns the names nobody drew */
export const undrawn = (seen: Iterable<string>): string[] => {
  const all = [...seen]
  return [...screenNames()]
    .filter(([name, pattern]) => !all.some(one => one.split(' ')[0] === name.split(' ')[0] && pattern.test(one.split(' ')[1]!)))
    .map(([name]) => name)
}
