/** Desk: the ten ticks of the morning (product D1). Marks on the screen only: a desk opens without them too, and says which are missing. */

/** In the order of their keys: 1 to 9, then 0. */
export const openingTicks = [
  'camera',
  'test_card',
  'tray',
  'ribbon',
  'rules',
  'list',
  'second_screen',
  'paper',
  'helper',
  'old_ribbon',
] as const
export type OpeningTick = (typeof openingTicks)[number]

export interface Opening {
  readonly done: ReadonlySet<OpeningTick>
  /** `no`: nobody has opened this desk for printing. `without`: no printing at this desk today. */
  readonly at: 'no' | 'open' | 'without'
}

export const noOpening: Opening = { done: new Set(), at: 'no' }

/** The tick of a digit as the keyboard has it: 0 is the tenth. Undefined for a digit that has none. */
export const tickAt = (number: number): OpeningTick | undefined => openingTicks[number === 0 ? 9 : number - 1]
/** The digit that ticks it. */
export const keyOf = (tick: OpeningTick): string => String((openingTicks.indexOf(tick) + 1) % 10)

/** The same morning with this tick set, or taken away. */
export function ticked(opening: Opening, tick: OpeningTick, on = !opening.done.has(tick)): Opening {
  const done = new Set(opening.done)
  if (on) done.add(tick)
  else done.delete(tick)
  return { ...opening, done }
}

/** What is not ticked, in the order of the keys. */
export const missing = ({ done }: Opening): OpeningTick[] => openingTicks.filter(tick => !done.has(tick))

/** Digits of any keyboard as a whole number up to `most`; null for anything else. */
export function wholeOf(typed: string, most: number): number | null {
  const digits = typed.trim().replace(/[٠-٩۰-۹]/g, digit => String(digit.charCodeAt(0) & 0xf))
  if (!/^\d{1,4}$/.test(digits)) return null
  const value = Number(digits)
  return value <= most ? value : null
}
