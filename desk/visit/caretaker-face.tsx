/** D4, second half: the caretaker's own face beside the photo on the caretaker's paper. At a counter both are before the clerk, and no picture is made. */
import { whoseOf } from '@latchkey/rules/counts.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { useCity, useCityText, usePaperName } from '../city.ts'
import { CaseTitle } from './case-title.tsx'
import { photoPage, photoPaper } from './checks.ts'
import { Faces } from './faces.tsx'
import type { StepProps } from './papers.tsx'
import { Phrases } from './phrase-row.tsx'
import type { Sitting } from './sitting.ts'
import { newest } from './view.ts'

export function CaretakerFace({ sitting, state, blurred, run }: StepProps & { sitting: Sitting; blurred: boolean }) {
  const text = useText()
  const name = usePaperName()
  const city = useCityText()
  const { rules } = useCity()
  const { pages, answers, sameCaretaker } = state
  const paper = photoPaper(rules, answers.kind, pages, 'caretaker')
  const byPhone = state.where === 'phone'
  const live = newest(pages, 'caretaker')
  const two = [
    {
      id: 'caretaker-paper',
      page: photoPage(pages, paper),
      label: paper ? name(paper) : text('desk.face.paper'),
    },
    { id: 'caretaker-live', page: live, label: text('desk.kinds.caretaker.live') },
  ]
  return (
    <>
      <CaseTitle>{text('desk.kinds.caretaker.title')}</CaseTitle>
      {byPhone ? (
        <Faces faces={two} sitting={sitting} blurred={blurred} />
      ) : (
        <p class="desk-lead">{text('desk.kinds.caretaker.look', { paper: paper ? city(`paper.${whoseOf(paper).paper}.short`) : '' })}</p>
      )}
      <div class="face-ask">
        <Button kind="main" hotkey="Y" id="same-caretaker" disabled={byPhone && !live} onPress={() => run('same_caretaker')}>
          {text('desk.face.yes')}
        </Button>
        <Button hotkey="N" id="other-caretaker" onPress={() => run('other_caretaker')}>
          {text('desk.face.no')}
        </Button>
        {byPhone && (
          <Button hotkey="Z" id="tool-zoom" onPress={() => run('zoom')}>
            {text('desk.tool.zoom')}
          </Button>
        )}
        <Button hotkey="Esc" id="back" onPress={() => run('back')}>
          {text('desk.back.papers')}
        </Button>
        {sameCaretaker !== null && <p class="soft">{text(sameCaretaker ? 'desk.face.said_yes' : 'desk.face.said_no')}</p>}
      </div>
      {byPhone && <Phrases sitting={sitting} step="caretaker" ask={state.ask} notes={state.notes} run={run} />}
    </>
  )
}
