import { formatTime } from '@latchkey/ui/format.ts'
import { both, useLanguage } from '@latchkey/ui/language.ts'
import { useWorld } from './world.ts'

/** Seconds since 1970 → the time of day that the city's clocks show then, in the languages of the screen. */
export function useCityTime(): (seconds: number) => string {
  const { names } = useWorld()
  useLanguage()
  return seconds => both(code => formatTime(code, seconds, names.timeZone))
}
