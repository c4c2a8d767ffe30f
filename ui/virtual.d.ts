/** The city this bundle was built for; made by tools/city-plugin.mjs. */
declare module 'virtual:city' {
  export const root: unknown
  export const rules: unknown
  export const names: unknown
  export const texts: Record<string, unknown>
  /** Times at a counter can be booked in this city (slots.json). */
  export const counterBooks: boolean
  /** Seconds since 1970: a phone whose clock is before this moment is wrong. */
  export const builtAt: number
  /** Hash of the sources, hex. */
  export const build: string
}

/** How the city's card looks: card/look.ts reads it. Made by tools/city-plugin.mjs, apart so that the first page does not carry it. */
declare module 'virtual:city/look' {
  export const look: unknown
}

/** Rules of the versions before, newest first, without notes. Made by tools/city-plugin.mjs. */
declare module 'virtual:city/earlier' {
  export const earlier: unknown[]
}

/** What this build can speak; made by tools/texts-plugin.mjs. Codes of cities/languages.json. */
declare module 'virtual:languages' {
  /** Complete for whoever is no member of staff. English first. */
  export const offered: string[]
  /** Of these, with the desk's own screens. */
  export const staff: string[]
  /** Of these, checked by a native speaker. */
  export const reviewed: string[]
  /** Where the words of languages lie that are not built in (tools/words.mjs); null where all are. */
  export const words: { first: string; later: string | null } | null
}

/** Where each paper comes from: rules/where.ts reads it. Made by tools/city-plugin.mjs, apart for the same reason. */
declare module 'virtual:city/where' {
  export const where: unknown
}

/** Compiled messages by language and id; made by tools/texts-plugin.mjs. */
declare module 'virtual:texts' {
  export const texts: Record<string, Record<string, string | unknown[]>>
}

/** The same for later screens of an app that names `later` namespaces; empty elsewhere. */
declare module 'virtual:texts/later' {
  export const texts: Record<string, Record<string, string | unknown[]>>
}

/** The verifier's test cards, sealed at build; made by tools/test-cards-plugin.mjs from try/test-cards/make-test-cards.ts. */
declare module 'virtual:test-cards' {
  export const testCards: {
    /** root.json of the cards' own root. */
    root: unknown
    /** Seconds since 1970: the moment they were made, at which they are checked. */
    now: number
    periods: { certified: string; list: string }[]
    cards: {
      kind: 'valid' | 'no_face' | 'expired' | 'cancelled' | 'changed' | 'unknown_issuer' | 'practice' | 'other_code'
      text: string
      version?: number
    }[]
  }
}
