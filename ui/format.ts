/** Times, days and lengths as a resident reads them, in the page's language and the city's time zone. */
import { type LanguageCode, localeOf } from './language.ts'

/** '2:40 PM'. @param seconds since 1970 @param timeZone the city's, e.g. 'America/Chicago' */
export const formatTime = (code: LanguageCode, seconds: number, timeZone: string): string =>
  new Intl.DateTimeFormat(localeOf(code), { hour: 'numeric', minute: '2-digit', timeZone }).format(seconds * 1000)

/** 'May 31, 2025', 'May 2025' or '2025'. @param day 'YYYY-MM-DD', 'YYYY-MM' or 'YYYY': a calendar day, month or year without a time zone */
export const formatDay = (code: LanguageCode, day: string): string =>
  new Intl.DateTimeFormat(localeOf(code), {
    ...(day.length > 7 && { day: 'numeric' }),
    ...(day.length > 4 && { month: 'long' }),
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}${'-01-01'.slice(day.length - 4)}T00:00:00Z`))

/** '1,204' with the digits of `localeOf`. */
export const formatNumber = (code: LanguageCode, value: number): string => new Intl.NumberFormat(localeOf(code)).format(value)

/** '$25', '$12.50'. @param cents of a dollar: every city so far names its prices so */
export const formatMoney = (code: LanguageCode, cents: number): string =>
  new Intl.NumberFormat(localeOf(code), {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(cents / 100)

/** 'a lease, a shelter letter, or a school record'. */
export const formatList = (code: LanguageCode, items: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string =>
  new Intl.ListFormat(localeOf(code), { type }).format(items)
