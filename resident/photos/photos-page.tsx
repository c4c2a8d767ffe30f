/** R8: photos while you wait. One side of one paper at a time, then the card photo; all of it in page memory. */
import './photos.css'
import { paperOf } from '@latchkey/rules/caretaker.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { LockSign } from '@latchkey/ui/icons/signs.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { LiveCamera } from '@latchkey/ui/live-camera.tsx'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Steps } from '@latchkey/ui/progress.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useState } from 'preact/hooks'
import { useCityWords } from '../use-city-words.ts'
import { useWorld } from '../world.ts'
import { nextPhoto, photoPlan } from './photo-plan.ts'
import { keyOf, type PhotoName, sameName } from './photo-store.ts'
import { PhotoView } from './photo-view.tsx'
import { photoLine, photoWords } from './photo-words.ts'
import { ScreenOffer, ScreenPaper } from './screen-paper.tsx'
import { takesScreen } from './takes-screen.ts'
import { usePhotos } from './use-photos.ts'

export interface PhotosPageProps {
  /** Ids of the papers the resident chose. */
  papers: readonly string[]
  /** The page was loaded again while a number or a visit was under way: earlier photos are gone, and this page says why. */
  returned: boolean
  /** Back to the number, or to the visit. */
  onDone: () => void
}

export function PhotosPage(props: PhotosPageProps) {
  const { papers, returned, onDone } = props
  const world = useWorld()
  const text = useText()
  const say = useCityWords()
  const photos = usePhotos(world.photos)
  const plan = photoPlan(world.rules, papers)
  const [now, setNow] = useState<PhotoName | null>(() => nextPhoto(plan, world.photos.all))
  const [file, setFile] = useState<File | null>(null)
  const [gone, setGone] = useState(returned && world.photos.all.length === 0)

  if (!now) {
    return <PhotosList plan={plan} onTake={setNow} onDone={onDone} />
  }

  const at = plan.findIndex(name => sameName(name, now))
  const words = photoWords(text, world.rules, say, now)
  const face = now.purpose === 'portrait'
  // Somebody else's face is taken with the camera at the back.
  const other = world.draft.draft?.whose === 'other'
  const go = (taken: readonly PhotoName[]) => {
    setFile(null)
    setNow(nextPhoto(plan.slice(at + 1), taken))
  }
  const keep = (picture: Uint8Array, screen: boolean) => {
    world.photos.put({ ...now, picture, screen })
    setGone(false)
    go(world.photos.all)
  }
  return (
    <Screen
      at={`photos-${keyOf(now)}`}
      title={face ? text('photos.face.title') : words.title}
      lead={face ? text(other ? 'kinds.photo.child' : 'photos.face.how') : text('photos.how')}
    >
      <Steps now={at + 1} of={plan.length} label={text('photos.count', { n: at + 1, all: plan.length })} />
      {gone && (
        <Notice tone="warn" title={text('photos.gone.title')} role="status">
          {text('photos.gone.text')}
        </Notice>
      )}
      {now.paper && words.side && (
        <p class="photos-hint">
          <strong>{words.side}.</strong> {say(`paper.${paperOf(world.rules, now.paper)?.id}.hint`)}
        </p>
      )}
      {file ? (
        <ScreenPaper file={file} onPage={page => keep(page, true)} onPick={setFile} onBack={() => setFile(null)} />
      ) : (
        <>
          <LiveCamera
            key={keyOf(now)}
            frame={face ? 'face' : 'paper'}
            facing={other ? 'environment' : undefined}
            source={world.camera}
            onPhoto={({ page }) => keep(page, false)}
            otherWays={<Button onPress={onDone}>{text('photos.done')}</Button>}
          />
          {takesScreen(world.rules, now) && <ScreenOffer onPick={setFile} />}
        </>
      )}
      <p class="photos-promise">
        <LockSign />
        <span>{text('photos.erase')}</span>
      </p>
      <div class="photos-later">
        <Button kind="link" onPress={() => go(photos)}>
          {text('photos.later')}
        </Button>
      </div>
    </Screen>
  )
}

function PhotosList(props: { plan: readonly PhotoName[]; onTake: (name: PhotoName) => void; onDone: () => void }) {
  const { plan, onTake, onDone } = props
  const world = useWorld()
  const text = useText()
  const say = useCityWords()
  const photos = usePhotos(world.photos)
  const missing = plan.some(name => !photos.some(photo => sameName(photo, name)))
  return (
    <Screen
      at="photos-list"
      title={text(missing ? 'photos.some.title' : 'photos.ready.title')}
      lead={text(missing ? 'photos.some.text' : 'photos.ready.text')}
      actions={
        <Button kind="main" onPress={onDone}>
          {text('photos.done')}
        </Button>
      }
    >
      <ul class="photos-list">
        {plan.map(name => {
          const photo = photos.find(one => sameName(one, name))
          const words = photoWords(text, world.rules, say, name)
          const line = photoLine(text, world.rules, say, name)
          return (
            <li class="photos-item" key={keyOf(name)}>
              <span class="photos-thumb">
                {photo ? <PhotoView picture={photo.picture} label={null} /> : <span aria-hidden="true">?</span>}
              </span>
              <span class="photos-words">
                <strong>{words.title}</strong>
                {words.side && <span class="fine">{words.side}</span>}
                {!photo && <span class="photos-missing">{text('photos.missing')}</span>}
              </span>
              <Button onPress={() => onTake(name)} label={`${text(photo ? 'photos.again' : 'photos.take')}: ${line}`}>
                {text(photo ? 'photos.again' : 'photos.take')}
              </Button>
            </li>
          )
        })}
      </ul>
      <p class="photos-promise">
        <LockSign />
        <span>
          {text('photos.erase')} {text('photos.pageonly')}
        </span>
      </p>
      {photos.length > 0 && (
        <Button kind="link" onPress={() => world.photos.clear()}>
          {text('photos.erase_all')}
        </Button>
      )}
    </Screen>
  )
}
