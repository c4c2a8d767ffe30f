/**
 * Puts arguments into a message of the record: `{day}`, and `{count, plural, one {…} few {…} other {…}}` with `#` for the number. Of ICU's messages the record
 * uses no more, so the server carries no parser of all of them; a test compares every text with one that is somebody else's.
 */
export type Arguments = Record<string, string | number>

/**
 * @param locale BCP 47; decides which plural a number takes, and its figures
 * @param rtl strings are set apart, so that a name in Latin letters does not turn the sentence round
 */
export function say(message: string, locale: string, given: Arguments, rtl = false): string {
  let said = ''
  let at = 0
  for (let open = message.indexOf('{'); open >= 0; open = message.indexOf('{', at)) {
    const close = closing(message, open)
    said += message.slice(at, open) + argument(message.slice(open + 1, close), locale, given, rtl)
    at = close + 1
  }
  return said + message.slice(at)
}

function argument(inner: string, locale: string, given: Arguments, rtl: boolean): string {
  const name = /^\s*\w+/.exec(inner)?.[0].trim() ?? ''
  const value = given[name]
  if (value === undefined) throw new Error(`the text wants ${name}`)
  if (typeof value === 'string') return rtl ? `\u2068${value}\u2069` : value
  const number = new Intl.NumberFormat(locale).format(value)
  const forms = /^\s*\w+\s*,\s*plural\s*,/.exec(inner)?.[0]
  if (forms === undefined) return number
  const options = optionsOf(inner.slice(forms.length))
  const form = options.get(`=${value}`) ?? options.get(new Intl.PluralRules(locale).select(value)) ?? options.get('other') ?? ''
  return say(form, locale, given, rtl).replaceAll('#', () => number)
}

/** `one {…} other {…}` by the word before each brace. */
function optionsOf(text: string): Map<string, string> {
  const options = new Map<string, string>()
  let at = 0
  for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
    const close = closing(text, open)
    options.set(text.slice(at, open).trim(), text.slice(open + 1, close))
    at = close + 1
  }
  return options
}

/** Where the brace that opens at `open` closes. */
function closing(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++
    if (text[at] === '}' && --depth === 0) return at
  }
  throw new Error('a brace of the text is not closed')
}
