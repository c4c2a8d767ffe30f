/**
 * Desk: which letter does what on which screen. One table, so that no letter means two things on one screen and every button can
 * show its own. Letters are read by the key's place when the keyboard writes another script, so an Arabic keyboard works as it is.
 */

/** The screens of the desk as the keyboard sees them (product D1 to D8). */
export const keysOf = {
  open: { touch: 'K' },
  line: {
    next: 'N',
    counter: 'C',
    print: 'P',
    replace: 'R',
    in_hand: 'F',
    slip: 'L',
    block: 'T',
    open_day: 'S',
    close_day: 'D',
    break: 'B',
    seen: 'O',
    board: 'V',
    read: 'M',
  },
  /** A task that has no keys of its own yet. */
  task: { back: 'Escape' },
  /** D1: a number ticks, 0 is the tenth. */
  opening: { open: 'O', without: 'S', alignment: 'A', old_ribbon: '0', back: 'Escape' },
  /** D10: a number ticks. */
  closing: { slip: 'P', done: 'D', back: 'Escape' },
  day_closed: {},
  /** A number chooses. */
  replace_reason: { back: 'Escape' },
  replace_code: { back: 'Escape' },
  replace_sure: { end_old: 'R', back: 'Escape' },
  replace_open: { go_on: 'G', another: 'N', back: 'Escape' },
  in_hand_scan: { back: 'Escape' },
  in_hand: { touch: 'K', back: 'Escape' },
  in_hand_done: { another: 'F', back: 'Escape' },
  slip_scan: { back: 'Escape' },
  slip: { another: 'F', back: 'Escape' },
  block: { back: 'Escape' },
  print_scan: { back: 'Escape' },
  print_face: { same: 'Y', other: 'N', no_face: 'C', large: 'L', back: 'Escape' },
  print_no: { scan: 'S', back: 'Escape' },
  print_sending: { problem: 'F' },
  print_asking: { well: 'Y', again: 'G', problem: 'F' },
  /** A number picks what happened. */
  print_picking: { back: 'Escape' },
  print_mending: { again: 'G', cut: 'C', later: 'L', back: 'Escape' },
  resting: { back_in_line: 'N' },
  /** D9, a supervisor's. */
  board: { pause: 'P', move: 'M', write: 'W', slow: 'S', stock: 'C', plan: 'L', take_back: 'T', back: 'Escape' },
  /** A number picks. */
  board_pick: { back: 'Escape' },
  board_touch: { touch: 'K', back: 'Escape' },
  board_plan: { back: 'Escape' },
  /** Counsel's desk. A number picks. */
  legal_open: { touch: 'K', back: 'Escape' },
  legal_list: { arrived: 'N', statement: 'S', back: 'Escape' },
  legal_statement: { touch: 'K', pdf: 'P', json: 'J', signature: 'S', again: 'A', back: 'Escape' },
  legal_pick: { back: 'Escape' },
  legal_day: { use: 'U', back: 'Escape' },
  legal_touch: { touch: 'K', back: 'Escape' },
  joining: { hand_over: 'H', end: 'E' },
  papers: {
    real: 'L',
    same_name: 'M',
    in_date: 'I',
    face: 'F',
    decide: 'D',
    facts: 'X',
    next_picture: 'V',
    zoom: 'Z',
    turn: 'O',
    compare: 'C',
    type: 'T',
    more_phrases: '0',
    looks_false: 'S',
    hand_over: 'H',
    end: 'E',
  },
  face: { same: 'Y', other: 'N', zoom: 'Z', type: 'T', more_phrases: '0', looks_false: 'S', hand_over: 'H', end: 'E', back: 'Escape' },
  caretaker: {
    same_caretaker: 'Y',
    other_caretaker: 'N',
    zoom: 'Z',
    type: 'T',
    more_phrases: '0',
    looks_false: 'S',
    hand_over: 'H',
    end: 'E',
    back: 'Escape',
  },
  /** `fee` only where the rules ask for one. */
  decide: { approve: 'A', refuse: 'R', fee: 'P', supervisor: 'V', facts: 'X', hand_over: 'H', end: 'E', back: 'Escape' },
  checking: { type: 'T', hand_over: 'H', end: 'E' },
  fixed: { approve: 'A', fee: 'P', facts: 'X', next_picture: 'V', zoom: 'Z', turn: 'O', hand_over: 'H', end: 'E' },
  touch: { touch: 'K', hand_over: 'H', end: 'E' },
  /** Only while the desk's line is lost: with it, the answer is a moment away. */
  sealing: { end: 'E' },
  handing: {},
  handed: { next: 'N' },
  refused: { next: 'N' },
  closed: { next: 'N', break: 'B' },
  /** Whose turn: a code is read all the while, so these two count only where no code has begun (counter-task.tsx). */
  counter_start: { back: 'Escape' },
  counter_joining: { answers: 'T', scan: 'S', second: 'W', end: 'E' },
  counter_papers: {
    real: 'L',
    same_name: 'M',
    in_date: 'I',
    shared: 'G',
    photo: 'P',
    ask_photo: 'A',
    more_phrases: '0',
    face: 'F',
    decide: 'D',
    facts: 'X',
    second: 'W',
    looks_false: 'S',
    end: 'E',
  },
  counter_photo: { take: 'P', again: 'R', back: 'Escape' },
  counter_face: { same: 'Y', other: 'N', photo: 'P', end: 'E', back: 'Escape' },
  counter_caretaker: { same_caretaker: 'Y', other_caretaker: 'N', end: 'E', back: 'Escape' },
  counter_decide: { approve: 'A', refuse: 'R', fee: 'P', supervisor: 'V', facts: 'X', end: 'E', back: 'Escape' },
  counter_checking: { second: 'W', end: 'E' },
  /** The desk's own screen is turned to the resident: these two are theirs. */
  counter_panel: { right: 'Y', wrong: 'N', second: 'W', end: 'E' },
  counter_fixed: { approve: 'A', fee: 'P', facts: 'X', end: 'E' },
  counter_touch: { touch: 'K', end: 'E' },
  counter_handed: { sheet: 'S', card: 'C', mail: 'L', next: 'N', party: 'M', break: 'B', end: 'E' },
  /** Paper went to a printer: whether it came out only the clerk can see. */
  counter_in_hands: { in_hands: 'Y', again: 'G', end: 'E' },
  counter_refused: { print_refusal: 'P', supervisor: 'V', next: 'N', party: 'M', break: 'B' },
  counter_closed: { next: 'N', party: 'M', break: 'B' },
  /** Questions on top of a screen: the letter that asked answers, Escape goes back. */
  asks_end: { end: 'E', back: 'Escape' },
  asks_hand_over: { hand_over: 'H', back: 'Escape' },
  asks_false: { decide: 'D', back: 'Escape' },
  /** While a form is open its own Enter and Escape count and no letter does. */
  typing: { back: 'Escape' },
} as const satisfies Record<string, Record<string, string>>

export type KeyScreen = keyof typeof keysOf
export type Action<S extends KeyScreen = KeyScreen> = S extends KeyScreen ? keyof (typeof keysOf)[S] : never
/** Screens on which a number makes a request, lays a paper on the table, picks or ticks. */
export const asksByNumber: readonly KeyScreen[] = [
  'papers',
  'face',
  'caretaker',
  'counter_papers',
  'print_picking',
  'opening',
  'closing',
  'replace_reason',
  'replace_open',
  'board_pick',
  'legal_list',
  'legal_pick',
]

/** What of a KeyboardEvent matters here. */
export interface Press {
  key: string
  /** The key's place: `KeyA`, `Digit1`. */
  code: string
  ctrlKey?: boolean
  altKey?: boolean
  metaKey?: boolean
  /** Held down: a letter counts once. */
  repeat?: boolean
  /** In a field that takes letters. */
  typing?: boolean
}

/** The letter, digit or name a press stands for: its own letter if Latin, else the one printed at that place. */
export function letterOf({ key, code }: Pick<Press, 'key' | 'code'>): string {
  if (/^[a-z0-9]$/i.test(key)) return key.toUpperCase()
  if (key.length > 1) return key
  return /^(?:Key([A-Z])|(?:Digit|Numpad)([0-9]))$/.exec(code)?.slice(1).find(Boolean) ?? key
}

/** What a press does on a screen: an action, a numbered request, or nothing. */
export function pressed(screen: KeyScreen, press: Press): { action: Action } | { number: number } | null {
  if (press.ctrlKey || press.altKey || press.metaKey || press.repeat) return null
  const letter = letterOf(press)
  if (press.typing && letter !== 'Escape') return null
  const found = Object.entries(keysOf[screen]).find(([, key]) => key === letter)
  if (found) return { action: found[0] as Action }
  if (asksByNumber.includes(screen) && /^[1-9]$/.test(letter)) return { number: Number(letter) }
  return null
}

/** True where letters are text: they then never act. */
export function isTyping(target: unknown): boolean {
  if (typeof target !== 'object' || target === null) return false
  const { tagName, type, isContentEditable } = target as { tagName?: string; type?: string; isContentEditable?: boolean }
  if (isContentEditable) return true
  if (tagName === 'TEXTAREA' || tagName === 'SELECT') return true
  return tagName === 'INPUT' && !['button', 'checkbox', 'radio', 'submit', 'reset', 'file'].includes(type ?? 'text')
}
