/** R2 to R4: who, which papers, the answer. Nothing here asks the server anything: the rules came with the page. */
import './papers.css'
import { cityText } from '@latchkey/cities/city.ts'
import { enough, papersFor } from '@latchkey/rules/enough.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { formatList } from '@latchkey/ui/format.ts'
import { PaperPicture } from '@latchkey/ui/icons/papers.tsx'
import { CheckSign, LockSign } from '@latchkey/ui/icons/signs.tsx'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Panel } from '@latchkey/ui/panel.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { TicksBar } from '@latchkey/ui/ticks-bar.tsx'
import { Tile, Tiles } from '@latchkey/ui/tile.tsx'
import { useLive } from '../use-live.ts'
import { useWorld } from '../world.ts'
import { paperAnswer } from './paper-answer.ts'

const useCity = () => {
  const { cityTexts } = useWorld()
  const { code } = useLanguage()
  return (key: string) => cityText(cityTexts, code, key)
}

/** R2. Adults only here: no button leads where nothing is. */
export function Who() {
  const world = useWorld()
  const served = world.rules.kinds.filter(kind => kind.id === 'adult')
  const text = useText()
  const say = useCity()
  return (
    <Screen at="who" title={text('papers.who.title')} onBack={() => world.way.back()}>
      <Tiles legend={text('papers.who.title')} hideLegend>
        {served.map(kind => (
          <Tile
            key={kind.id}
            kind="go"
            id={`who-${kind.id}`}
            label={say(`kind.${kind.id}`)}
            onPress={() => world.way.go({ at: 'papers' })}
          />
        ))}
      </Tiles>
      <p class="soft">{text('papers.who.others')}</p>
    </Screen>
  )
}

/** R3 */
export function TapPapers() {
  const world = useWorld()
  const text = useText()
  const say = useCity()
  useLive(world.draft)
  const chosen = world.draft.draft?.papers ?? []
  const papers = papersFor(world.rules, 'adult')
  const known = papers.filter(paper => chosen.includes(paper.id)).map(paper => paper.id)
  const { needs } = enough(world.rules, 'adult', known)
  const go = () => world.way.go({ at: 'answer' })
  return (
    <Screen at="papers" title={text('papers.tap.title')} lead={text('papers.tap.lead')} onBack={() => world.way.back()}>
      <Tiles legend={text('papers.tap.title')} hideLegend>
        {papers.map(paper => (
          <Tile
            key={paper.id}
            kind="check"
            id={`paper-${paper.id}`}
            icon={<PaperPicture picture={paper.picture} />}
            label={say(`paper.${paper.id}.short`)}
            hint={say(`paper.${paper.id}.hint`)}
            checked={chosen.includes(paper.id)}
            onPress={on => world.draft.change({ papers: on ? [...chosen, paper.id] : chosen.filter(id => id !== paper.id) })}
          />
        ))}
      </Tiles>
      <div class="buttons">
        <Button
          id="papers-none"
          onPress={() => {
            world.draft.change({ papers: [] })
            go()
          }}
        >
          {text('papers.tap.none')}
        </Button>
      </div>
      <TicksBar sticky ticks={needs.map(({ need, met }) => ({ id: need, met, label: say(`need.${need}`) }))}>
        <Button kind="main" wide id="papers-next" disabled={known.length === 0} onPress={go}>
          {text('papers.tap.next')}
        </Button>
      </TicksBar>
    </Screen>
  )
}

/** R4 */
export function Answer() {
  const world = useWorld()
  const text = useText()
  const { code } = useLanguage()
  const say = useCity()
  useLive(world.draft)
  useLive(world.turn)
  const answer = paperAnswer(world.rules, 'adult', world.draft.draft?.papers ?? [])
  const name = (id: string) => say(`paper.${id}`)
  const names = (ids: readonly string[]) => formatList(code, ids.map(name))
  const { result } = answer
  const goOn = () => world.way.go({ at: 'facts' })
  return (
    <Screen
      at="answer"
      title={
        result.enough ? (
          <span class="papers-yes">
            <CheckSign /> {text('papers.enough.title')}
          </span>
        ) : (
          text('papers.need.title', { count: answer.missing })
        )
      }
      onBack={() => world.way.back()}
      actions={
        result.enough ? (
          <Button kind="main" id="answer-go" onPress={goOn}>
            {text('papers.answer.go')}
          </Button>
        ) : (
          <Button kind="main" id="answer-where" onPress={() => world.way.go({ at: 'where' })}>
            {text('papers.answer.where')}
          </Button>
        )
      }
    >
      {result.enough ? (
        <Panel tone="good" title={text('papers.enough.show')} id="answer-show">
          <PaperList ids={answer.show} />
          {answer.spare.length > 0 && <p>{text('papers.enough.spare', { papers: names(answer.spare) })}</p>}
        </Panel>
      ) : (
        <>
          <ul class="papers-unmet" id="answer-unmet">
            {result.needs
              .filter(need => !need.met)
              .map(({ need }) => (
                <li key={need}>{say(`reason.${world.rules.reasons.find(reason => reason.need === need)!.id}`)}</li>
              ))}
          </ul>
          <Panel title={text(answer.missing === 1 ? 'papers.need.any' : 'papers.need.sets')} id="answer-mends">
            {answer.missing === 1 ? (
              <PaperList ids={result.mends.flat()} />
            ) : (
              <ul>
                {result.mends.map(mend => (
                  <li key={mend.join()}>{names(mend)}</li>
                ))}
              </ul>
            )}
          </Panel>
          {answer.held.length > 0 && <p>{text('papers.need.have', { papers: names(answer.held) })}</p>}
        </>
      )}
      {answer.unconfirmed.length > 0 && <p class="fine">{text('papers.answer.unconfirmed', { papers: names(answer.unconfirmed) })}</p>}
      <p class="papers-stays">
        <LockSign />
        <span>
          {text('papers.answer.stays')} {text('papers.answer.tonight')}
        </span>
      </p>
      <div class="buttons">
        {!result.enough && (
          <Button id="answer-anyway" onPress={goOn}>
            {text('papers.answer.anyway')}
          </Button>
        )}
        <Button id="answer-print" onPress={() => world.print()}>
          {text('papers.answer.print')}
        </Button>
        <Button kind="link" onPress={() => world.way.back()}>
          {text('papers.answer.change')}
        </Button>
      </div>
      <p class="fine paper-only">
        {say('name.study')} {text('papers.answer.rules', { version: world.rules.version })}
      </p>
    </Screen>
  )
}

/** *Where do I get one?* For what would mend it, most common first. */
export function Where() {
  const world = useWorld()
  const text = useText()
  const say = useCity()
  const { result } = paperAnswer(world.rules, 'adult', world.draft.draft?.papers ?? [])
  const ids = world.rules.papers.map(paper => paper.id).filter(id => result.mends.flat().includes(id))
  return (
    <Screen at="where" title={text('papers.where.title')} lead={text('papers.where.general')} onBack={() => world.way.back()}>
      {ids.map(id => (
        <Panel
          key={id}
          level={2}
          title={say(`paper.${id}.short`)}
          icon={<PaperPicture picture={world.rules.papers.find(paper => paper.id === id)!.picture} />}
        >
          <p>{say(`paper.${id}.where`)}</p>
        </Panel>
      ))}
      <Panel tone="soft" title={text('papers.where.help')}>
        <ul>
          {world.names.help.map(place => (
            <li key={place.id}>
              <strong>{say(`help.${place.id}`)}.</strong> {say(`help.${place.id}.note`)}
            </li>
          ))}
        </ul>
      </Panel>
    </Screen>
  )
}

function PaperList(props: { ids: readonly string[] }) {
  const { rules } = useWorld()
  const say = useCity()
  return (
    <ul class="paper-list">
      {props.ids.map(id => (
        <li key={id} class="paper-line">
          <PaperPicture picture={rules.papers.find(paper => paper.id === id)?.picture ?? 'paper'} />
          <span>
            <strong>{say(`paper.${id}.short`)}</strong>
            <span class="fine"> {say(`paper.${id}.hint`)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
