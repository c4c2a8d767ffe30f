/**
 * The code on a form that a resident filled in and printed (docs/protocol/visit.md): their answers for a counter where nobody types them again.
 * The very bytes that a phone would send, in a square code instead of a cell. Nothing in it is signed: a clerk compares it with the papers.
 */
import { decodeBase45, encodeBase45 } from '@latchkey/card/base45.ts'
import { ChannelFault } from './faults.ts'
import { answersKind, framesOfPhone, readPhone } from './message-bytes.ts'
import type { Answers } from './messages.ts'

/** Never taken for a card (`LK1:`), a backup sheet (`LK1S:`) or a number (`LK1N:`). */
export const answersPrefix = 'LK1A:'
/** Bytes of answers in a code. With the prefix they fit a code of the size that every scanner here reads. */
export const answersMost = 960

/** @returns characters of the QR code's alphanumeric alphabet @throws ChannelFault `too_long`, `malformed` */
export function encodeAnswersCode(answers: Answers): string {
  const [frame] = framesOfPhone({ kind: 'answers', answers })
  if (!frame || frame.body.length > answersMost) throw new ChannelFault('too_long')
  return answersPrefix + encodeBase45(frame.body)
}

/** Anybody's paper → answers, read by the parser that reads a phone's. @throws ChannelFault `malformed`, `too_long` */
export function readAnswersCode(text: string): Answers {
  if (!text.startsWith(answersPrefix)) throw new ChannelFault('malformed')
  const written = text.slice(answersPrefix.length)
  if (written.length > (answersMost / 2) * 3) throw new ChannelFault('too_long')
  const message = readPhone()({ kind: answersKind, part: 0, body: bytesOf(written) })
  if (message?.kind !== 'answers') throw new ChannelFault('malformed')
  return message.answers
}

function bytesOf(written: string): Uint8Array {
  try {
    return decodeBase45(written)
  } catch {
    throw new ChannelFault('malformed')
  }
}
