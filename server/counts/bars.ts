/**
 * Bars of the report. The lengths are SVG made here; every letter is HTML beside it, so that words wrap, mirror, grow and print as words do. The numbers stand in
 * the same table: who cannot see a bar reads the row.
 */
import { safe } from '../record/still-page.ts'

export interface Bar {
  label: string
  /** Language of the label, if it is not the page's. */
  lang?: string
  sure: number
  /** Where desks rounded by chance: as many are likely. */
  likely?: number
  /** What is read at the end of the bar. */
  says: string
}

/** The broken end that means *or more*, in units of the bar's thickness axis. */
const pieces = [
  [7, 7],
  [20, 5],
  [31, 3],
] as const

/** @param most the longest of its chart */
function across(sure: number, likely: number, most: number): string {
  const room = 960
  const of = (value: number) => Math.round((value / Math.max(1, most)) * room)
  const light = likely > sure ? `<rect class="likely" x="0" y="4" width="${of(likely)}" height="16"/>` : ''
  const end = of(sure)
  const dark = sure > 0 ? `<rect class="sure" x="0" y="0" width="${end}" height="24"/>` : ''
  const more =
    sure > 0 && likely <= sure
      ? pieces.map(([at, width]) => `<rect class="sure" x="${end + at}" y="0" width="${width}" height="24"/>`).join('')
      : ''
  return `<svg viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true" focusable="false">${light}${dark}${more}</svg>`
}

/** One row a bar, in a table. */
export function barRows(bars: readonly Bar[], caption: string): string {
  const most = Math.max(...bars.map(({ sure, likely = 0 }) => Math.max(sure, likely)))
  const rows = bars.map(({ label, lang, sure, likely = sure, says }) => {
    const name = lang ? `<bdi lang="${lang}">${safe(label)}</bdi>` : safe(label)
    return `<tr${sure === 0 ? ' class="none"' : ''}><th scope="row">${name}</th><td class="bar">${across(sure, likely, most)}</td><td class="says">${safe(says)}</td></tr>`
  })
  return `<table class="bars"><caption>${safe(caption)}</caption><tbody>${rows.join('')}</tbody></table>`
}

export interface Column {
  /** Under the column. */
  label: string
  value: number
  /** On top of it. */
  says: string
  /** Its time has not come. */
  ahead?: boolean
}

/**
 * Columns beside each other: a table of two rows, the upper one drawn. `sparse`: many of them, so that a phone shows every third label. `more`: with the broken end.
 */
export function columns(all: readonly Column[], caption: string, { sparse = false, more: open = false }): string {
  const most = Math.max(...all.map(({ value }) => value))
  const room = 93
  const drawn = all.map(({ value, says, ahead }) => {
    const high = Math.round((value / Math.max(1, most)) * room * 10) / 10
    const top = 100 - high
    const more =
      open && value > 0
        ? [2, 4.4, 6.2]
            .map((up, at) => `<rect class="sure" x="0" y="${(top - up).toFixed(1)}" width="100" height="${[1.4, 0.9, 0.5][at]}"/>`)
            .join('')
        : ''
    const svg = `<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">${value > 0 ? `<rect class="sure" x="0" y="${top.toFixed(1)}" width="100" height="${high}"/>` : ''}${more}</svg>`
    return `<td${ahead ? ' class="ahead"' : ''}><span class="says${value === most && value > 0 ? ' most' : ''}">${safe(says)}</span>${svg}</td>`
  })
  const heads = all.map(({ label }) => `<th scope="col">${safe(label)}</th>`)
  return `<table class="columns${sparse ? ' sparse' : ''}"><caption>${safe(caption)}</caption><tbody><tr>${drawn.join('')}</tr></tbody><thead><tr>${heads.join('')}</tr></thead></table>`
}
