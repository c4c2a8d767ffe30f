/** Desk: the picture in view with its tools, and another beside it to compare. */
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { usePaperName } from '../city.ts'
import type { Action } from '../keys.ts'
import { currentPages } from './checks.ts'
import { Picture } from './picture.tsx'
import type { Sitting } from './sitting.ts'
import type { DeskPage } from './state.ts'
import { inView } from './view.ts'

/** *Passport, front*: what a picture is called in the clerk's language. */
export function usePageName(): (page: Pick<DeskPage, 'paper' | 'side'>) => string {
  const text = useText()
  const paper = usePaperName()
  return page => text('desk.page', { paper: paper(page.paper ?? ''), side: page.side })
}

const tools = { zoom: 'Z', turn: 'O', compare: 'C', next_picture: 'V' } as const
export type ViewerTool = keyof typeof tools

export interface ViewerProps {
  sitting: Sitting
  pages: DeskPage[]
  blurred: boolean
  tools: readonly ViewerTool[]
  run(action: Action): void
}

export function Viewer({ sitting, pages, blurred, tools: shown, run }: ViewerProps) {
  const text = useText()
  const name = usePageName()
  const { view, pictures } = sitting
  const papers = currentPages(pages).filter(one => one.purpose === 'paper')
  const page = inView(pages, view.chosen)
  const beside = shown.includes('compare') ? (pages.find(one => one.number === view.beside) ?? null) : null
  const needsTwo = (tool: ViewerTool) => tool === 'compare' || tool === 'next_picture'
  return (
    <>
      <div class="viewer-tools">
        {shown.map(tool => (
          <Button
            key={tool}
            hotkey={tools[tool]}
            id={`tool-${tool}`}
            disabled={!page || (needsTwo(tool) && papers.length < 2)}
            onPress={() => run(tool)}
          >
            {text(`desk.tool.${tool}`)}
          </Button>
        ))}
      </div>
      <div class={`viewer${beside ? ' viewer-two' : ''}`}>
        {page === null && <p class="viewer-empty">{text('desk.papers.none')}</p>}
        {[page, beside].map(
          (one, at) =>
            one && (
              <figure class="viewer-one" key={at}>
                <Picture
                  id={at === 0 ? 'page-in-view' : 'page-beside'}
                  picture={pictures.of(one)}
                  label={one.screen ? `${name(one)}, ${text('desk.screen')}` : name(one)}
                  says={text(pictures.of(one) === null ? 'desk.picture.broken' : 'desk.picture.reading')}
                  zoom={view.zoom}
                  turns={view.turns[one.number] ?? 0}
                  blurred={blurred}
                  moves={at === 0}
                />
                <figcaption>
                  {name(one)}
                  {one.screen && <strong class="viewer-screen">{text('desk.screen')}</strong>}
                  {papers.length > 1 && ` · ${text('desk.page.of', { at: papers.indexOf(one) + 1, all: papers.length })}`}
                </figcaption>
              </figure>
            ),
        )}
      </div>
    </>
  )
}
