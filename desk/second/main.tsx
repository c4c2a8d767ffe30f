/** The second screen of a desk: turned to the resident. It shows what the desk's window says and keeps nothing. */
import '@latchkey/ui/all.css'
import './second.css'
import { names, root } from 'virtual:city'
import type { CityNames } from '@latchkey/cities/city.ts'
import { startLanguage } from '@latchkey/ui/language.ts'
import { render } from 'preact'
import { SecondPage } from './second-page.tsx'

await startLanguage({ wanted: ['en'] })
render(
  <SecondPage names={names as CityNames} practice={(root as { practice?: boolean } | null)?.practice ?? false} desk={window.opener} />,
  document.getElementById('app')!,
)
