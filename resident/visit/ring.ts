/** Tells somebody who looks elsewhere that it is their turn (R9): three soft tones, a vibration, and a changed title. */

/** Silent where a browser allows no sound: the title and the page still say it. Closed after a second, so nothing holds the speaker. */
export function ring(): void {
  try {
    navigator.vibrate?.([400, 200, 400])
  } catch {
    // Some browsers refuse before the first touch.
  }
  try {
    const sound = new AudioContext()
    for (const [at, pitch] of [
      [0, 660],
      [0.28, 880],
      [0.56, 660],
    ] as const) {
      const tone = sound.createOscillator()
      const volume = sound.createGain()
      tone.frequency.value = pitch
      volume.gain.setValueAtTime(0.0001, sound.currentTime + at)
      volume.gain.exponentialRampToValueAtTime(0.35, sound.currentTime + at + 0.03)
      volume.gain.exponentialRampToValueAtTime(0.0001, sound.currentTime + at + 0.25)
      tone.connect(volume).connect(sound.destination)
      tone.start(sound.currentTime + at)
      tone.stop(sound.currentTime + at + 0.26)
    }
    setTimeout(() => void sound.close().catch(() => {}), 1200)
  } catch {
    // No sound here.
  }
}

/** The tab says `title` until the answer is called. The title never names a person or a number: it stands in the browser's history. */
export function titleSays(title: string): () => void {
  const before = document.title
  document.title = title
  return () => {
    document.title = before
  }
}
