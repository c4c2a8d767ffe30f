/** What a refused resident can keep: offered on the screen of the refusal, kept only if they tap. Nothing is said to anybody. */
import { Button } from '@latchkey/ui/button.tsx'
import { SaveSign } from '@latchkey/ui/icons/signs.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Panel } from '@latchkey/ui/panel.tsx'
import { useState } from 'preact/hooks'
import { useWorld } from '../world.ts'

export function SlipPanel({ slip }: { slip: Uint8Array }) {
  const world = useWorld()
  const text = useText()
  const [saved, setSaved] = useState(false)
  const save = async () => {
    await world.things.keepSlip(slip)
    setSaved(true)
  }
  return (
    <Panel title={text('refusal.slip')} tone="soft" id="refusal-slip">
      <p>
        {text('refusal.slip.what')} {text('refusal.slip.use')}
      </p>
      {!saved && (
        <div class="buttons">
          <Button id="slip-save" icon={<SaveSign />} onPress={() => void save().catch(() => {})}>
            {text('refusal.slip.save')}
          </Button>
        </div>
      )}
      <p role="status" id="slip-saved">
        {saved && text('refusal.slip.saved')}
      </p>
    </Panel>
  )
}
