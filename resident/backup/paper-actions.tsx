import type { Drawing } from '@latchkey/card/plates.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { PrintSign, SaveSign } from '@latchkey/ui/icons/signs.tsx'
import { textIn, useLanguage, useText } from '@latchkey/ui/language.ts'
import { ErrorPanel } from '@latchkey/ui/notice.tsx'
import { Plate } from '@latchkey/ui/plate.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useWorld } from '../world.ts'
import { printDrawing } from './print-area.tsx'
import { type SavedPicture, savePicture } from './save-picture.ts'

export interface PaperActionsProps {
  drawing: Drawing
  /** Names texts, ids and the file: the backup sheet, the cancel slip, the refusal slip. */
  what: keyof typeof papers
  /** Told when the picture was handed over or the print dialog was opened. */
  onMade?: (() => void) | undefined
}

const papers = {
  sheet: { file: 'backup-sheet', texts: 'backup.sheet' },
  slip: { file: 'cancel-slip', texts: 'backup.slip' },
  refusal: { file: 'slip', texts: 'refusal.slip' },
} as const

type Made = { by: 'nothing' } | { by: 'picture'; picture: SavedPicture } | { by: 'print' } | { by: 'failed' }

/** A drawing to keep: seen small, saved as a picture, printed at its true size. */
export function PaperActions(props: PaperActionsProps) {
  const { drawing, what, onMade } = props
  const world = useWorld()
  const text = useText()
  const { code } = useLanguage()
  const canvas = useRef<HTMLCanvasElement | null>(null)
  const [drawn, setDrawn] = useState(false)
  const [made, setMade] = useState<Made>({ by: 'nothing' })
  const drops = useRef<(() => void)[]>([])
  const drop = () => {
    for (const one of drops.current) one()
    drops.current = []
  }
  useEffect(() => drop, [drawing])
  const { file, texts } = papers[what]
  const fileName = `city-id-${file}.png`

  const save = async () => {
    if (!canvas.current) return
    drop()
    try {
      const picture = await savePicture(canvas.current, fileName)
      drops.current.push(picture.drop)
      setMade({ by: 'picture', picture })
      onMade?.()
    } catch {
      setMade({ by: 'failed' })
    }
  }
  const print = async () => {
    drop()
    const layer = printDrawing(drawing, textIn(code)(`${texts}.alt`), world.print)
    drops.current.push(layer.drop)
    await layer.printed
    setMade({ by: 'print' })
    onMade?.()
  }

  return (
    <div class={`keepsake keepsake-${what}`}>
      <div class="keepsake-view">
        {made.by === 'picture' ? (
          <img class="keepsake-picture" src={made.picture.url} alt={text(`${texts}.alt`)} />
        ) : (
          <Plate
            drawing={drawing}
            label={text(`${texts}.alt`)}
            onDrawn={node => {
              canvas.current = node
              setDrawn(true)
            }}
          />
        )}
      </div>
      <div class="keepsake-ways">
        <Button id={`${what}-picture`} icon={<SaveSign />} disabled={!drawn} onPress={save}>
          {text(`${texts}.picture`)}
        </Button>
        <Button id={`${what}-print`} icon={<PrintSign />} disabled={!drawn} onPress={print}>
          {text(`${texts}.print`)}
        </Button>
      </div>
      <div role="status">
        {made.by === 'picture' && (
          <p class="fine">
            {text('backup.saved', { name: fileName })} {text('backup.hold')}
          </p>
        )}
        {made.by === 'print' && <p class="fine">{text(`${texts}.printed`)}</p>}
      </div>
      {made.by === 'failed' && <ErrorPanel what={text('backup.failed')} />}
    </div>
  )
}
