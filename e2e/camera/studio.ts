/** A page that draws: specimens and plates on a table become the pixels of a film, plates become pictures. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlateCard } from '@latchkey/card/plates.ts'
import type { CityNames } from '@latchkey/cities/city.ts'
import { build } from 'vite'
import { top } from '../../tools/build.mjs'
import { cityPlugin } from '../../tools/city-plugin.mjs'
import { openPerson } from '../browser.ts'
import type { Before, Studio } from './drawing.ts'
import { type Scene, writeFilm } from './film.ts'

export interface OpenStudio {
  /** Writes the film; its scenes are numbered as given. */
  film<Name extends string>(path: string, scenes: Record<Name, Before>): Promise<Record<Name, number>>
  /** A photo somebody has on their phone. @returns a PNG file */
  photo(before: Before): Promise<Buffer>
  /** The back of a plate with this code on it. @returns PNG as a data address */
  plateBack(card: Omit<PlateCard, 'pictures'>, names: CityNames): Promise<string>
  /** What a stranger's reader reads on a picture of a plate. */
  codeOn(address: string): Promise<string>
  close(): Promise<void>
}

const dataAddress = (file: string, type: string) => `data:${type};base64,${readFileSync(file).toString('base64')}`

/** The published specimen of a passport (ORIGIN.md); its holder is Anna Maria Eriksson, born 12 August 1974. */
export const utopiaPassport = () => dataAddress(join(top, 'e2e/camera/utopia-passport.jpg'), 'image/jpeg')

export async function openStudio(): Promise<OpenStudio> {
  const made = await build({
    configFile: false,
    root: top,
    logLevel: 'error',
    publicDir: false,
    plugins: [cityPlugin({ directory: join(top, 'cities/chicago'), builtAt: 0, build: '' })],
    build: {
      write: false,
      minify: false,
      lib: { entry: join(top, 'e2e/camera/drawing.ts'), formats: ['iife'], name: 'drawing' },
    },
  })
  const [output] = Array.isArray(made) ? made : [made]
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (!chunk) throw new Error('the studio was not built')
  const person = await openPerson()
  await person.page.addScriptTag({ content: chunk.code })
  const page = person.page
  return {
    async film(path, scenes) {
      const names = Object.keys(scenes) as (keyof typeof scenes)[]
      const drawn: Scene[] = []
      for (const name of names) {
        const pixels = await page.evaluate(
          before => (globalThis as unknown as { studio: Studio }).studio.scene(before),
          scenes[name] as Before,
        )
        drawn.push({ name, pixels: new Uint8Array(Buffer.from(pixels, 'base64')) })
      }
      writeFilm(path, drawn)
      return Object.fromEntries(names.map((name, at) => [name, at])) as Record<(typeof names)[number], number>
    },
    photo: async before => {
      const address = await page.evaluate(before => (globalThis as unknown as { studio: Studio }).studio.photo(before), before)
      return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
    },
    plateBack: (card, names) =>
      page.evaluate(([card, names]) => (globalThis as unknown as { studio: Studio }).studio.plateBack(card, names), [card, names] as const),
    codeOn: address => page.evaluate(address => (globalThis as unknown as { studio: Studio }).studio.codeOn(address), address),
    close: () => person.close(),
  }
}
