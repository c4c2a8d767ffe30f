import { emptyDraft } from '../papers/draft-store.ts'
import { paperAnswer } from '../papers/paper-answer.ts'
import { useWorld } from '../world.ts'
import { PhotosPage, type PhotosPageProps } from './photos-page.tsx'

/** R8 for what was tapped: of that, what a clerk will ask for. Nobody photographs a paper that is not needed. */
export function PreparePhotos(props: Omit<PhotosPageProps, 'papers'>) {
  const world = useWorld()
  const { kind, papers } = world.draft.draft ?? emptyDraft(world.today())
  const { show, held } = paperAnswer(world.rules, kind, papers)
  return <PhotosPage {...props} papers={show.length > 0 ? show : held} />
}
