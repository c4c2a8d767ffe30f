import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel } from '@latchkey/ui/notice.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/**
 * A screen whose code comes when it is first needed: the first page stays light (60 kB), and somebody who only checks papers never
 * loads the visit. When it does not come the page says so and asks again.
 */
export function lazyScreen<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null
  return function LazyScreen(props: P) {
    const text = useText()
    const [, draw] = useState(0)
    const [failed, setFailed] = useState(false)
    const get = () => {
      setFailed(false)
      load().then(
        component => {
          loaded = component
          draw(n => n + 1)
        },
        () => setFailed(true),
      )
    }
    useEffect(() => {
      if (!loaded) get()
    }, [])
    const Loaded = loaded
    if (Loaded) return <Loaded {...props} />
    if (!failed) return <Spinner>{text('number.loading')}</Spinner>
    return (
      <ErrorPanel
        what={text('number.load_failed')}
        actions={
          <Button kind="main" onPress={get}>
            {text('shell.try_again')}
          </Button>
        }
      />
    )
  }
}
