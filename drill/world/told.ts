/**
 * What everyone is told, and what passes on the sockets in the clear: no word there may be a language that one person's phone asks in. A lane of one is a
 * list of one (adversary L22): whoever reads it knows that somebody of that language waits, and when they were seen.
 */

import type { Swept } from '../sweep/sweep.ts'

/** Languages that no word of ours is, none of them offered: one a person, so that each would be alone in its lane. */
export const rareLanguages = ['mam', 'quc', 'kek', 'hmn', 'rhg', 'din', 'ksw', 'chk', 'mah', 'luo', 'tem', 'wol'] as const

/** Characters of the shortest thing that is drawn or computed: sixteen bytes are 22, a code is 16. */
const shortestByChance = 16

export interface Told {
  hear(text: string): void
  /** What was named of the languages that phones ask in. Its beacon is a word of every answer. */
  swept(artefact: string, languages: readonly string[]): Swept
}

export function createTold(): Told {
  const words = new Set<string>()
  let bytes = 0
  return {
    hear(text) {
      bytes += text.length
      // A MAC, a code or a key is letters by chance; a name is shorter.
      for (const [name] of text.matchAll(/[A-Za-z0-9_-]+/g))
        if (name.length < shortestByChance) for (const [word] of name.matchAll(/[A-Za-z]{2,}/g)) words.add(word.toLowerCase())
    },
    swept(artefact, languages) {
      const named = [...new Set(languages)].filter(one => words.has(one))
      return {
        artefact,
        bytes,
        traces: named.map(one => `a language that one phone asks in: ${one}`),
        beacon: words.has('serving'),
        phantoms: 0,
      }
    },
  }
}
