// Makes pictures.json with the real encoder: run `npx tsx card/vectors/make-pictures.mjs` when the encoder or its options change.
import { readFileSync, writeFileSync } from 'node:fs'
import encode, { init } from '@jsquash/avif/encode.js'
import { fitAvif } from '../avif.ts'
import { drawnFace } from './drawn-face.ts'

const wasm = new URL('../../node_modules/@jsquash/avif/codec/enc/avif_enc.wasm', import.meta.url)
await init(await WebAssembly.compile(readFileSync(wasm)))
const port = async (pixels, options) => new Uint8Array(await encode(pixels, options))
const look = { skin: [176, 122, 92], hair: [38, 28, 24], wall: [168, 190, 205], grain: 14, seed: 7 }
const text = bytes => Buffer.from(bytes).toString('base64url')
const face = await fitAvif(port, drawnFace(64, 80, look), 'face')
const print = await fitAvif(port, drawnFace(300, 400, look), 'print')
writeFileSync(new URL('pictures.json', import.meta.url), JSON.stringify({ face: text(face), print: text(print) }, null, 1) + '\n')
console.log(face.length, print.length)
