/** Calendar days of the city, in its own time zone. */

const formats = new Map<string, Intl.DateTimeFormat>()

function parts(seconds: number, zone: string): Record<string, string> {
  let format = formats.get(zone)
  if (format === undefined) {
    const digits = '2-digit'
    const fields = { year: 'numeric', month: digits, day: digits, hour: digits, minute: digits, second: digits } as const
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...fields })
    formats.set(zone, format)
  }
  return Object.fromEntries(format.formatToParts(seconds * 1000).map(part => [part.type, part.value]))
}

/**
 * The last answers, by what was asked. Every look at *now serving* and every number asks for the same few, and a calendar takes longer to say a day
 * than the rest of the answer takes together.
 */
const told = new Map<string, number | string>()
const mostTold = 256

function once<T extends number | string>(asked: string, answer: () => T): T {
  const known = told.get(asked)
  if (known !== undefined) return known as T
  if (told.size >= mostTold) told.clear()
  const said = answer()
  told.set(asked, said)
  return said
}

/** The city's day at a moment, YYYY-MM-DD. Days begin with a whole minute everywhere. */
export function dayOf(seconds: number, zone: string): string {
  return once(`day ${Math.floor(seconds / 60)} ${zone}`, () => {
    const { year, month, day } = parts(seconds, zone)
    return `${year}-${month}-${day}`
  })
}

/** What the city's clocks show at a moment, HH:MM. */
export function timeOf(seconds: number, zone: string): string {
  const { hour, minute } = parts(seconds, zone)
  return `${hour}:${minute}`
}

/** The moment a clock in the city shows `time` (HH:MM) on `day`; on a day that skips or doubles that hour, the later reading. */
export function momentOf(day: string, time: string, zone: string): number {
  return once(`${day} ${time} ${zone}`, () => findMoment(day, time, zone))
}

function findMoment(day: string, time: string, zone: string): number {
  const wanted = Date.parse(`${day}T${time}:00Z`) / 1000
  const shown = (seconds: number) => {
    const { year, month, day: date, hour, minute, second } = parts(seconds, zone)
    return Date.parse(`${year}-${month}-${date}T${hour}:${minute}:${second}Z`) / 1000
  }
  // Twice, because the first guess may lie on the other side of a change of clocks.
  const once = wanted - (shown(wanted) - wanted)
  return once - (shown(once) - wanted)
}

/** Last second of the city's day. */
export function dayEnds(day: string, zone: string): number {
  return momentOf(day, '23:59', zone) + 59
}

/** The calendar day after `day`, both YYYY-MM-DD. */
export const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
