/** The second screen's own watch: a desk that fell silent, was reloaded or killed leaves nobody's card behind on it. No window in here. */
import { again, beat, readShown, type Shown } from './shown.ts'

/** Milliseconds without a word of the desk after which nothing stands there any more. The desk says one every second. */
export const silentFor = 3000

export interface Watch {
  /** Something came over the port. */
  hear(word: unknown): void
  /** To be called often. @param gone the desk's window is known to be closed */
  look(gone: boolean): void
}

export interface WatchOptions {
  /** Milliseconds, of a clock that only goes forward. */
  clock(): number
  /** Replaces what stands there. */
  become(shown: Shown): void
  /** Says a word to the desk. */
  say(word: string): void
}

export function createWatch({ clock, become, say }: WatchOptions): Watch {
  let stands = false
  let silenced = false
  let heardAt = clock()
  return {
    hear(word) {
      const shown = readShown(word)
      if (!shown && word !== beat) return
      heardAt = clock()
      if (shown) {
        stands = shown.show !== 'nothing'
        silenced = false
        become(shown)
      } else if (silenced) say(again)
    },
    look(gone) {
      if (!stands || (!gone && clock() - heardAt <= silentFor)) return
      stands = false
      // A desk that was only slow says it again.
      silenced = true
      become({ show: 'nothing' })
    },
  }
}
