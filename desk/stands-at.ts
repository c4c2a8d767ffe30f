/**
 * Where a desk stands: the page's address says it (`/desk#main_office`), as a kiosk's does, so that whoever sets the computer up says it once and no clerk is asked.
 * Read when the page opens: later the same part of the address names a screen.
 */
import { placesIn } from './day/hand-in-where.tsx'

/** @param hash of the address @param texts the city's English: whoever sets it up may have mistyped, and then it is no place @returns the site's id, or null */
export function standsAt(hash: string, texts: Record<string, string>): string | null {
  const places = placesIn(texts)
  return (
    hash
      .slice(1)
      .split(',')
      .find(said => places.includes(said)) ?? null
  )
}
