/**
 * JSON in one spelling (RFC 8785): keys by their UTF-16 units, no white space, texts as `JSON.stringify` writes them. Numbers are whole here, so the
 * standard's rules for fractions do not come up.
 */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

/** @throws TypeError for a number that is not whole */
export function canonicalJson(value: Plain): string {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError('a number that is not whole')
    return String(value)
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1))
  return `{${keys.map(key => `${JSON.stringify(key)}:${canonicalJson(value[key] as Plain)}`).join(',')}}`
}

const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value)
