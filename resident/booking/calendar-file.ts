/**
 * A booked time as a calendar file (RFC 5545), made on the phone: a neutral title, a place where there is one, an alarm. The code is not in it, and neither
 * is what the time is for: a calendar is often somebody else's computer. Pure.
 */

export interface CalendarEntry {
  /** Seconds since 1970. */
  starts: number
  ends: number
  /** A word that says nothing: *Appointment*. */
  title: string
  /** Where to go; null for a visit by phone. */
  place: string | null
  /** Seconds before it that the calendar rings. */
  alarms: readonly number[]
  /** Names the entry for calendars: random, and of this file alone. */
  uid: string
  /** When it was made, seconds since 1970. */
  made: number
}

/** @returns the file's text: lines of at most 75 octets, each ended by CRLF */
export function calendarFile({ starts, ends, title, place, alarms, uid, made }: CalendarEntry): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Latchkey//Calendar//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${utc(made)}`,
    // In UTC (§3.3.5, form 2): a phone that travels, and a night when clocks change, show it at the right moment.
    `DTSTART:${utc(starts)}`,
    `DTEND:${utc(ends)}`,
    `SUMMARY:${escaped(title)}`,
    ...(place === null ? [] : [`LOCATION:${escaped(place)}`]),
    ...alarms.flatMap(before => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escaped(title)}`,
      `TRIGGER:-PT${Math.round(before / 60)}M`,
      'END:VALARM',
    ]),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map(line => `${folded(line)}\r\n`).join('')
}

const utc = (seconds: number) => new Date(seconds * 1000).toISOString().replace(/[-:]|\.\d{3}/g, '')

/** §3.3.11: backslash, semicolon and comma are escaped, a new line is written out. */
const escaped = (text: string) => text.replace(/[\\;,]/g, sign => `\\${sign}`).replace(/\r?\n/g, '\\n')

/** §3.1: no line longer than 75 octets, and no letter torn apart. */
function folded(line: string): string {
  let out = ''
  let room = 75
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length
    if (size > room) {
      out += '\r\n '
      room = 74
    }
    out += letter
    room -= size
  }
  return out
}
