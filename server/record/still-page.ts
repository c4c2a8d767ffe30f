/**
 * A page that reads without JavaScript, in every language at once: a language in an address would stand in a proxy's log; a link with a `#`, which never
 * leaves the phone, picks one.
 */
import type { Language } from '@latchkey/cities/city.ts'
import languageTable from '@latchkey/cities/languages.json'
import type { RecordTexts } from './record-texts.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const safe = (text: string) => text.replace(/[&<>"']/g, sign => escapes[sign] as string)

export interface StillPage {
  /** In English: a browser's tab has one title. */
  title: string
  /** Languages that the pages of this build offer; English is always there. */
  offered: readonly string[]
  /** Address of a style sheet behind the record's own. */
  look?: string
  /** What stands in `main`, from its stripe on. */
  part(code: Language): string
}

export function renderStill({ title, offered, look, part }: StillPage): string {
  const languages = (Object.keys(languageTable) as Language[])
    .filter(code => code === 'en' || offered.includes(code))
    .map(code => ({ code, ...languageTable[code] }))
  const links = languages.map(({ code, dir, name }) => `<a href="#${code}" lang="${code}" dir="${dir}">${safe(name)}</a>`).join(' ')
  // The first language stands last: without a `#` the style sheet shows the last, and without a style sheet all are there.
  const parts = languages.toReversed().map(({ code, dir }) => `<main id="${code}" lang="${code}" dir="${dir}">\n${part(code)}\n</main>`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)}</title>
<link rel="stylesheet" href="/record/record.css">${look === undefined ? '' : `\n<link rel="stylesheet" href="${look}">`}
<link rel="icon" href="data:,">
</head>
<body>
<nav class="languages" aria-label="Languages">${links}</nav>
${parts.join('\n')}
</body>
</html>
`
}

/** The stripe of practice, and the line where no native speaker has checked the words. */
export function renderTop(
  code: Language,
  page: RecordTexts['page'],
  { practice, reviewed }: { practice: boolean; reviewed: readonly string[] },
): string {
  const stripe = practice ? `<p class="practice">${safe(page.practice)}</p>\n` : ''
  const machine =
    code === 'en' || reviewed.includes(code)
      ? ''
      : `<p class="machine">${safe(page.unreviewed)} <a href="#en">${safe(page.readEnglish)}</a></p>\n`
  return stripe + machine
}
