/** Pictures to compare, side by side: the one on the paper first, the one that can be brought near. */
import { useText } from '@latchkey/ui/language.ts'
import { Picture } from './picture.tsx'
import type { Sitting } from './sitting.ts'
import type { DeskPage } from './state.ts'

export interface ComparedFace {
  id: string
  page: DeskPage | null
  label: string
  /** The text that stands where no picture is, when it is another than *not here yet*. */
  says?: string | undefined
}

export function Faces({ faces, sitting, blurred }: { faces: readonly ComparedFace[]; sitting: Sitting; blurred: boolean }) {
  const text = useText()
  const { pictures, view } = sitting
  return (
    <div class={faces.length === 2 ? 'faces faces-two' : 'faces'}>
      {faces.map(({ id, page, label, says = 'desk.face.not_here' }, at) => (
        <figure class="viewer-one" key={id}>
          <Picture
            id={id}
            picture={page ? pictures.of(page) : undefined}
            label={label}
            says={text(page ? (pictures.of(page) === null ? 'desk.picture.broken' : 'desk.picture.reading') : says)}
            zoom={at === 0 ? view.zoom : 0}
            turns={page ? (view.turns[page.number] ?? 0) : 0}
            blurred={blurred}
            moves={at === 0}
          />
          <figcaption>{label}</figcaption>
        </figure>
      ))}
    </div>
  )
}
