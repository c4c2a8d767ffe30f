/** *What this phone still knows* (PROTOCOL §7): every kept thing in plain words, removed one by one or all at once. */
import './backup.css'
import { Button } from '@latchkey/ui/button.tsx'
import { Dialog } from '@latchkey/ui/dialog.tsx'
import { EraseSign } from '@latchkey/ui/icons/signs.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Panel } from '@latchkey/ui/panel.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { useEffect, useState } from 'preact/hooks'
import { cardKey } from '../card/kept-card.ts'
import type { KnownThing } from '../kept-things.ts'
import { usePhotos } from '../photos/use-photos.ts'
import { useWorld } from '../world.ts'

export interface KnownPageProps {
  /** A visit is open: what it works with is not removed one by one, only all at once. */
  visiting: boolean
  onBack: () => void
  /** All is erased. The server was asked for `Clear-Site-Data` where it could be reached. */
  onErased: () => void
}

/** What a page may still hold although the cache is empty: said, because no page can erase it. */
const beyond = ['history', 'downloads', 'screenshots', 'keyboard', 'printed', 'shared'] as const

type Asking = KnownThing | 'all' | null

export function KnownPage(props: KnownPageProps) {
  const { visiting, onBack, onErased } = props
  const world = useWorld()
  const text = useText()
  const photos = usePhotos(world.photos)
  const [known, setKnown] = useState<readonly KnownThing[] | null>(null)
  const [asking, setAsking] = useState<Asking>(null)
  const [erasing, setErasing] = useState(false)
  const look = async () => setKnown(await world.things.known())
  useEffect(() => void look(), [])

  const inUse = (thing: KnownThing) => visiting && (thing === 'answers' || thing === 'number' || thing === 'place' || thing === 'visit')
  const remove = async (thing: KnownThing) => {
    setAsking(null)
    await removing[thing](world)
    await look()
  }
  const eraseAll = async () => {
    setErasing(true)
    world.photos.clear()
    await world.things.eraseAll()
    setAsking(null)
    onErased()
  }

  if (known === null) return <Spinner>{text('shell.busy')}</Spinner>
  const nothing = known.length === 0 && photos.length === 0
  return (
    <Screen at="known" title={text('backup.knows.title')} lead={text(nothing ? 'backup.knows.none' : 'backup.knows.text')} onBack={onBack}>
      {!nothing && (
        <ul class="known">
          {known.map(thing => (
            <li class="known-thing" key={thing} data-known={thing}>
              <div class="known-words">
                <strong>{text(`backup.knows.${thing}`)}</strong>
                <span>{text(`backup.knows.${thing}.text`)}</span>
                {inUse(thing) && <span class="soft">{text('backup.knows.busy')}</span>}
              </div>
              {!inUse(thing) && (
                <Button label={text('backup.knows.remove.what', { what: text(`backup.knows.${thing}`) })} onPress={() => setAsking(thing)}>
                  {text('backup.knows.remove')}
                </Button>
              )}
            </li>
          ))}
          {photos.length > 0 && (
            <li class="known-thing" data-known="photos">
              <div class="known-words">
                <strong>{text('backup.knows.photos')}</strong>
                <span>{text('backup.knows.photos.text', { count: photos.length })}</span>
              </div>
              <Button label={text('backup.knows.remove.what', { what: text('backup.knows.photos') })} onPress={() => world.photos.clear()}>
                {text('backup.knows.remove')}
              </Button>
            </li>
          )}
        </ul>
      )}
      <p class="fine">{text('backup.knows.pages')}</p>
      <div class="known-erase">
        <Button kind="danger" wide id="erase-all" icon={<EraseSign />} onPress={() => setAsking('all')}>
          {text('backup.erase')}
        </Button>
      </div>
      <CannotErase />
      <Dialog
        id="erase-dialog"
        open={asking !== null}
        title={
          asking === 'all' ? text('backup.erase.title') : asking && text('backup.knows.sure', { what: text(`backup.knows.${asking}`) })
        }
        onClose={() => setAsking(null)}
        actions={
          <>
            <Button kind="main" onPress={() => setAsking(null)}>
              {text('backup.knows.keep')}
            </Button>
            <Button
              kind="danger"
              id="erase-yes"
              busy={erasing}
              onPress={() => void (asking === 'all' ? eraseAll() : asking && remove(asking))}
            >
              {text(asking === 'all' ? 'backup.erase.yes' : 'backup.knows.yes')}
            </Button>
          </>
        }
      >
        <p>{asking === 'all' ? text('backup.erase.text') : asking && text(`backup.knows.${asking}.gone`)}</p>
        {asking === 'all' && known.includes('card') && <Notice tone="warn">{text('backup.knows.card.gone')}</Notice>}
      </Dialog>
    </Screen>
  )
}

const removing: Readonly<Record<KnownThing, (world: ReturnType<typeof useWorld>) => Promise<void>>> = {
  answers: world => world.things.eraseAnswers(),
  number: world => world.things.eraseTurn(),
  async place(world) {
    // First: without a number the page looks whether there is still a way back.
    await world.things.eraseComeback()
    await world.things.eraseTurn()
  },
  // The keys are named in visit.ts; removing them ends the right to go on where the visit was.
  async visit(world) {
    for (const key of ['visit', 'draft', 'unsaved']) await world.kept.erase(key)
  },
  slip: world => world.things.eraseSlip(),
  async booking(world) {
    for (const key of ['booking', 'booking asked']) await world.kept.erase(key)
  },
  async card(world) {
    for (const key of [cardKey, 'holder']) await world.kept.erase(key)
  },
  async language(world) {
    for (const key of ['language', 'helper', 'words first', 'words later']) await world.kept.erase(key)
    world.help?.end()
  },
}

/** After *Erase all*. */
export function ErasedPage(props: { onHome: () => void }) {
  const text = useText()
  return (
    <Screen
      at="erased"
      title={text('backup.erase.done')}
      lead={text('backup.erase.done.text')}
      actions={
        <Button kind="main" id="home" onPress={props.onHome}>
          {text('visit.home')}
        </Button>
      }
    >
      <CannotErase />
    </Screen>
  )
}

function CannotErase() {
  const text = useText()
  return (
    <Panel title={text('backup.cannot.title')} tone="soft">
      <p>{text('backup.cannot.text')}</p>
      <ul>
        {beyond.map(one => (
          <li key={one}>{text(`backup.cannot.${one}`)}</li>
        ))}
      </ul>
    </Panel>
  )
}
