/** R10 and R11: one request, huge, and what answers it. Everything else on the screen stays small. */
import { paperOf, refsFor } from '@latchkey/rules/caretaker.ts'
import { kindOf } from '@latchkey/rules/enough.ts'
import { markPapers } from '@latchkey/rules/mark.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { PaperPicture } from '@latchkey/ui/icons/papers.tsx'
import { ClockSign } from '@latchkey/ui/icons/signs.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { LiveCamera } from '@latchkey/ui/live-camera.tsx'
import { Notice } from '@latchkey/ui/notice.tsx'
import { paperWords } from '@latchkey/ui/paper-words.ts'
import { Progress } from '@latchkey/ui/progress.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { TicksBar } from '@latchkey/ui/ticks-bar.tsx'
import { Tile, Tiles } from '@latchkey/ui/tile.tsx'
import { keepAwake } from '@latchkey/ui/wake-lock.ts'
import { useEffect, useState } from 'preact/hooks'
import { emptyDraft } from '../papers/draft-store.ts'
import { keyOf, type Photo, type PhotoName, sameName } from '../photos/photo-store.ts'
import { PhotoView } from '../photos/photo-view.tsx'
import { photoWords } from '../photos/photo-words.ts'
import { ScreenOffer, ScreenPaper } from '../photos/screen-paper.tsx'
import { takesScreen } from '../photos/takes-screen.ts'
import { usePhotos } from '../photos/use-photos.ts'
import { useCityWords } from '../use-city-words.ts'
import { useWorld } from '../world.ts'
import { offersFor, photoWanted, phraseOf } from './offers.ts'
import type { VisitState } from './state.ts'
import { Talk } from './talk.tsx'

export interface ShowingScreenProps {
  state: Extract<VisitState, { at: 'showing' }>
  /** Papers the resident said they have. */
  papers: readonly string[]
  /** @param screen the picture was made from a file of a paper that lives on a screen */
  onShow: (picture: Uint8Array, name: PhotoName, screen: boolean) => void
  onShowAgain: (number: number) => void
  onType: (typed: string) => void
  onWait: () => void
}

export function ShowingScreen(props: ShowingScreenProps) {
  const { state, papers, onShow, onShowAgain, onType, onWait } = props
  const world = useWorld()
  const text = useText()
  const say = useCityWords()
  const photos = usePhotos(world.photos)
  const [told, setTold] = useState(false)
  const phrase = phraseOf(world.rules, state.ask)
  const atCounter = world.turn.state.at === 'counter'
  const asked = state.ask ? `${state.ask.phrase}-${state.ask.paper ?? ''}-${state.pages.length}` : 'nothing'
  useEffect(keepAwake, [])
  useEffect(() => setTold(false), [asked])

  const title = phrase
    ? say(`phrase.${phrase.number}`)
    : text(atCounter ? 'door.table' : state.looking ? 'visit.looking' : 'visit.nothing_asked')
  const ref = phrase?.about === 'paper' ? (state.ask?.paper ?? null) : null
  const paper = ref === null ? null : paperOf(world.rules, ref)
  const { kind } = world.draft.draft ?? emptyDraft(world.today())
  return (
    <Screen at={`visit-showing-${asked}`} title={title}>
      <div class="visit-about">
        {paper && (
          <p class="visit-paper">
            <PaperPicture picture={paper.picture} />
            <span>{paperWords(text, say, ref!)}</span>
          </p>
        )}
        <p class="visit-with">{text('visit.with', { clerk: state.desk })}</p>
      </div>
      {state.again && (
        <Notice tone="warn" role="status" title={text('visit.show_again')}>
          {state.held.length > 0 ? text('visit.handed.photos') : null}
        </Notice>
      )}
      {world.photos.lost && photos.length === 0 && state.pages.length === 0 && phrase?.wants && (
        <Notice tone="warn" role="status" title={text('photos.gone.title')}>
          {text('photos.gone.text')}
        </Notice>
      )}
      {state.sending ? (
        <Progress label={text('visit.sending')} value={state.sending.percent} />
      ) : (
        <Answering key={asked} state={state} photos={photos} papers={papers} onShow={onShow} onShowAgain={onShowAgain} />
      )}
      <TicksBar
        // All of them from the start: the clerk's desk tells only what has changed.
        ticks={kindOf(world.rules, kind).needs.map(({ need: id }) => ({
          id,
          met: state.ticks[id] === true,
          label: say(`need.${id}`),
        }))}
      />
      <Talk desk={state.desk} notes={state.notes} onType={onType} />
      <Button
        wide
        id="wait"
        icon={<ClockSign />}
        disabled={told}
        onPress={() => {
          setTold(true)
          onWait()
        }}
      >
        {text('visit.wait')}
      </Button>
      <p class="visit-told" role="status">
        {told ? text('visit.wait.told') : ''}
      </p>
    </Screen>
  )
}

type Mode = 'offers' | 'which' | { camera: PhotoName; file?: File }

function Answering(props: Pick<ShowingScreenProps, 'state' | 'papers' | 'onShow' | 'onShowAgain'> & { photos: readonly Photo[] }) {
  const { state, papers, onShow, onShowAgain, photos } = props
  const world = useWorld()
  const text = useText()
  const say = useCityWords()
  const phrase = phraseOf(world.rules, state.ask)
  const held = state.again ? state.held.filter(page => !state.pages.some(shown => sameName(shown, page))) : []
  const offers = offersFor(state.ask, phrase, photos, state.pages).filter(photo => !held.some(page => sameName(page, photo)))
  const wanted = photoWanted(state.ask, phrase, papers, state.pages)
  const wantsPhoto = phrase !== null && phrase.wants !== null
  const first: Mode = held.length > 0 || offers.length > 0 || !wantsPhoto ? 'offers' : wanted ? { camera: wanted } : 'which'
  const [mode, setMode] = useState<Mode>(first)

  const take = () => setMode(wanted ? { camera: wanted } : 'which')
  const show = (picture: Uint8Array, name: PhotoName, screen = false) => onShow(picture.slice(), name, screen)

  if (mode === 'which') return <WhichPaper papers={papers} onPick={paper => setMode({ camera: { purpose: 'paper', paper, side: 1 } })} />
  if (mode !== 'offers') {
    const { camera, file } = mode
    if (file) {
      return (
        <ScreenPaper
          file={file}
          onPage={page => {
            world.photos.put({ ...camera, picture: page, screen: true })
            show(page, camera, true)
          }}
          onPick={other => setMode({ camera, file: other })}
          onBack={() => setMode({ camera })}
        />
      )
    }
    return (
      <>
        <LiveCamera
          frame={camera.purpose === 'paper' ? 'paper' : 'face'}
          facing={camera.purpose !== 'caretaker' && world.draft.draft?.whose === 'other' ? 'environment' : undefined}
          source={world.camera}
          question={camera.purpose === 'turned' || camera.purpose === 'caretaker' ? text('visit.face.ask') : undefined}
          onPhoto={({ page }) => {
            world.photos.put({ ...camera, picture: page })
            show(page, camera)
          }}
        />
        {takesScreen(world.rules, camera) && <ScreenOffer onPick={picked => setMode({ camera, file: picked })} />}
        {camera.purpose === 'turned' && <p class="soft">{text('visit.face.why')}</p>}
        {camera.purpose === 'caretaker' && <p class="soft">{text('kinds.caretaker.why')}</p>}
      </>
    )
  }
  if (held.length === 0 && offers.length === 0 && !wantsPhoto) {
    return state.looking ? <Spinner>{text('visit.moment')}</Spinner> : null
  }
  const ready = [
    ...held.map(page => ({ name: page, photo: photos.find(one => sameName(one, page)) ?? null, tap: () => onShowAgain(page.number) })),
    ...offers.map(photo => ({ name: photo, photo, tap: () => show(photo.picture, photo, photo.screen) })),
  ]
  return (
    <div class="visit-answer">
      {ready.length > 0 && (
        <>
          <p class="visit-tap">{text(ready.length === 1 ? 'visit.prepared' : 'visit.prepared_many')}</p>
          <ul class={ready.length > 1 ? 'visit-offers visit-offers-many' : 'visit-offers'}>
            {ready.map(({ name, photo, tap }) => (
              <Offer key={keyOf(name)} words={photoWords(text, world.rules, say, name)} photo={photo} onTap={tap} />
            ))}
          </ul>
        </>
      )}
      {wantsPhoto && (
        <Button kind={ready.length > 0 ? 'quiet' : 'main'} wide id="take-new" onPress={take}>
          {text(ready.length > 0 ? 'visit.take_new' : 'visit.take')}
        </Button>
      )}
    </div>
  )
}

/** One tap sends it. */
function Offer(props: { words: ReturnType<typeof photoWords>; photo: Photo | null; onTap: () => void }) {
  const { words, photo, onTap } = props
  const text = useText()
  return (
    <li>
      <button type="button" class="visit-offer" onClick={onTap}>
        {photo && <PhotoView picture={photo.picture} label={null} />}
        <span class="visit-offer-words">
          <strong>{words.title}</strong>
          {words.side && <span class="fine">{words.side}</span>}
        </span>
        <span class="visit-offer-go">{text('visit.send_prepared')}</span>
      </button>
    </li>
  )
}

/** The clerk asked for another paper, and only the person knows which one they have. Their own papers first. */
function WhichPaper(props: { papers: readonly string[]; onPick: (paper: string) => void }) {
  const { papers, onPick } = props
  const world = useWorld()
  const text = useText()
  const say = useCityWords()
  const [all, setAll] = useState(papers.length === 0)
  const { kind, veteran } = world.draft.draft ?? emptyDraft(world.today())
  const refs = [...new Set([...refsFor(world.rules, kind), ...(veteran ? markPapers(world.rules, kind) : [])])]
  const list = refs.filter(ref => all || papers.includes(ref))
  return (
    <>
      <Tiles legend={text('visit.which')}>
        {list.map(ref => (
          <Tile
            key={ref}
            kind="go"
            label={paperWords(text, say, ref)}
            icon={<PaperPicture picture={paperOf(world.rules, ref)!.picture} />}
            onPress={() => onPick(ref)}
          />
        ))}
      </Tiles>
      {!all && (
        <Button kind="link" onPress={() => setAll(true)}>
          {text('visit.which.more')}
        </Button>
      )}
    </>
  )
}
