/** D4 Face: the photo on the paper beside the live face and the photo for the card. */
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { clock } from '@latchkey/ui/platform.ts'
import { dayIn, useCity, usePaperName } from '../city.ts'
import { CaseTitle } from './case-title.tsx'
import { facesAreHere, photoPage, photoPaper, turnsHead, wantsFacePaper } from './checks.ts'
import { Faces } from './faces.tsx'
import type { StepProps } from './papers.tsx'
import { Phrases } from './phrase-row.tsx'
import type { Sitting } from './sitting.ts'
import { newest } from './view.ts'

export function Face({ sitting, state, blurred, run }: StepProps & { sitting: Sitting; blurred: boolean }) {
  const text = useText()
  const name = usePaperName()
  const { rules, names } = useCity()
  const { pages, answers, samePerson } = state
  const paperId = photoPaper(rules, answers.kind, pages)
  const small = !turnsHead(answers.birthDate, dayIn(names.timeZone, clock()))
  const three = [
    {
      id: 'face-paper',
      page: photoPage(pages, paperId),
      label: paperId ? name(paperId) : text('desk.face.paper'),
      says: wantsFacePaper(rules, answers.kind) ? undefined : 'desk.kinds.no_photo',
    },
    {
      id: 'face-turned',
      // Too small to turn the head when told: what is live is the child beside its caretaker.
      page: newest(pages, 'turned') ?? (small ? newest(pages, 'caretaker') : null),
      label: text(small ? 'desk.kinds.beside' : 'desk.face.turned'),
      says: small ? 'desk.kinds.too_small' : undefined,
    },
    { id: 'face-portrait', page: newest(pages, 'portrait'), label: text('desk.face.portrait') },
  ]
  return (
    <>
      <CaseTitle>{text('desk.face.title')}</CaseTitle>
      <Faces faces={three} sitting={sitting} blurred={blurred} />
      <div class="face-ask">
        <Button kind="main" hotkey="Y" id="same-person" disabled={!facesAreHere(rules, state)} onPress={() => run('same')}>
          {text('desk.face.yes')}
        </Button>
        <Button hotkey="N" id="other-person" onPress={() => run('other')}>
          {text('desk.face.no')}
        </Button>
        <Button hotkey="Z" id="tool-zoom" onPress={() => run('zoom')}>
          {text('desk.tool.zoom')}
        </Button>
        <Button hotkey="Esc" id="back" onPress={() => run('back')}>
          {text('desk.back.papers')}
        </Button>
        {samePerson !== null && <p class="soft">{text(samePerson ? 'desk.face.said_yes' : 'desk.face.said_no')}</p>}
      </div>
      <Phrases sitting={sitting} step="face" ask={state.ask} notes={state.notes} run={run} />
    </>
  )
}
