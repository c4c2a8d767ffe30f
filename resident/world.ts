/** What every screen of the resident's page can reach. Made once by app.tsx; a robot of /try and a test make their own. */
import type { Socket } from '@latchkey/channel/socket.ts'
import type { CityNames, CityTexts } from '@latchkey/cities/city.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import type { CameraSource } from '@latchkey/ui/camera.ts'
import type { Kept } from '@latchkey/ui/kept.ts'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Help } from './beside/help.ts'
import type { KeptThings } from './kept-things.ts'
import type { DraftStore } from './papers/draft-store.ts'
import type { PhotoStore } from './photos/photo-store.ts'
import type { Way } from './screens.ts'
import type { Visit } from './visit/visit.ts'
import type { Alarm } from './waiting/alarm.ts'
import type { Looks } from './waiting/looks.ts'
import type { Turn } from './waiting/turn.ts'

export interface World {
  /** Built with a practice root. The root itself: root.ts. */
  practice: boolean
  rules: Rules
  names: CityNames
  /** City texts by language: papers, phrases, needs, reasons (cities/city.ts `cityText`). */
  cityTexts: CityTexts
  kept: Kept
  things: KeptThings
  /** Answers of R2 to R5, as typed so far. */
  draft: DraftStore
  /** Somebody helps, in another language or with a phone of their own. */
  help: Help | null
  photos: PhotoStore
  way: Way
  turn: Turn
  /** What everyone may know right now, and whether the server answers. */
  looks: Looks
  alarm: Alarm
  /** The visit of this page's place: made at the first call, the same one until it is over. Null without a place or answers; rejects when its code did not come. */
  openVisit(): Promise<Visit | null>
  /** The visit's card is made and another of the party begins: a new place is held, and what the caretaker prepared stays. */
  anotherCard(): Promise<void>
  /** A visit is open in this page. */
  visiting(): boolean
  /** The visit is over and read: lets it go. Number and place went with it. */
  closeVisit(): Promise<void>
  fetch: typeof globalThis.fetch
  openSocket(): Socket
  /** The device's camera, or what stands in for it in practice. */
  camera: CameraSource
  /** window.print, or what stands in for it. */
  print(): void
  /** Seconds since 1970. */
  clock(): number
  /** The city's day, YYYY-MM-DD: the server's if it was heard, else by this phone's clock. */
  today(): string
}

const context = createContext<World | null>(null)
export const WorldProvider = context.Provider

/** @throws Error outside a WorldProvider */
export function useWorld(): World {
  const world = useContext(context)
  if (!world) throw new Error('no world')
  return world
}
