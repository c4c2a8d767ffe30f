import { type Frame, type FrameKey, openFrame, placeOfFrame, sealFrame } from './frames.ts'
import { createTurns } from './turns.ts'

/** Both directions of one epoch: counts, keeps the order, forgets its keys on `close`. */
export interface FrameLine {
  /** Seals and sends these frames with nothing in between. */
  write(frames: Frame[]): Promise<void>
  /** The next frame, or null for a cell of another epoch, which is late and says nothing. @throws ChannelFault */
  read(cell: Uint8Array): Promise<Frame | null>
  close(): void
}

export function createFrameLine(options: { subtle: SubtleCrypto; out: FrameKey; into: FrameKey; send(cell: Uint8Array): void }): FrameLine {
  const { subtle, send } = options
  let keys: { out: FrameKey; into: FrameKey } | null = { out: options.out, into: options.into }
  let sent = 0
  let heard = 0
  const turn = createTurns()
  return {
    write: frames =>
      turn(async () => {
        for (const frame of frames) {
          if (!keys) return
          // Counted before the cell exists: no failure in between can make a counter meet its key twice.
          const cell = await sealFrame(subtle, keys.out, sent++, frame)
          if (keys) send(cell)
        }
      }),
    async read(cell) {
      if (!keys || placeOfFrame(cell).epoch !== keys.into.epoch) return null
      const frame = await openFrame(subtle, keys.into, heard, cell)
      heard++
      return frame
    },
    close() {
      keys = null
    },
  }
}
