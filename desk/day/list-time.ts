/** Desk: when a card that is ended now has ended: with the next cancelled list, at the full hour; in practice with the next minute. */

/** Seconds since 1970. */
export const nextListAt = (now: number, practice: boolean): number => {
  const every = practice ? 60 : 3600
  return (Math.floor(now / every) + 1) * every
}
