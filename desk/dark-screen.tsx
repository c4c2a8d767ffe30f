/** The screen is dark: nothing of a case is drawn, and the next key only brings it back. */
import { useText } from '@latchkey/ui/language.ts'

export function DarkScreen() {
  const text = useText()
  return (
    <div class="dark-screen" data-screen="dark" role="status">
      <h1 class="dark-words">{text('desk.dark')}</h1>
    </div>
  )
}
