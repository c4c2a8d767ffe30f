import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Progress } from '@latchkey/ui/progress.tsx'
import { parseText } from '@latchkey/wire/edge.ts'
import { type Seizure, seizure } from '@latchkey/wire/record.ts'
import { useEffect, useState } from 'preact/hooks'

/** *Seize the server*: the launcher sends three residents through this server, takes all it has and searches; then a planted one, too. */
export function SeizeTheServer() {
  const text = useText()
  const [state, setState] = useState<Seizure | null>(null)
  const running = state?.state === 'running'
  useEffect(() => {
    if (!running) return
    const look = setInterval(async () => {
      const answer = await fetch('/practice/seize', { cache: 'no-store' }).catch(() => null)
      if (answer?.ok) setState(parseText(seizure, await answer.text()))
    }, 700)
    return () => clearInterval(look)
  }, [running])
  const seize = async () => {
    setState({ state: 'running', percent: 0, step: 'sending', results: [] })
    const body = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
    const answer = await fetch('/practice/seize', body).catch(() => null)
    if (!answer?.ok) setState({ state: 'failed', percent: 100, step: 'failed', results: [] })
  }
  return (
    <section class="tour-act" data-seizure={state?.state ?? 'idle'}>
      <h2>{text('try.seize')}</h2>
      <p>{text('try.seizeSays')}</p>
      {running && state && <Progress label={text(`try.seize.${state.step}`)} value={state.percent} />}
      {state?.state === 'failed' && <p role="alert">{text('try.seizeFailed')}</p>}
      <ul class="tour-results" role="status">
        {state?.results.map(result => (
          <li key={result.server} class={result.traces === 0 ? 'result-none' : 'result-found'}>
            <strong>
              {text(result.server === 'this' ? 'try.resultThis' : 'try.resultPlanted', { traces: result.traces, tokens: result.tokens })}
            </strong>
            <span>
              {text('try.resultSwept', { artefacts: result.artefacts, megabytes: Math.round(result.bytes / 1_000_000) })}{' '}
              {!result.memorySearched && text('try.noMemory')}
            </span>
          </li>
        ))}
      </ul>
      <Button onPress={() => void seize()} busy={running} id="seize">
        {text('try.seize')}
      </Button>
    </section>
  )
}
