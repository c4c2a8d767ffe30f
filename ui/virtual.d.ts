/** The city this bundle was built for; made by tools/city-plugin.mjs. */
declare module 'virtual:city' {
  export const root: unknown
  export const rules: unknown
  export const names: unknown
  export const texts: Record<string, unknown>
  /** Seconds since 1970: a phone whose clock is before this moment is wrong. */
  export const builtAt: number
  /** Hash of the sources, hex. */
  export const build: string
}

/** Compiled messages by language and id; made by tools/texts-plugin.mjs. */
declare module 'virtual:texts' {
  export const texts: Record<string, Record<string, string | unknown[]>>
}
