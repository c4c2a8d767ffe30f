/** Three faces at the end of a visit, the same after a yes and after a no. */
import { laterByTimer } from '@latchkey/channel/socket.ts'
import { useText } from '@latchkey/ui/language.ts'
import { Panel } from '@latchkey/ui/panel.tsx'
import { random } from '@latchkey/ui/platform.ts'
import { post } from '@latchkey/ui/post.ts'
import { type Face, faces } from '@latchkey/wire/feedback.ts'
import { useState } from 'preact/hooks'
import { useWorld } from '../world.ts'
import './faces.css'
import { pressFace } from './press.ts'

const mouths: Record<Face, string> = { good: 'M8 14.5q4 4.5 8 0', fair: 'M8 15.5h8', poor: 'M8 17q4-4.5 8 0' }

export function Faces() {
  const world = useWorld()
  const text = useText()
  const [pressed, setPressed] = useState<{ face: Face; takeBack(): void } | null>(null)
  const press = (face: Face) => {
    // The one pressed last counts: who changes their mind is one person still.
    pressed?.takeBack()
    const takeBack = pressFace(face, {
      random,
      later: laterByTimer,
      send: message => post(world.fetch, '/feedback', message),
    })
    setPressed({ face, takeBack })
  }
  return (
    <Panel title={text('feedback.title')} tone="soft" id="feedback">
      <div class="faces" role="group" aria-label={text('feedback.title')}>
        {faces.map(face => (
          <button
            key={face}
            type="button"
            id={`face-${face}`}
            class={`face${pressed?.face === face ? ' face-on' : ''}`}
            aria-pressed={pressed?.face === face}
            onClick={() => press(face)}
          >
            <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
              <circle cx="12" cy="12" r="10" />
              <circle class="face-eye" cx="8.5" cy="9.5" r="1.3" />
              <circle class="face-eye" cx="15.5" cy="9.5" r="1.3" />
              <path d={mouths[face]} />
            </svg>
            <span>{text(`feedback.${face}`)}</span>
          </button>
        ))}
      </div>
      <p class="fine" role="status" id="feedback-says">
        {text(pressed ? 'feedback.pressed' : 'feedback.what')}
      </p>
    </Panel>
  )
}
