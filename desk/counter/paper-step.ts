/** Desk: how far sheet, slip and card of somebody without a phone have come. A print dialog that was cancelled looks like one that printed: the clerk is asked. */

/** `asking`: sheet and slip have left this page, and only the clerk sees whether they came out. */
export type PaperStep = 'paper' | 'asking' | 'card' | 'done'

/** `sent` says of nothing that it is printed. */
export type PaperEvent = 'sent' | 'in_hands' | 'card_out'

/** An event that does not belong to where the papers are changes nothing. */
export function paperStep(step: PaperStep, event: PaperEvent): PaperStep {
  if (event === 'sent') return step === 'paper' ? 'asking' : step
  if (event === 'in_hands') return step === 'asking' ? 'card' : step
  return step === 'card' ? 'done' : step
}

/** Whether card and cancel code are on paper that somebody holds: only then may this page drop its own copy for the next person. */
export const inHands = (step: PaperStep): boolean => step === 'card' || step === 'done'
