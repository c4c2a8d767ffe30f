import { directionOf, type LanguageCode, languages, type Text, textIn } from '@latchkey/ui/language.ts'
import type { ComponentChildren } from 'preact'

/** The same words in every language of the city, one under the other: whoever comes to a screen of all has chosen none yet. */
export function InEveryLanguage({ say }: { say: (text: Text, code: LanguageCode) => ComponentChildren }) {
  return (
    <>
      {languages.map(code => (
        <span key={code} class="every-language" lang={code} dir={directionOf(code)}>
          {say(textIn(code), code)}
        </span>
      ))}
    </>
  )
}
