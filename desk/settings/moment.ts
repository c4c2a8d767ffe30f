/** Settings: the moment at which a clock in the city shows a day and a time. Pure. */

/** 'HH:MM' as typed, digits of any script; null when it is no time of a day. */
export function timeOf(typed: string): string | null {
  const plain = typed
    .trim()
    .replace(/[٠-٩]/g, d => String(d.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, d => String(d.charCodeAt(0) - 0x6f0))
  const [, hours, minutes] = /^(\d{1,2})[:.](\d{2})$/.exec(plain) ?? []
  if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59) return null
  return `${hours.padStart(2, '0')}:${minutes}`
}

/**
 * Seconds since 1970. On a day that skips or doubles that hour, the later reading, as the server has it (server/clock/day.ts).
 * @param day YYYY-MM-DD @param time HH:MM @param zone IANA name
 */
export function momentOf(day: string, time: string, zone: string): number {
  const wanted = Date.parse(`${day}T${time}:00Z`) / 1000
  const digits = '2-digit'
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: digits,
    day: digits,
    hour: digits,
    minute: digits,
  })
  const shown = (seconds: number) => {
    const of = Object.fromEntries(format.formatToParts(seconds * 1000).map(part => [part.type, part.value]))
    return Date.parse(`${of.year}-${of.month}-${of.day}T${of.hour}:${of.minute}:00Z`) / 1000
  }
  // Twice, because the first guess may lie on the other side of a change of clocks.
  const once = wanted - (shown(wanted) - wanted)
  return once - (shown(once) - wanted)
}
