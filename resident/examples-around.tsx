import { cityText } from '@latchkey/cities/city.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { PageShell } from '@latchkey/ui/page-shell.tsx'
import type { Now } from '@latchkey/wire/waiting.ts'
import type { ComponentChildren } from 'preact'
import { cityTexts, practice } from './city.ts'
import { WaysLeft } from './sites/ways-left.tsx'

/** The shell as the app puts it around every screen. */
export function Around(props: {
  onStop?: (() => void) | undefined
  /** Keys of what stands in the bars above the screen: of a city's notice, of a fault. */
  notice?: string | undefined
  /** What the server says of the ways in: which are left stands behind the notice. */
  left?: Now | undefined
  offline?: string | undefined
  children?: ComponentChildren
}) {
  const { notice, offline, left, ...rest } = props
  const text = useText()
  const { code } = useLanguage()
  return (
    <PageShell
      product={cityText(cityTexts, code, 'name.card')}
      practice={practice}
      listen
      notice={
        (notice || left) && (
          <>
            {notice && cityText(cityTexts, code, notice)}
            {left && <WaysLeft now={left} link />}
          </>
        )
      }
      offline={offline && text(offline)}
      {...rest}
    />
  )
}
