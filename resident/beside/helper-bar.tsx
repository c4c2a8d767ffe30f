import './beside.css'
import { Button } from '@latchkey/ui/button.tsx'
import { languageNames, useText } from '@latchkey/ui/language.ts'
import { useWorld } from '../world.ts'

/** Over every screen while somebody helps: what is so, and the way to change or end it. */
export function HelperBar() {
  const world = useWorld()
  const text = useText()
  const { help } = world
  const { at } = world.way.screen
  if (!help || at === 'helper' || at === 'give_back' || at === 'erased') return null
  return (
    <div class="helper-bar" id="helper-bar">
      {help.borrowed && (
        <Button kind="danger" id="helper-give" onPress={() => world.way.go({ at: 'give_back' })}>
          {text('beside.bar.erase')}
        </Button>
      )}
      <Button kind="link" id="helper-change" onPress={() => world.way.go({ at: 'helper' })}>
        {help.language === null ? text('beside.title') : <bdi lang={help.language}>{languageNames[help.language]}</bdi>}
      </Button>
    </div>
  )
}
