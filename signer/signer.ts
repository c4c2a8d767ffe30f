/**
 * The one-use process that seals (PROTOCOL §5). It is started warm and empty, hears over its pipe what it needs, opens one envelope,
 * answers once, and is gone; so is everything it saw. It opens no file and no connection.
 *
 *   serving process                       signer
 *   open, root, template, keys  ──────▶
 *                               ◀──────  ready, one-use key
 *   lease, seconds              ──────▶  (the process ends with the lease)
 *   seal, envelope, blank       ──────▶
 *                               ◀──────  answer │ refused        and exit
 */
import { createFrameReader, encodeFromSigner, type FromSigner, parseToSigner, type ToSigner } from '@latchkey/card/pipe.ts'
import { periodFirst, periodLast } from '@latchkey/certificates/period.ts'
import { parseRoot, type Root } from '@latchkey/certificates/root.ts'
import { checkApproval } from './check.ts'
import { asFault, SignerFault } from './faults.ts'
import { hush } from './hush.ts'
import { closeAnswer, createOneUseKey, type OneUseKey, openOneTimeKey } from './open.ts'
import { prepareCurve, sealRequest } from './seal.ts'

type Open = Extract<ToSigner, { say: 'open' }>
type Seal = Extract<ToSigner, { say: 'seal' }>

/** What is allowed to come next. */
let state: 'empty' | 'opening' | 'ready' | 'sealing' | 'over' = 'empty'
let opened: { root: Root; key: OneUseKey; message: Open } | undefined
let leased = false

async function hear(message: ToSigner): Promise<void> {
  if (message.say === 'open' && state === 'empty') {
    state = 'opening'
    const root = await asFault('template', () => parseRoot(JSON.parse(message.root)))
    const { city, period, first, technicalEnd } = message.template
    if (city !== root.city || first !== periodFirst(period) || technicalEnd < periodLast(period)) throw new SignerFault('template')
    opened = { root, key: await createOneUseKey(), message }
    prepareCurve()
    state = 'ready'
    say({ say: 'ready', key: opened.key.publicKey })
  } else if (message.say === 'lease' && state === 'ready' && !leased) {
    leased = true
    setTimeout(() => process.exit(0), message.seconds * 1000)
  } else if (message.say === 'seal' && state === 'ready' && opened) {
    state = 'sealing'
    end({ say: 'answer', answer: await seal(opened, message) })
  } else {
    throw new SignerFault('pipe')
  }
}

async function seal({ root, key, message }: NonNullable<typeof opened>, { envelope, blank, notAfter, now }: Seal): Promise<Uint8Array> {
  const content = await key.open(envelope)
  const request = await checkApproval(root, key.publicKey, content, { now, leaseEnds: notAfter })
  const scalar = await openOneTimeKey(message.poolPrivate, blank)
  return closeAnswer(content.answerKey, sealRequest(message.template, message.cancelKey, blank, scalar, request))
}

function say(message: FromSigner): void {
  process.stdout.write(encodeFromSigner(message))
}

/** The last word: the process is gone as soon as the pipe has taken it. */
function end(message: FromSigner): void {
  if (state === 'over') return
  state = 'over'
  process.stdout.write(encodeFromSigner(message), () => process.exit(0))
}

function refuse(error: unknown): void {
  end({ say: 'refused', code: error instanceof SignerFault ? error.code : 'broken' })
}

hush()
const frames = createFrameReader()
process.stdin.on('data', (piece: Buffer) => {
  if (state === 'over') return
  try {
    for (const content of frames.push(piece)) hear(parseToSigner(content)).catch(refuse)
  } catch {
    refuse(new SignerFault('pipe'))
  }
})
// The pipe is the signer's life: when its parent is gone, or does not read any more, nobody may find it.
for (const ending of ['end', 'close', 'error']) process.stdin.on(ending, () => process.exit(0))
process.stdout.on('error', () => process.exit(0))
