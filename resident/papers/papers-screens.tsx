/** R4: the answer, and where a missing paper comes from. Nothing here asks the server anything: the rules came with the page. */
import './papers.css'
import { cityText } from '@latchkey/cities/city.ts'
import { isCaretakers, paperOf } from '@latchkey/rules/caretaker.ts'
import { kindOf } from '@latchkey/rules/enough.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { formatList } from '@latchkey/ui/format.ts'
import { PaperPicture } from '@latchkey/ui/icons/papers.tsx'
import { CheckSign, LockSign } from '@latchkey/ui/icons/signs.tsx'
import { both, textIn, useLanguage, useText } from '@latchkey/ui/language.ts'
import { Panel } from '@latchkey/ui/panel.tsx'
import { paperWords } from '@latchkey/ui/paper-words.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Fragment } from 'preact'
import { useCityWords } from '../use-city-words.ts'
import { useLive } from '../use-live.ts'
import { useWorld } from '../world.ts'
import { CardFee } from './card-fee.tsx'
import { emptyDraft } from './draft-store.ts'
import { MarkSaid } from './mark-parts.tsx'
import { paperAnswer } from './paper-answer.ts'

/** R4 */
export function Answer() {
  const world = useWorld()
  const text = useText()
  const { code } = useLanguage()
  const say = useCityWords()
  useLive(world.draft)
  useLive(world.turn)
  const { kind, papers } = world.draft.draft ?? emptyDraft(world.today())
  const answer = paperAnswer(world.rules, kind, papers)
  const names = (refs: readonly string[]) =>
    both(language => {
      const city = (key: string) => cityText(world.cityTexts, language, key)
      return formatList(
        language,
        refs.map(ref => paperWords(textIn(language), city, ref, '')),
      )
    })
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
          {[answer.show.filter(ref => !isCaretakers(ref)), answer.show.filter(isCaretakers)].map(
            (refs, at) =>
              refs.length > 0 && (
                <Fragment key={at}>
                  {answer.show.some(isCaretakers) && (
                    <p class="papers-whose">{text(at === 0 ? 'kinds.show.own' : 'kinds.show.caretaker')}</p>
                  )}
                  <PaperList refs={refs} plain />
                </Fragment>
              ),
          )}
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
              <PaperList refs={result.mends.flat()} />
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
      <MarkSaid />
      <CardFee kind={kindOf(world.rules, kind)} />
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
        {/* In a window of its own, as on the first page: nothing here is lost for a guide. */}
        <a class="papers-guide" id="answer-guide" href={`/guide#${code}-${kind}`} target="_blank" rel="noopener">
          {text('home.guide')}
        </a>
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
  const say = useCityWords()
  const { kind, papers } = world.draft.draft ?? emptyDraft(world.today())
  const { result } = paperAnswer(world.rules, kind, papers)
  // Where a paper comes from is the same whoever shows it.
  const ids = world.rules.papers.map(paper => paper.id).filter(id => result.mends.flat().some(ref => paperOf(world.rules, ref)?.id === id))
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

function PaperList(props: { refs: readonly string[] /** Whose they are stands above. */; plain?: boolean }) {
  const { rules } = useWorld()
  const text = useText()
  const say = useCityWords()
  return (
    <ul class="paper-list">
      {props.refs.map(ref => {
        const paper = paperOf(rules, ref)
        if (!paper) return null
        return (
          <li key={ref} class="paper-line">
            <PaperPicture picture={paper.picture} />
            <span>
              <strong>{paperWords(text, say, props.plain ? paper.id : ref)}</strong>
              <span class="fine"> {say(`paper.${paper.id}.hint`)}</span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
