/** Desk: reads square codes from paper or a phone, by the desk's camera and by a hand-held scanner that types. */
import './scan.css'
import { CameraFault, type CameraFaultCode, type CameraSource, openCamera } from '@latchkey/ui/camera.ts'
import { nearEnough, openReader } from '@latchkey/ui/code-reader.ts'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { ScanField } from './scan-field.tsx'

export interface ScannerProps {
  /** What to hold before the camera. */
  says: ComponentChildren
  /** Once for each different text until the scanner goes. The text is anybody's; it is neither shown nor kept here. */
  onText(text: string): void
  dark: boolean
  /** Where pictures come from; the desk's camera unless practice brings a drawn one. */
  camera?: CameraSource
}

/** A backup sheet shows four at once. */
const mostAtOnce = 4
/** Milliseconds between two looks. */
const rhythm = 60

export function Scanner({ says, onText, dark, camera = openCamera }: ScannerProps) {
  const text = useText()
  const seen = useRef(new Set<string>())
  const tell = useRef(onText)
  tell.current = onText
  const read = (found: string) => {
    if (found === '' || seen.current.has(found)) return
    seen.current.add(found)
    tell.current(found)
  }
  const { video, fault, near } = useCodes(camera, dark, read)
  useEffect(() => () => seen.current.clear(), [])
  if (dark) return null
  return (
    <div class="scan" data-camera={fault ?? 'open'}>
      <p class="scan-says">{says}</p>
      {fault ? (
        <Notice tone="warn" role="status" title={text(`print.scan.camera.${fault}`)} id="scan-no-camera">
          {text('print.scan.use_field')}
        </Notice>
      ) : (
        <div class="scan-view">
          <video ref={video} muted playsInline aria-label={text('print.scan.camera')} />
          <p class="scan-tip" role="status">
            {text(near ? 'print.scan.hold' : 'print.scan.nearer')}
          </p>
        </div>
      )}
      <ScanField onText={read} />
    </div>
  )
}

/** Reads frame after frame while the screen is lit; every track is stopped when it goes or gets dark. */
function useCodes(camera: CameraSource, dark: boolean, onText: (text: string) => void) {
  const video = useRef<HTMLVideoElement>(null)
  const [fault, setFault] = useState<CameraFaultCode | null>(null)
  const [near, setNear] = useState(true)
  useEffect(() => {
    if (dark) return
    let over = false
    let stop = () => {}
    const opening = openReader(mostAtOnce)
    const run = async () => {
      const [reader, opened] = await Promise.all([opening, camera({ facing: 'environment' })])
      const node = video.current
      stop = () => {
        opened.stop()
        if (node) node.srcObject = null
      }
      if (over || !node) return stop()
      node.srcObject = opened.stream
      await node.play().catch(() => {})
      const canvas = document.createElement('canvas')
      const pen = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
      const close = stop
      stop = () => {
        close()
        canvas.width = canvas.height = 0
      }
      const look = async () => {
        if (over || !pen) return
        if (node.videoWidth) {
          canvas.width = node.videoWidth
          canvas.height = node.videoHeight
          pen.drawImage(node, 0, 0)
          const frame = pen.getImageData(0, 0, canvas.width, canvas.height)
          const found = await reader.read(frame)
          frame.data.fill(0)
          if (over) return
          if (found.length > 0) setNear(found.every(one => one.pixelsAModule >= nearEnough * 0.8))
          for (const one of found) onText(one.text)
        }
        if (!over) setTimeout(look, rhythm)
      }
      await look()
    }
    setFault(null)
    run().catch(cause => over || setFault(cause instanceof CameraFault ? cause.code : 'none'))
    return () => {
      over = true
      stop()
      void opening.then(reader => reader.close()).catch(() => {})
    }
  }, [camera, dark])
  return { video, fault, near }
}
