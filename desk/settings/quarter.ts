/** Settings: a period by the name an office gives it. */
import { periodFirst } from '@latchkey/certificates/period.ts'

/** 11 → 'Q4 2026'. */
export const quarterName = (period: number): string => `Q${(period % 4) + 1} ${new Date(periodFirst(period) * 1000).getUTCFullYear()}`

/** Where the cancelled list of a period is: wire/cancelled.ts, on the city's first origin. */
export const listAddressOf = (origin: string, period: number): string => `${origin}/cancelled/list/${period}`
