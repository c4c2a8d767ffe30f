/** A signer that has a key at once and never answers an envelope: started as a program, it speaks the pipe's words. */
import { createFrameReader, encodeFromSigner, parseToSigner } from '@latchkey/card/pipe.ts'

const frames = createFrameReader()
process.stdin.on('data', (piece: Buffer) => {
  for (const content of frames.push(piece))
    if (parseToSigner(content).say === 'open') process.stdout.write(encodeFromSigner({ say: 'ready', key: new Uint8Array(1216) }))
})
process.stdin.on('end', () => process.exit(0))
