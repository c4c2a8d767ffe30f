/** A city of the run's own: Chicago's rules under another root, with a recorded authority, in a temporary folder. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { top } from '../tools/build.mjs'

/** @param rootJson what the administrator's page offered to save, or null for a city that has none yet */
export function makeCity(directory: string, rootJson: string | null): string {
  mkdirSync(directory, { recursive: true })
  cpSync(join(top, 'cities/chicago'), directory, { recursive: true })
  rmSync(join(directory, 'root.json'), { force: true })
  if (rootJson) writeFileSync(join(directory, 'root.json'), rootJson)
  return directory
}

/** Texts as the page shows them, so that journeys press what a person reads. */
export function screenTexts(language: 'en' | 'es' | 'ar' = 'en'): Record<string, string> {
  const directory = join(top, 'ui/languages', language)
  const namespaces = [
    'shell',
    'camera',
    'home',
    'papers',
    'number',
    'photos',
    'visit',
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
    'try',
  ]
  return Object.assign({}, ...namespaces.map(name => JSON.parse(readFileSync(join(directory, `${name}.json`), 'utf8'))))
}
