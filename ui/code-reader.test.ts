import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import encodeQR from 'qr'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openReader } from './code-reader.ts'

const program = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
const said = 'LKTEST:Nobody Anybody 1901-02-03'

/** The memories that programs were started with here, oldest first. */
let memories: WebAssembly.Memory[] = []
let asked = 0
beforeEach(() => {
  memories = []
  asked = 0
  vi.stubGlobal('fetch', async () => {
    asked++
    return new Response(program)
  })
  const instantiate = WebAssembly.instantiate as (
    program: BufferSource,
    imports?: WebAssembly.Imports,
  ) => Promise<{ instance?: WebAssembly.Instance }>
  vi.spyOn(WebAssembly, 'instantiate').mockImplementation((async (program: BufferSource, imports?: WebAssembly.Imports) => {
    const source = await instantiate(program, imports)
    for (const value of Object.values(source.instance?.exports ?? {})) if (value instanceof WebAssembly.Memory) memories.push(value)
    return source
  }) as typeof WebAssembly.instantiate)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A square before the camera. */
function frame(text: string): ImageData {
  const modules = encodeQR(text, 'raw', { border: 4, scale: 6 })
  const [width, height] = [modules[0]!.length, modules.length]
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (const [at, dark] of modules.flat().entries()) if (dark) data.fill(0, at * 4, at * 4 + 3)
  return { data, width, height, colorSpace: 'srgb' } as ImageData
}
const holds = ({ buffer }: WebAssembly.Memory) => Buffer.from(buffer).includes(said)

test('what was read lies in the reader’s memory until it is closed, and then nothing does; the next one asks the server nothing', async () => {
  const reader = await openReader()
  expect(reader.name).toBe('zxing')
  expect(await reader.read(frame(said))).toMatchObject([{ text: said }])
  expect(memories.map(holds)).toEqual([true])
  await reader.close()
  expect(Buffer.from(memories[0]!.buffer).equals(Buffer.alloc(memories[0]!.buffer.byteLength))).toBe(true)
  expect(await reader.read(frame(said))).toEqual([])

  const next = await openReader()
  expect(await next.read(frame(said))).toMatchObject([{ text: said }])
  await next.close()
  expect(memories.map(holds)).toEqual([false, false])
  expect(asked).toBe(1)
})

test('a reader that another screen has open goes on reading', async () => {
  const [one, other] = await Promise.all([openReader(), openReader(4)])
  await one.close()
  expect(await other.read(frame(said))).toMatchObject([{ text: said }])
  await other.close()
  expect(memories.some(holds)).toBe(false)
})
