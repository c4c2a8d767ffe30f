import { cityText } from '@latchkey/cities/city.ts'
import { paperOf } from '@latchkey/rules/caretaker.ts'
import type { Text } from '@latchkey/ui/language.ts'
import { paperWords } from '@latchkey/ui/paper-words.ts'
import type { World } from '../world.ts'
import type { PhotoName } from './photo-store.ts'

/** What a photo is of: the paper's short name with its side where there are several, the card photo, or the turned face. */
export function photoWords(
  text: Text,
  world: Pick<World, 'rules' | 'cityTexts'>,
  language: string,
  name: PhotoName,
): { title: string; side: string | null } {
  if (name.purpose === 'caretaker') return { title: text('kinds.photo.caretaker'), side: null }
  if (name.purpose !== 'paper') return { title: text(`photos.name.${name.purpose}`), side: null }
  const paper = name.paper === null ? null : paperOf(world.rules, name.paper)
  const title = paper ? paperWords(text, key => cityText(world.cityTexts, language, key), name.paper!) : text('photos.name.other')
  const all = Math.max(paper?.sides ?? 1, name.side)
  return { title, side: all > 1 ? text('photos.side', { n: name.side, all }) : null }
}

/** One line: 'Lease, side or page 2 of 2'. */
export function photoLine(...of: Parameters<typeof photoWords>): string {
  const { title, side } = photoWords(...of)
  return side ? `${title} · ${side}` : title
}
