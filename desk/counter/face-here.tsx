/** The face at a counter: the card photo large, the paper on the table, the person before the clerk. */
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { useCity, usePaperName } from '../city.ts'
import { CaseTitle } from '../visit/case-title.tsx'
import { facesAreHere, photoPaper, wantsFacePaper } from '../visit/checks.ts'
import { Picture } from '../visit/picture.tsx'
import { newest } from '../visit/view.ts'
import type { LyingPapersProps } from './lying-papers.tsx'

export function FaceHere({ sitting, state, blurred, run }: LyingPapersProps) {
  const text = useText()
  const name = usePaperName()
  const { rules } = useCity()
  const { pages, answers, samePerson } = state
  const paper = photoPaper(rules, answers.kind, pages)
  const face = newest(pages, 'portrait')
  return (
    <>
      <CaseTitle>{text('counter.face.title')}</CaseTitle>
      <div class="face-here">
        <figure class="viewer-one">
          <Picture
            id="face-portrait"
            picture={face ? sitting.pictures.of(face) : undefined}
            label={text('desk.face.portrait')}
            says={face ? text('desk.picture.reading') : text('desk.face.not_here')}
            zoom={0}
            turns={0}
            blurred={blurred}
            moves={false}
          />
          <figcaption>{text('desk.face.portrait')}</figcaption>
        </figure>
        <div class="face-here-ask">
          <p class="desk-lead">
            {paper
              ? text('counter.face.look', { paper: name(paper) })
              : text(wantsFacePaper(rules, answers.kind) ? 'counter.face.look.none' : 'desk.kinds.no_photo')}
          </p>
          <p>{text('counter.face.three')}</p>
          <div class="buttons">
            <Button kind="main" hotkey="Y" id="same-person" disabled={!facesAreHere(rules, state)} onPress={() => run('same')}>
              {text('desk.face.yes')}
            </Button>
            <Button hotkey="N" id="other-person" onPress={() => run('other')}>
              {text('desk.face.no')}
            </Button>
            <Button hotkey="P" id="take-photo" onPress={() => run('photo')}>
              {text('counter.photo.again')}
            </Button>
            <Button hotkey="Esc" id="back" onPress={() => run('back')}>
              {text('desk.back.papers')}
            </Button>
          </div>
          {samePerson !== null && <p class="soft">{text(samePerson ? 'desk.face.said_yes' : 'desk.face.said_no')}</p>}
        </div>
      </div>
    </>
  )
}
