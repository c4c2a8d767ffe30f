import { formatTime } from '@latchkey/ui/format.ts'
import { useLanguage } from '@latchkey/ui/language.ts'
import { useWorld } from './world.ts'

/** Seconds since 1970 → the time of day that the city's clocks show then, in the page's language. */
export function useCityTime(): (seconds: number) => string {
  const { names } = useWorld()
  const { code } = useLanguage()
  return seconds => formatTime(code, seconds, names.timeZone)
}
