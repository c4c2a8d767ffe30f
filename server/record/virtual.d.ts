/** Made by tools/texts-plugin.mjs. */
declare module 'virtual:record' {
  /** Words of the record as server/record/texts has them, by language: those this build offers. */
  export const texts: Record<string, unknown>
  /** Of these, checked by a native speaker. */
  export const reviewed: string[]
}
