/** A city of the run's own: Chicago's rules under another root, with a recorded authority, in a temporary folder. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '@latchkey/cities/city.ts'
import { top } from '../tools/build.mjs'

/** The law an invented city rests its counters on. */
const law = { citation: 'Test ordinance 1', text: 'Papers are looked at and not kept.', date: '2026-01-01', settledBy: 'Test counsel' }

/**
 * @param rootJson what the administrator's page offered to save, or null for a city that has none yet
 * @param options.counter outside practice: counters are open, because a law is recorded for them
 */
export function makeCity(directory: string, rootJson: string | null, options: { counter?: boolean } = {}): string {
  mkdirSync(directory, { recursive: true })
  cpSync(join(top, 'cities/chicago'), directory, { recursive: true })
  rmSync(join(directory, 'root.json'), { force: true })
  if (rootJson) writeFileSync(join(directory, 'root.json'), rootJson)
  if (options.counter) {
    const path = join(directory, 'rules.json')
    const rules = JSON.parse(readFileSync(path, 'utf8'))
    rules.ways.counter.authority = law
    writeFileSync(path, JSON.stringify(rules))
  }
  return directory
}

/** Texts as the page shows them, so that journeys press what a person reads. */
export function screenTexts(language: Language = 'en'): Record<string, string> {
  const directory = join(top, 'ui/languages', language)
  const namespaces = [
    'shell',
    'camera',
    'home',
    'papers',
    'kinds',
    'guide',
    'number',
    'turn',
    'photos',
    'visit',
    'refusal',
    'comeback',
    'card',
    'backup',
    'fault',
    'desk',
    'print',
    'day',
    'settings',
    'check',
    'lobby',
    'counter',
    'door',
    'beside',
    'booking',
    'second',
    'accessibility',
    'sites',
    'feedback',
    'operators',
    'host',
    'try',
    'watch',
  ]
  // What only staff reads is there in some languages alone.
  const files = namespaces.map(name => join(directory, `${name}.json`)).filter(path => existsSync(path))
  return Object.assign({}, ...files.map(path => JSON.parse(readFileSync(path, 'utf8'))))
}
