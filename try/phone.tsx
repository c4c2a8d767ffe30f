/** The phone of the practice city. `#robots`: three practice residents in line, one shown at a time; otherwise the visitor's own. */
import '@latchkey/ui/all.css'
import './tour/tour.css'
import type { Socket } from '@latchkey/channel/socket.ts'
import { mountResident, type ResidentOptions } from '@latchkey/resident/app.tsx'
import type { HistoryPort } from '@latchkey/resident/screens.ts'
import { type Line, practiceResidents, runPractice } from './robots/residents.ts'
import { specimenCamera } from './specimens/picture.ts'
import { hearTour, pace, tellTour } from './tour/frames.ts'

/** *Back* moves this frame alone, never the tour around it. */
function ownHistory(): HistoryPort {
  let state: unknown = null
  const before: unknown[] = []
  let hear: (state: unknown) => void = () => {}
  return {
    get state() {
      return state
    },
    pushState(next) {
      before.push(state)
      state = next
    },
    replaceState(next) {
      state = next
    },
    go(delta) {
      for (let count = 0; count > delta && before.length > 0; count--) state = before.pop()
      hear(state)
    },
    listen(moved) {
      hear = moved
      return () => {
        hear = () => {}
      }
    },
  }
}

/** A network that can be taken away: open sockets die, new ones and requests fail until it is mended. */
function practiceNetwork(): Line & Pick<Required<ResidentOptions>, 'fetch' | 'openSocket'> {
  let up = true
  let socket: WebSocket | null = null
  return {
    cut() {
      up = false
      socket?.close()
    },
    mend() {
      up = true
    },
    fetch: (...asked) => (up ? fetch(...asked) : Promise.reject(new TypeError('offline'))),
    openSocket() {
      const address = new URL('/relay/phone', location.href)
      address.protocol = address.protocol === 'http:' ? 'ws:' : 'wss:'
      socket = new WebSocket(address)
      if (!up) socket.close()
      return socket as unknown as Socket
    },
  }
}

const app = document.getElementById('app')!

async function own() {
  const camera = specimenCamera(practiceResidents[0]!.holder)
  let ownCamera = false
  hearTour(message => {
    if (message.to === 'camera') {
      ownCamera = message.shows === 'mine'
      if (message.shows !== 'mine') camera.show(message.shows)
    }
  })
  const { openCamera } = await import('@latchkey/ui/camera.ts')
  await mountResident(app, {
    cacheName: 'latchkey-try',
    lockName: 'latchkey-try',
    history: ownHistory(),
    camera: ask => (ownCamera ? openCamera(ask) : camera(ask)),
  })
  tellTour({ from: 'phone', at: 'open' })
}

async function robots() {
  const choose = document.createElement('nav')
  choose.className = 'robot-choice'
  app.append(choose)
  const boxes: HTMLElement[] = []
  const show = (at: number) => {
    boxes.forEach((box, one) => {
      box.hidden = one !== at
    })
    choose.querySelectorAll('button').forEach((button, one) => {
      button.setAttribute('aria-pressed', String(one === at))
    })
  }
  for (const [at, practice] of practiceResidents.entries()) {
    const box = document.createElement('div')
    box.className = 'robot-phone'
    app.append(box)
    boxes.push(box)
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = practice.holder.name.split(' ')[0] ?? ''
    button.addEventListener('click', () => show(at))
    choose.append(button)
    const inner = document.createElement('div')
    box.append(inner)
    const network = practiceNetwork()
    const mounted = await mountResident(inner, {
      cacheName: `latchkey-try-${practice.id}`,
      lockName: `latchkey-try-${practice.id}`,
      history: ownHistory(),
      fetch: network.fetch,
      openSocket: network.openSocket,
      camera: specimenCamera(practice.holder),
      // Yesterday's tour ended somewhere: every tour begins with an empty phone.
      fresh: true,
    })
    show(at)
    tellTour({ from: 'phone', at: practice.story })
    const visitOf = mounted.world.turn.subscribe(state => state.at === 'ready' && show(at))
    void runPractice(mounted, practice, network, pace).then(visitOf)
    await pace.take(6)
  }
}

void (location.hash === '#robots' ? robots() : own())
