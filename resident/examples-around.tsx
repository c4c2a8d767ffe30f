import { cityText } from '@latchkey/cities/city.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { PageShell } from '@latchkey/ui/page-shell.tsx'
import type { ComponentChildren } from 'preact'
import { cityTexts, practice } from './city.ts'

/** The shell as the app puts it around every screen. */
export function Around(props: {
  onStop?: (() => void) | undefined
  /** Keys of what stands in the bars above the screen: of a city's notice, of a fault. */
  notice?: string | undefined
  offline?: string | undefined
  children?: ComponentChildren
}) {
  const { notice, offline, ...rest } = props
  const text = useText()
  const { code } = useLanguage()
  return (
    <PageShell
      product={cityText(cityTexts, code, 'name.card')}
      practice={practice}
      listen
      notice={notice && cityText(cityTexts, code, notice)}
      offline={offline && text(offline)}
      {...rest}
    />
  )
}
