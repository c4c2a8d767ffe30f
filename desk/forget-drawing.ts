/** Desk: overwrites the pictures in drawings that are done with: a face goes with its plate, not at some later collection. */
import type { Drawing } from '@latchkey/card/drawing.ts'

export function forgetDrawings(drawings: readonly Drawing[]): void {
  for (const { ops } of drawings) for (const op of ops) if (op.op === 'picture') op.file.fill(0)
}
