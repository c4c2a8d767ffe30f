import { type Advice, spotOf } from './advice.ts'
import { CheckSign, WarningSign } from './icons/signs.tsx'
import { type Text, useText } from './language.ts'

/** The one thing said about a picture: what hides the most comes first. */
export type AdviceKind = 'clear' | 'dark' | 'back' | 'blur' | 'glare'

export const adviceKind = (advice: Advice): AdviceKind =>
  advice.dark ? 'dark' : advice.back ? 'back' : advice.blur ? 'blur' : advice.glare ? 'glare' : 'clear'

/** What is wrong with the picture, in words. Of a face no side is named: the person sees it mirrored. */
export function adviceText(text: Text, advice: Advice, frame: 'paper' | 'face'): string {
  const kind = adviceKind(advice)
  if (kind !== 'glare' || !advice.glare) return text(`camera.advice.${kind}`)
  return frame === 'face' ? text('camera.advice.face_glare') : text('camera.advice.glare', { spot: spotOf(advice.glare) })
}

export function AdviceLine(props: { advice: Advice | null; frame: 'paper' | 'face' }) {
  const text = useText()
  const { advice, frame } = props
  const kind = advice ? adviceKind(advice) : 'none'
  return (
    <p class={`advice advice-${kind}`} data-advice={kind} role="status">
      {advice && (advice.clear ? <CheckSign /> : <WarningSign />)}
      <span>{advice ? adviceText(text, advice, frame) : ''}</span>
    </p>
  )
}
