/** Desk: how old its copy of the cancelled lists is, in words. */
import { localeOf, useLanguage } from '@latchkey/ui/language.ts'
import type { OwnLists } from '../task.ts'

/** When the newest list at hand was made, seconds since 1970; null when there is none. */
export function newestListAt({ lists }: OwnLists): number | null {
  return lists.size === 0 ? null : Math.max(...[...lists.values()].map(list => list.at))
}

/** Seconds → '12 minutes', '5 hours', '3 days': the unit in which it still says something. */
export function useAge(): (seconds: number) => string {
  const { code } = useLanguage()
  return seconds => {
    const minutes = Math.max(0, Math.floor(seconds / 60))
    const [value, unit] =
      minutes < 120 ? [minutes, 'minute'] : minutes < 2880 ? [Math.floor(minutes / 60), 'hour'] : [Math.floor(minutes / 1440), 'day']
    return new Intl.NumberFormat(localeOf(code), { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  }
}
