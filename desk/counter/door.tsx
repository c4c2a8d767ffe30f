/** A room at the counter that nobody has entered yet: a phone scans this code, or the clerk types, or scans a printed form. */
import { Button } from '@latchkey/ui/button.tsx'
import { Code } from '@latchkey/ui/code.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { toText } from '@latchkey/wire/edge.ts'
import { useMemo } from 'preact/hooks'
import type { Action } from '../keys.ts'
import type { Case } from '../visit/case.ts'
import { CaseTitle } from '../visit/case-title.tsx'
import type { CaseState } from '../visit/state.ts'

/** The place stands behind #, which no browser sends to a server. */
export const doorAddress = (origin: string, place: Uint8Array) => `${origin}/#counter=${toText(place)}`

export function Door({ open, state, run }: { open: Case; state: CaseState; run(action: Action): void }) {
  const text = useText()
  const place = open.counter?.place
  const address = useMemo(() => (place ? doorAddress(location.origin, place) : ''), [place])
  const phone = state.phone.here
  return (
    <>
      <CaseTitle>{text('counter.door.title')}</CaseTitle>
      <div class="door">
        <section class="door-way">
          <h2>{text('counter.door.phone')}</h2>
          <div class="door-code">
            <Code text={address} version="free" label={text('counter.door.code')} id="door-code" />
          </div>
          <p>{text('counter.door.phone.text')}</p>
          {phone && (
            <Notice tone="good" role="status" id="door-phone-here" title={text('counter.door.here')}>
              {text('counter.door.here.text')}
            </Notice>
          )}
        </section>
        <section class="door-way">
          <h2>{text('counter.door.none')}</h2>
          <p>{text('counter.door.none.text')}</p>
          <div class="buttons">
            <Button kind="main" hotkey="T" id="type-in" disabled={phone} onPress={() => run('answers')}>
              {text('counter.door.type')}
            </Button>
            <Button hotkey="S" id="scan-form" disabled={phone} onPress={() => run('scan')}>
              {text('counter.door.scan')}
            </Button>
          </div>
        </section>
      </div>
    </>
  )
}
