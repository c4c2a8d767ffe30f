import { paperOf } from '@latchkey/rules/caretaker.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import type { Text } from '@latchkey/ui/language.ts'
import { paperWords } from '@latchkey/ui/paper-words.ts'
import type { PhotoName } from './photo-store.ts'

/** What a photo is of: the paper's short name with its side where there are several, the card photo, or the turned face. @param say the city's texts */
export function photoWords(
  text: Text,
  rules: Rules,
  say: (key: string) => string,
  name: PhotoName,
): { title: string; side: string | null } {
  if (name.purpose === 'caretaker') return { title: text('kinds.photo.caretaker'), side: null }
  if (name.purpose !== 'paper') return { title: text(`photos.name.${name.purpose}`), side: null }
  const paper = name.paper === null ? null : paperOf(rules, name.paper)
  const title = paper ? paperWords(text, say, name.paper!) : text('photos.name.other')
  const all = Math.max(paper?.sides ?? 1, name.side)
  return { title, side: all > 1 ? text('photos.side', { n: name.side, all }) : null }
}

/** One line: 'Lease, side or page 2 of 2'. */
export function photoLine(...of: Parameters<typeof photoWords>): string {
  const { title, side } = photoWords(...of)
  return side ? `${title} · ${side}` : title
}
