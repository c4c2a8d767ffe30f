/** When what happens in a load: arithmetic only, so that a test can hold it. Seconds since the load began, unless said otherwise. */

export interface Size {
  /** Phones that look at *now serving*; one in four takes a number. */
  phones: number
  /** Visits in progress, each with a desk. */
  visits: number
  /** How often the server is killed. */
  kills: number
  /** Minutes of load in all. */
  minutes: number
}

export const whole: Size = { phones: 20_000, visits: 200, kills: 10, minutes: 6 }

/** Numbers are taken in the first minute, by one phone in four. */
export const arriveIn = 57
export const takesNumber = (phone: number): boolean => phone % 4 === 0
export const numbersOf = ({ phones }: Pick<Size, 'phones'>): number => Math.ceil(phones / 4)

/** Milliseconds after the start at which this phone comes: all of them evenly, the last with time to get its number in the first minute, or in the first half of a shorter load. */
export function arrivesAt(phone: number, { phones, minutes }: Size): number {
  return (phone / phones) * Math.min(arriveIn, minutes * 30) * 1000
}

/** Four pages a minute. */
export const pageEvery = 15_000
/** Milliseconds after the start at which a visit sends its first page: not all of them at once. */
export const firstPageAt = (visit: number, { visits }: Size): number => (visit / visits) * pageEvery

/** When the server is killed: evenly after everyone has come, with calm before the first and after the last. */
export function killsAt(size: Size): number[] {
  const from = arrivesAt(size.phones, size) / 1000
  const step = (size.minutes * 60 - from) / (size.kills + 1)
  return Array.from({ length: size.kills }, (_, at) => from + step * (at + 1) - step / 2)
}

const bounds: Record<keyof Size, [number, number]> = { phones: [4, 20_000], visits: [1, 200], kills: [0, 10], minutes: [0.5, 6] }

/** @throws RangeError for what is not one of these or out of bounds: a load never grows past the whole */
export function readSize(args: readonly string[]): Size {
  const size = { ...whole }
  for (let at = 0; at < args.length; at += 2) {
    const name = args[at]?.replace(/^--/, '') as keyof Size
    const value = Number(args[at + 1])
    const bound = bounds[name]
    if (!bound || !args[at]?.startsWith('--')) throw new RangeError(`There are --${Object.keys(bounds).join(', --')}`)
    if (!(value >= bound[0] && value <= bound[1])) throw new RangeError(`--${name} is from ${bound[0]} to ${bound[1]}`)
    size[name] = name === 'minutes' ? value : Math.floor(value)
  }
  return size
}
