/** Desk: how long the phone has been without a line, and when the clerk may take the next person (product §3.2). */

export const patienceSeconds = 120

export function offlineFor(phone: { here: boolean; since: number }, now: number): { seconds: number; long: boolean } | null {
  if (phone.here) return null
  const seconds = Math.max(0, now - phone.since)
  return { seconds, long: seconds >= patienceSeconds }
}

/** 75 → '1:15', in the digits of every language of the desk. */
export const clockText = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
