/** The camera of this device, or a named reason why there is none. Streams never leave the page; every track is stopped by `stop`. */

export const cameraFaults = {
  blocked: 'The person or the browser did not allow the camera.',
  none: 'There is no camera, or this browser does not offer one.',
  in_use: 'Another app or page holds the camera.',
  in_app: 'The page was opened inside another app, which keeps the camera to itself.',
} as const
export type CameraFaultCode = keyof typeof cameraFaults

export class CameraFault extends Error {
  readonly code: CameraFaultCode
  constructor(code: CameraFaultCode, cause?: unknown) {
    super(cameraFaults[code], { cause })
    this.name = 'CameraFault'
    this.code = code
  }
}

/** environment: the camera that looks at the paper. user: the one that looks at the person. */
export type Facing = 'environment' | 'user'

export interface Camera {
  stream: MediaStream
  stop(): void
}

/** Where pictures come from: the device, or a drawn stream in practice. Throws CameraFault. */
export type CameraSource = (ask: { facing: Facing }) => Promise<Camera>

/** Browsers inside other apps, by the mark they leave in the user agent. Read here only to choose a sentence; never sent. */
const insideApps =
  /FBAN|FBAV|FB_IAB|Instagram|\bLine\/|MicroMessenger|TikTok|musical_ly|BytedanceWebview|Snapchat|Twitter|Pinterest|LinkedInApp|Telegram|WhatsApp|GSA\/|; wv\)/

export const insideApp = (userAgent: string): boolean => insideApps.test(userAgent)

/** The fault a failed getUserMedia stands for, by its error name (Media Capture and Streams §10.2). */
export function cameraFaultOf(errorName: string, userAgent: string): CameraFaultCode {
  const denied = errorName === 'NotAllowedError' || errorName === 'SecurityError'
  const missing = errorName === 'NotFoundError' || errorName === 'OverconstrainedError' || errorName === 'TypeError'
  // Inside another app a refusal is the app's doing: "allow the camera" would send the person in circles.
  if ((denied || missing) && insideApp(userAgent)) return 'in_app'
  if (denied) return 'blocked'
  return missing ? 'none' : 'in_use'
}

/** Opens the device's camera. @throws CameraFault */
export async function openCamera(ask: {
  facing: Facing
  devices?: Pick<MediaDevices, 'getUserMedia'> | undefined
  userAgent?: string
}): Promise<Camera> {
  const devices = 'devices' in ask ? ask.devices : navigator.mediaDevices
  const userAgent = ask.userAgent ?? navigator.userAgent
  if (!devices?.getUserMedia) throw new CameraFault(cameraFaultOf('TypeError', userAgent))
  let stream: MediaStream
  try {
    stream = await devices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: ask.facing }, width: { ideal: 1920 }, height: { ideal: 1080 } },
    })
  } catch (cause) {
    throw new CameraFault(cameraFaultOf(cause instanceof Error || cause instanceof DOMException ? cause.name : '', userAgent), cause)
  }
  return {
    stream,
    stop() {
      for (const track of stream.getTracks()) track.stop()
    },
  }
}
