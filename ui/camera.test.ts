import { expect, test } from 'vitest'
import { CameraFault, cameraFaultOf, insideApp, openCamera } from './camera.ts'

const chrome = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36'
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'
const inside = [
  'Mozilla/5.0 (Linux; Android 13; SM-A136U; wv) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/470.0;]',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Instagram 334.0.0.24.94',
  'Mozilla/5.0 (Linux; Android 12; wv) AppleWebKit/537.36 Version/4.0 Chrome/120 Mobile Safari/537.36 musical_ly_2023',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 16_0) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.42',
]

test('browsers inside other apps are known by their mark, real browsers are not mistaken for them', () => {
  for (const agent of inside) expect(insideApp(agent)).toBe(true)
  for (const agent of [chrome, safari]) expect(insideApp(agent)).toBe(false)
})

test('every way a camera can fail has its own sentence', () => {
  const of = (name: string) => cameraFaultOf(name, chrome)
  expect([of('NotAllowedError'), of('SecurityError')]).toEqual(['blocked', 'blocked'])
  expect([of('NotFoundError'), of('OverconstrainedError'), of('TypeError')]).toEqual(['none', 'none', 'none'])
  expect([of('NotReadableError'), of('AbortError'), of('anything new')]).toEqual(['in_use', 'in_use', 'in_use'])
})

test('inside another app a refusal is the app, but a camera in use is in use', () => {
  for (const agent of inside) {
    expect(cameraFaultOf('NotAllowedError', agent)).toBe('in_app')
    expect(cameraFaultOf('TypeError', agent)).toBe('in_app')
    expect(cameraFaultOf('NotReadableError', agent)).toBe('in_use')
  }
})

test('a browser without cameras at all is a fault, not a crash', async () => {
  await expect(openCamera({ facing: 'user', devices: undefined, userAgent: chrome })).rejects.toMatchObject({ code: 'none' })
  await expect(openCamera({ facing: 'user', devices: undefined, userAgent: inside[0]! })).rejects.toBeInstanceOf(CameraFault)
})

test('asks for the right side without sound, and stops every track', async () => {
  let asked: MediaStreamConstraints | undefined
  const stopped: string[] = []
  const track = (name: string) => ({ stop: () => void stopped.push(name) })
  const camera = await openCamera({
    facing: 'environment',
    userAgent: chrome,
    devices: {
      getUserMedia: async constraints => {
        asked = constraints
        return { getTracks: () => [track('one'), track('two')] } as unknown as MediaStream
      },
    },
  })
  expect(asked).toEqual({ audio: false, video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } } })
  camera.stop()
  expect(stopped).toEqual(['one', 'two'])
})
