/** *Give this phone back empty*: what goes, what must be on paper first, and then nothing is left on a phone that is somebody else's. */
import { Button } from '@latchkey/ui/button.tsx'
import { EraseSign } from '@latchkey/ui/icons/signs.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useEffect, useState } from 'preact/hooks'
import type { KnownThing } from '../kept-things.ts'
import { useWorld, type World } from '../world.ts'

/** Everything of this visit leaves the device; then the page begins anew, so that neither its memory nor *back* has anything of before. */
export async function giveBack(world: Pick<World, 'things' | 'way'>, page: Window = window): Promise<void> {
  await world.things.eraseAll()
  // A frame of the tour is not the whole tab.
  if (page.parent !== page) return world.way.restart({ at: 'erased' })
  page.history.replaceState({ step: 0, erased: true }, '')
  page.location.reload()
}

export function GiveBackPage() {
  const world = useWorld()
  const text = useText()
  const [known, setKnown] = useState<readonly KnownThing[]>([])
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    void world.things.known().then(setKnown)
  }, [])
  const waits = known.includes('number') || known.includes('place')
  return (
    <Screen at="give_back" title={text('beside.give.title')} lead={text('beside.give.text')} onBack={() => world.way.back()}>
      {waits && !known.includes('card') && (
        <Notice tone="warn" id="give-waits">
          {text('beside.give.waits')}
        </Notice>
      )}
      {known.includes('card') && (
        <Notice
          tone="warn"
          id="give-card"
          title={text('beside.give.card')}
          actions={
            <Button id="give-sheet" onPress={() => world.way.go({ at: 'backup' })}>
              {text('beside.give.sheet')}
            </Button>
          }
        >
          <p>
            {text('beside.give.print')} {world.names.offices.length > 0 && text('beside.give.counter')}
          </p>
          <p>{text('beside.give.picture')}</p>
        </Notice>
      )}
      {known.includes('slip') && <Notice id="give-slip">{text('beside.give.slip')}</Notice>}
      <p>{text('beside.give.stays')}</p>
      <div class="buttons">
        <Button
          kind="danger"
          wide
          id="give-yes"
          icon={<EraseSign />}
          busy={busy}
          onPress={() => {
            setBusy(true)
            void giveBack(world)
          }}
        >
          {text('beside.give.yes')}
        </Button>
        <Button wide id="give-no" onPress={() => world.way.back()}>
          {text('beside.give.no')}
        </Button>
      </div>
    </Screen>
  )
}
