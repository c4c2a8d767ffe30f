/** What goes wrong at a card printer, drawn by us: four pictures that a clerk picks from. */
import type { ComponentChildren } from 'preact'

const printer = <path class="tint" d="M6 14h36v22H6z" />

const drawn: Record<'ribbon' | 'cards' | 'jam' | 'colour', ComponentChildren> = {
  /** Two rolls, and the band between them torn. */
  ribbon: (
    <>
      <circle class="tint" cx="12" cy="18" r="8" />
      <circle class="tint" cx="36" cy="18" r="8" />
      <circle cx="12" cy="18" r="2.5" />
      <circle cx="36" cy="18" r="2.5" />
      <path d="M12 26h8l-2 3.500 3 2.500-2 3M36 26h-8l2 3.500-3 2.500 2 3" />
      <path d="M6 42h36" />
    </>
  ),
  /** A tray with nothing in it. */
  cards: (
    <>
      {printer}
      <path d="M12 36v6h24v-6M16 21h16M16 26h16" />
      <path d="M19 4l10 7M29 4l-10 7" />
    </>
  ),
  /** A bent card, half out. */
  jam: (
    <>
      {printer}
      <path d="M12 20h24" />
      <path d="M15 20v7c0 5 6 3 6 8s-3 4-3 8h15c0-4 3-3 3-8s-3-3-3-8v-7" />
      <path d="M24 4v6M17 5l2 5M31 5l-2 5" />
    </>
  ),
  /** A card with bands across the face. */
  colour: (
    <>
      <rect class="tint" x="4" y="10" width="40" height="28" rx="4" />
      <circle cx="15" cy="20" r="4" />
      <path d="M8 32c.5-4 3-6 7-6s6.500 2 7 6M28 18h10" />
      <path d="M4 23h40M4 27h40M28 33h10" />
      <path d="M33 10v28M37 10v28" />
    </>
  ),
}

export function MishapPicture(props: { of: keyof typeof drawn }) {
  return (
    <svg class="paper" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">
      {drawn[props.of]}
    </svg>
  )
}
