// A language that speaks while pages without scripts are built: ICU texts by their id, as a page with scripts says them.
import { setupI18n } from '@lingui/core'
import { languageTable, spokenNamespaces } from './languages.mjs'
import { compiled, offeredIn, readMessages } from './texts-plugin.mjs'

/** @returns {{ code: string, reviewed: boolean, text: (id: string, values?: Record<string, string | number>) => string }[]} one for each language the city offers */
export function voicesOf(city, ui) {
  const { offered, reviewed } = offeredIn(city, ui)
  return offered.map(code => {
    const written = compiled(readMessages(ui, code, spokenNamespaces))
    // Wrapped, or plain text would be compiled a second time and its apostrophes read as quotes.
    const messages = Object.fromEntries(Object.entries(written).map(([id, message]) => [id, Array.isArray(message) ? message : [message]]))
    const speaker = setupI18n({ locale: code, locales: languageTable[code].locale, messages: { [code]: messages } })
    return { code, reviewed: reviewed.includes(code), text: (id, values) => speaker._(id, values) }
  })
}
