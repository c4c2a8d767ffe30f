import { expect, test } from 'vitest'
import { HeldPictures } from './held-pictures.ts'

const page = (number: number) => ({ picture: new Uint8Array([number]) })

function decoder() {
  const open = new Set<number>()
  const waiting: (() => void)[] = []
  const decode = (bytes: Uint8Array) =>
    new Promise<ImageBitmap>((done, failed) => {
      const number = bytes[0]!
      waiting.push(() => {
        if (number === 99) return failed(new Error())
        open.add(number)
        done({ close: () => void open.delete(number) } as ImageBitmap)
      })
    })
  const ready = async () => {
    for (const one of waiting.splice(0)) one()
    await new Promise(done => setImmediate(done))
  }
  return { decode, open, waiting, ready }
}

test('a page is read once and told to whoever draws it', async () => {
  const { decode, waiting, ready } = decoder()
  const pictures = new HeldPictures(decode)
  let told = 0
  pictures.subscribe(() => told++)
  const one = page(1)
  expect(pictures.of(one)).toBe(undefined)
  expect(pictures.of({ ...one })).toBe(undefined)
  expect(waiting).toHaveLength(1)
  await ready()
  expect(pictures.of({ ...one })).toBeTruthy()
  expect(told).toBe(1)
})

test('a picture that cannot be read is null, and is not asked again', async () => {
  const { decode, ready, waiting } = decoder()
  const pictures = new HeldPictures(decode)
  const broken = page(99)
  pictures.of(broken)
  await ready()
  expect(pictures.of(broken)).toBe(null)
  expect(waiting).toHaveLength(0)
})

test('a page that was taken again gives its pixels back; the others stay', async () => {
  const { decode, open, ready } = decoder()
  const pictures = new HeldPictures(decode)
  const kept = page(2)
  pictures.of(page(1))
  pictures.of(kept)
  await ready()
  pictures.keepOnly([kept])
  expect([...open]).toEqual([2])
})

test('after goodbye no picture is open, not even one that was still being read', async () => {
  const { decode, open, ready } = decoder()
  const pictures = new HeldPictures(decode)
  pictures.of(page(1))
  await ready()
  pictures.of(page(2))
  pictures.empty()
  await ready()
  expect([...open]).toEqual([])
})
