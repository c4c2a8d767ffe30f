import type { Answer } from '@latchkey/card/check.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { formatDay } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { useEffect, useRef } from 'preact/hooks'

/** V3: yes with the face large; maybe; or a named no, which hides the name and the face. */
export function AnswerScreen({ answer, test, onAgain, onDone }: { answer: Answer; test: boolean; onAgain(): void; onDone(): void }) {
  const text = useText()
  const language = useLanguage()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const date = (day: string) => formatDay(language.code, day)
  const practice = answer.answer !== 'no' && answer.practice
  const why = answer.answer === 'no' ? answer.why : null
  const days = answer.answer === 'maybe' && answer.listAt ? Math.floor((Date.now() / 1000 - answer.listAt) / 86_400) : null

  return (
    <section
      class={`answer answer-${practice ? 'practice' : answer.answer}`}
      data-answer={answer.answer}
      data-why={answer.answer === 'yes' ? (practice ? 'practice' : 'yes') : answer.why}
      data-screen="check-answer"
    >
      {test && <p class="answer-test">{text('check.testCard')}</p>}
      {practice && <p class="answer-stripe">{text('check.practiceCard')}</p>}
      <p class="answer-sign" aria-hidden="true">
        {answer.answer === 'yes' ? '✓' : answer.answer === 'maybe' ? '!' : '✕'}
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {text(
          answer.answer === 'yes'
            ? practice
              ? 'check.yesPractice'
              : 'check.yes'
            : answer.answer === 'maybe'
              ? 'check.maybe'
              : `check.no.${why}`,
        )}
      </h1>
      {answer.answer === 'no' ? (
        <p class="answer-next">{text(`check.next.${why}`, answer.endedOn ? { date: date(answer.endedOn) } : {})}</p>
      ) : (
        <>
          {answer.face ? <Face picture={answer.face} label={text('check.face')} /> : <p class="answer-next">{text('check.noFace')}</p>}
          <dl class="answer-facts">
            <div>
              <dt>{text('check.name')}</dt>
              <dd dir="auto" translate={false}>
                {answer.facts.name}
              </dd>
            </div>
            <div>
              <dt>{text('check.born')}</dt>
              <dd>{date(answer.facts.birthDate)}</dd>
            </div>
            <div>
              <dt>{text('check.ends')}</dt>
              <dd>{date(answer.facts.ends)}</dd>
            </div>
            {answer.facts.veteran && (
              <div>
                <dt>{text('check.mark')}</dt>
                <dd>{text('check.mark.veteran')}</dd>
              </div>
            )}
          </dl>
          {answer.answer === 'maybe' && (
            <p class="answer-next">{days === null ? text('check.noListYet') : text('check.listOld', { days })}</p>
          )}
          <p class="answer-question">{text('check.isThis')}</p>
        </>
      )}
      <div class="buttons">
        <Button kind="main" onPress={onAgain} id="check-again">
          {text('check.next')}
        </Button>
        <Button onPress={onDone}>{text('check.done')}</Button>
      </div>
    </section>
  )
}

/** The face from the code, drawn large on a canvas: nothing to save, gone with the screen. */
function Face({ picture, label }: { picture: Uint8Array; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let over = false
    const draw = async () => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(picture)], { type: 'image/avif' }))
      const pen = canvas.current?.getContext('2d')
      if (over || !pen || !canvas.current) return
      canvas.current.width = bitmap.width * 4
      canvas.current.height = bitmap.height * 4
      pen.imageSmoothingQuality = 'high'
      pen.drawImage(bitmap, 0, 0, canvas.current.width, canvas.current.height)
      canvas.current.dataset.drawn = 'true'
      bitmap.close()
    }
    draw().catch(() => {})
    return () => {
      over = true
    }
  }, [picture])
  return <canvas class="answer-face" ref={canvas} width={256} height={320} role="img" aria-label={label} />
}
