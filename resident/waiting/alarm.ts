/**
 * An alarm that rings in this page and nowhere else: a page has no other honest way. It needs a touch first (browsers let no page make
 * a sound before one), the page open, and the screen kept on; the screen says all of this.
 */
import { keepAwake } from '@latchkey/ui/wake-lock.ts'

export interface Alarm {
  /** In the handler of a touch: makes the sound ready and keeps the screen on. */
  arm(): void
  /** Rings and vibrates every few seconds until `quiet` is called, for two minutes at most. */
  ring(): void
  quiet(): void
  /** Lets the screen sleep again. */
  disarm(): void
}

/** Seconds between two rings, and how many there are. */
const every = 4
const most = 30

export interface AlarmPorts {
  awake?: () => () => void
  sound?: () => AudioContext | null
  vibrate?: (pattern: number[]) => void
}

const browserSound = () => ('AudioContext' in globalThis ? new AudioContext() : null)

export function createAlarm(ports: AlarmPorts = {}): Alarm {
  const { awake = keepAwake, sound: makeSound = browserSound, vibrate = pattern => navigator.vibrate?.(pattern) } = ports
  let sound: AudioContext | null = null
  let sleep: (() => void) | null = null
  let ringing: ReturnType<typeof setInterval> | null = null

  const beep = (context: AudioContext) => {
    for (const [at, pitch] of [
      [0, 660],
      [0.25, 880],
      [0.5, 660],
    ] as const) {
      const tone = context.createOscillator()
      const volume = context.createGain()
      tone.frequency.value = pitch
      volume.gain.value = 0.4
      tone.connect(volume).connect(context.destination)
      tone.start(context.currentTime + at)
      tone.stop(context.currentTime + at + 0.2)
    }
  }
  const once = () => {
    try {
      vibrate([400, 200, 400, 200, 400])
    } catch {
      // Some browsers refuse before the first touch.
    }
    if (!sound) return
    void sound.resume().catch(() => {})
    beep(sound)
  }
  const quiet = () => {
    if (ringing !== null) clearInterval(ringing)
    ringing = null
  }
  return {
    arm() {
      try {
        sound ??= makeSound()
        void sound?.resume().catch(() => {})
      } catch {
        sound = null
      }
      sleep ??= awake()
    },
    ring() {
      quiet()
      let left = most
      once()
      ringing = setInterval(() => {
        if (--left <= 0) quiet()
        else once()
      }, every * 1000)
    },
    quiet,
    disarm() {
      quiet()
      sleep?.()
      sleep = null
      void sound?.close().catch(() => {})
      sound = null
    },
  }
}
