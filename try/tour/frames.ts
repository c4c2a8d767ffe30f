/** What the tour and its two frames say to each other: same origin, a closed list, nothing of a person. */
import { createPace } from '../robots/pace.ts'
import type { Specimen } from '../specimens/picture.ts'

export type ToFrame = { to: 'pace'; quick: boolean } | { to: 'camera'; shows: Specimen | 'mine' }
export type ToTour = { from: 'desk' | 'phone'; at: string }

export const tellTour = (message: ToTour) => {
  if (parent !== window) parent.postMessage(message, location.origin)
}

export function hearTour(hear: (message: ToFrame) => void) {
  addEventListener('message', event => {
    if (event.origin === location.origin && (event.data as ToFrame).to) hear(event.data as ToFrame)
  })
}

/** The frame's own pace; the tour changes it. */
export const pace = createPace()
hearTour(message => message.to === 'pace' && pace.faster(message.quick))
