import { Button } from '@latchkey/ui/button.tsx'
import { Dialog } from '@latchkey/ui/dialog.tsx'
import { useText } from '@latchkey/ui/language.ts'

/** *Stop this visit?* Says what stopping does before it is done. */
export function StopDialog(props: { open: boolean; onClose: () => void; onStop: () => void }) {
  const { open, onClose, onStop } = props
  const text = useText()
  return (
    <Dialog
      id="stop-dialog"
      open={open}
      title={text('visit.stop.title')}
      onClose={onClose}
      actions={
        <>
          <Button kind="main" onPress={onClose}>
            {text('visit.stop.no')}
          </Button>
          <Button kind="danger" id="stop-yes" onPress={onStop}>
            {text('visit.stop.yes')}
          </Button>
        </>
      }
    >
      <p>{text('visit.stop.text')}</p>
    </Dialog>
  )
}
