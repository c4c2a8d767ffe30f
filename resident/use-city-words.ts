import { cityText } from '@latchkey/cities/city.ts'
import { both, useLanguage } from '@latchkey/ui/language.ts'
import { useWorld } from './world.ts'

/** The city's own sentence for a key, in the page's language, and in a helper's where there is one. */
export function useCityWords(): (key: string) => string {
  const { cityTexts } = useWorld()
  useLanguage()
  return key => both(code => cityText(cityTexts, code, key))
}
