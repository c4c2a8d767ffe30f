import { useEffect, useState } from 'preact/hooks'
import { type Dark, startDark } from './dark.ts'

/** Dark after two minutes without a key, and when the page is hidden: a locked computer hides it too. The key that wakes it does nothing else. */
export function useDark(): boolean {
  const [dark, setDark] = useState(false)
  useEffect(() => {
    const now: Dark = startDark({
      later: (seconds, run) => {
        const timer = setTimeout(run, seconds * 1000)
        return () => clearTimeout(timer)
      },
      onChange: next => {
        // At once and not at the next drawing: the operating system may take its last picture of the page now.
        document.documentElement.classList.toggle('desk-dark', next)
        setDark(next)
      },
    })
    const woke = (event: Event) => {
      if (!now.woke()) return
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    const hide = () => document.visibilityState === 'hidden' && now.hidden()
    window.addEventListener('keydown', woke, true)
    window.addEventListener('pointerdown', woke, true)
    document.addEventListener('visibilitychange', hide)
    window.addEventListener('pagehide', now.hidden)
    return () => {
      now.stop()
      document.documentElement.classList.remove('desk-dark')
      window.removeEventListener('keydown', woke, true)
      window.removeEventListener('pointerdown', woke, true)
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('pagehide', now.hidden)
    }
  }, [])
  return dark
}
