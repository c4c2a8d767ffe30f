/** Made by tools/vite-city.mjs at build: the files of one city, and when and from what the build was made. */
declare module 'virtual:city' {
  import type { City } from '@latchkey/cities/city.ts'

  export const root: City['root']
  export const rules: City['rules']
  export const names: City['names']
  export const texts: City['texts']
  /** Seconds since 1970. */
  export const builtAt: number
  /** Short hash of the sources. */
  export const build: string
}
