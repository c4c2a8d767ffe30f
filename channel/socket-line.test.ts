import { describe, expect, test } from 'vitest'
import type { Later, Socket } from './socket.ts'
import { createSocketLine } from './socket-line.ts'

/** Time in the hands of the test. */
function hands() {
  let now = 0
  let waiting: { at: number; run(): void }[] = []
  const later: Later = (milliseconds, run) => {
    const one = { at: now + milliseconds, run }
    waiting.push(one)
    return () => {
      waiting = waiting.filter(other => other !== one)
    }
  }
  return {
    later,
    pass(milliseconds: number) {
      const end = now + milliseconds
      for (;;) {
        const next = waiting.filter(one => one.at <= end).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        waiting = waiting.filter(one => one !== next)
        now = next.at
        next.run()
      }
      now = end
    },
  }
}

class TestSocket implements Socket {
  binaryType = ''
  readyState = 0
  bufferedAmount = 0
  sent: (string | Uint8Array)[] = []
  closed = false
  onopen: ((event: never) => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: ((event: never) => void) | null = null
  send(data: string | Uint8Array) {
    this.sent.push(data)
  }
  close() {
    this.closed = true
  }
  open() {
    this.readyState = 1
    this.onopen?.(undefined as never)
  }
  says(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) })
  }
}

function line(first: Uint8Array | null = Uint8Array.of(1, 2)) {
  const time = hands()
  const sockets: TestSocket[] = []
  const turns: string[] = []
  const heard: unknown[] = []
  const ends: string[] = []
  const made = createSocketLine<{ say: string }>({
    openSocket() {
      sockets.push(new TestSocket())
      return sockets.at(-1)!
    },
    first,
    random: length => new Uint8Array(length).fill(128),
    later: time.later,
    read(text) {
      const value = JSON.parse(text)
      if (typeof value.say !== 'string') throw new Error('not ours')
      return value
    },
    isAlive: message => message.say === 'alive',
    counts: message => message.say !== 'fault',
    heardControl: message => heard.push(message.say),
    heardCell: cell => heard.push(cell.length),
    closed: (code, reason) => ends.push(`${code} ${reason}`),
    turned: state => turns.push(state),
  })
  return { made, time, sockets, turns, heard, ends, last: () => sockets.at(-1)! }
}

describe('a page’s line to the server', () => {
  test('says its first word, is open with the first answer, passes on what comes', () => {
    const one = line()
    one.made.start()
    one.last().open()
    expect(one.last().sent).toEqual([Uint8Array.of(1, 2)])
    expect(one.turns).toEqual(['joining'])
    one.last().says({ say: 'ready' })
    one.last().onmessage?.({ data: new ArrayBuffer(3) })
    one.last().onmessage?.({ data: '{"say":1}' })
    one.last().onmessage?.({ data: 'no JSON' })
    expect(one.turns).toEqual(['joining', 'open'])
    expect(one.heard).toEqual(['ready', 3])
  })

  test('tries again after a drop, later and later, and at once when asked', () => {
    const one = line()
    one.made.start()
    const gaps: number[] = []
    for (let drop = 0; drop < 8; drop++) {
      one.last().onclose?.({ code: 1006, reason: '' })
      const before = one.sockets.length
      let gap = 0
      while (one.sockets.length === before && gap < 30_000) {
        one.time.pass(100)
        gap += 100
      }
      gaps.push(gap)
    }
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b))
    expect(gaps[0]).toBeLessThanOrEqual(500)
    expect(gaps.at(-1)).toBeLessThanOrEqual(5000)
    one.made.again()
    expect(one.turns.at(-1)).toBe('joining')
    one.last().open()
    one.last().says({ say: 'ready' })
    one.last().onclose?.({ code: 1006, reason: '' })
    one.time.pass(500)
    expect(one.last().readyState).toBe(0)
  })

  test('a fault is passed on and is no answer; the server’s last word is told', () => {
    const one = line()
    one.made.start()
    one.last().open()
    one.last().says({ say: 'fault' })
    expect(one.turns).toEqual(['joining'])
    one.last().onclose?.({ code: 4000, reason: 'place_unknown' })
    expect(one.ends).toEqual(['4000 place_unknown'])
    expect(one.turns).toEqual(['joining', 'lost'])
  })

  test('no answer in twelve seconds: another socket', () => {
    const one = line()
    one.made.start()
    one.last().open()
    one.time.pass(12_500)
    expect(one.sockets).toHaveLength(2)
    expect(one.sockets[0]!.closed).toBe(true)
  })

  test('stalled: what was given to the socket does not leave it', () => {
    const one = line()
    one.made.start()
    one.last().open()
    one.last().says({ say: 'ready' })
    const [socket] = one.sockets
    // Slow, but it moves.
    for (let left = 262_144; left > 0; left -= 8192) {
      socket!.bufferedAmount = left
      one.time.pass(1000)
    }
    expect(one.turns.at(-1)).toBe('open')
    socket!.bufferedAmount = 100_000
    one.time.pass(22_000)
    expect(one.turns.at(-1)).not.toBe('open')
    expect(socket!.closed).toBe(true)
  })

  test('died in silence: a server that speaks by the clock says nothing any more', () => {
    const one = line()
    one.made.start()
    one.last().open()
    one.last().says({ say: 'ready' })
    one.time.pass(300_000)
    // One that never said that it lives is not judged by its silence.
    expect(one.sockets).toHaveLength(1)
    for (let i = 0; i < 20; i++) {
      one.last().says({ say: 'alive' })
      one.time.pass(15_000)
    }
    expect(one.sockets).toHaveLength(1)
    expect(one.heard).toEqual(['ready'])
    one.time.pass(27_000)
    expect(one.sockets).toHaveLength(2)
  })

  test('closed for good: no word, no try', () => {
    const one = line()
    one.made.start()
    one.last().open()
    one.last().says({ say: 'ready' })
    one.made.close()
    one.made.send(new Uint8Array(3))
    one.made.tell({ say: 'stop' })
    one.time.pass(100_000)
    expect(one.sockets).toHaveLength(1)
    expect(one.last().sent).toHaveLength(1)
    expect(one.last().closed).toBe(true)
  })

  test('what is said while it is down is lost, and nothing is kept for later', () => {
    const one = line(null)
    one.made.start()
    one.made.send(new Uint8Array(3))
    one.made.tell({ say: 'next' })
    one.last().open()
    expect(one.last().sent).toEqual([])
    expect(one.made.waiting()).toBe(0)
  })
})
