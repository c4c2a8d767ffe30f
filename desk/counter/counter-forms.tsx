/** What opens on top of a counter case: the answers typed, a printed form scanned, the card photo taken. */
import { readAnswersCode } from '@latchkey/channel/answers-code.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { Dialog } from '@latchkey/ui/dialog.tsx'
import { KeyHint } from '@latchkey/ui/key-hint.tsx'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { LiveCamera } from '@latchkey/ui/live-camera.tsx'
import { Notice } from '@latchkey/ui/notice.tsx'
import { useState } from 'preact/hooks'
import { useCity } from '../city.ts'
import { Scanner } from '../scan/scanner.tsx'
import { FactsForm } from '../visit/facts-form.tsx'
import type { Sitting } from '../visit/sitting.ts'

const unwritten = (language: string, kind: string): Answers => ({
  language,
  kind,
  name: '',
  nameLatin: null,
  birthDate: '',
  address: null,
  gender: null,
  emergencyContact: null,
  veteran: false,
  lines: { library: null, transit: null, pharmacy: null },
  papers: [],
})

export function CounterForms({ sitting, dark }: { sitting: Sitting; dark: boolean }) {
  const text = useText()
  const { code } = useLanguage()
  const { rules } = useCity()
  const nothing = unwritten(code, rules.kinds[0]!.id)
  const { form } = sitting.view
  const typeIn = (answers: Answers) => {
    sitting.case.typeIn(answers)
    sitting.closeForm()
  }
  const close = () => sitting.closeForm()
  return (
    <>
      <Dialog open={form === 'answers'} title={text('counter.type.title')} onClose={close} id="answers-form">
        <FactsForm first answers={nothing} onSave={written => typeIn({ ...nothing, ...written })} onCancel={close} />
      </Dialog>
      <Dialog open={form === 'scan'} title={text('counter.form.title')} onClose={close} id="scan-dialog">
        <ScanForm dark={dark} onAnswers={typeIn} />
        <div class="buttons">
          <Button hotkey="Esc" onPress={close}>
            {text('desk.back')}
          </Button>
        </div>
      </Dialog>
      <Dialog open={form === 'photo'} title={text('counter.photo.title')} onClose={close} id="photo-form">
        {!dark && (
          <LiveCamera
            frame="face"
            facing="user"
            takeLabel={
              <>
                {text('camera.take')} <KeyHint>P</KeyHint>
              </>
            }
            question={text('counter.photo.like')}
            onPhoto={({ page }) => {
              sitting.case.photo(page)
              close()
            }}
          />
        )}
        <div class="buttons">
          <Button hotkey="Esc" onPress={close}>
            {text('desk.back')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}

function ScanForm({ dark, onAnswers }: { dark: boolean; onAnswers(answers: Answers): void }) {
  const text = useText()
  const [foreign, setForeign] = useState(false)
  const read = (found: string) => {
    try {
      onAnswers(readAnswersCode(found))
    } catch {
      setForeign(true)
    }
  }
  return (
    <>
      {foreign && (
        <Notice tone="warn" role="status" id="form-foreign" title={text('counter.form.foreign')}>
          {text('counter.form.foreign.next')}
        </Notice>
      )}
      <Scanner says={text('counter.form.says')} onText={read} dark={dark} />
    </>
  )
}
