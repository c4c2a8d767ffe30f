/** One line a goal (product §6). Several numbers: the value is an object, and the goal is met when all are. */
export interface Goal {
  goal: number
  name: string
  value: number | Record<string, unknown>
  unit: string
  target: string
  met: boolean
}

/** Keystroke-level model: seconds for a key, for pointing and tapping, for thinking once a screen, for a picture looked at. */
export const human = { key: 0.28, point: 1.1, think: 1.35, look: 3 }

/** Progress goes to people; the goals alone go to the output. */
export const tell = (text: string) => console.error(`       ${text}`)

export const tenth = (value: number) => Math.round(value * 10) / 10
