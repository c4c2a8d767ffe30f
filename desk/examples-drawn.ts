/** Papers and faces for the page of examples: drawn here, of nobody. */
import { base64 } from '@scure/base'

/** A flat face on a wall, as JPEG. */
export function drawnPicture(kind: 'passport' | 'lease' | 'bank' | 'face' | 'turned'): Uint8Array {
  const canvas = document.createElement('canvas')
  const [width, height] = kind === 'face' || kind === 'turned' ? [900, 1200] : kind === 'lease' ? [1000, 1300] : [1250, 880]
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')!
  const face = (x: number, y: number, size: number, shift: number) => {
    pen.save()
    pen.translate(x, y)
    pen.scale(size, size)
    pen.fillStyle = '#d5dce1'
    pen.fillRect(0, 0, 300, 400)
    pen.fillStyle = '#a23b3b'
    pen.beginPath()
    pen.ellipse(150, 420, 140, 110, 0, 0, 7)
    pen.fill()
    pen.fillStyle = '#d9a47c'
    pen.fillRect(120, 250, 60, 80)
    pen.beginPath()
    pen.ellipse(150, 190, 82, 108, 0, 0, 7)
    pen.fill()
    pen.fillStyle = '#2a1a12'
    pen.beginPath()
    pen.ellipse(150, 120, 96, 66, 0, Math.PI, 0)
    pen.fill()
    for (const side of [-1, 1]) {
      pen.beginPath()
      pen.ellipse(150 + shift + side * 33, 185, 9, 7, 0, 0, 7)
      pen.fill()
    }
    pen.fillRect(148 + shift * 1.4, 190, 6, 36)
    pen.fillStyle = '#8c3a3a'
    pen.fillRect(124 + shift, 250, 52, 9)
    pen.restore()
  }
  pen.fillStyle = '#6b5a48'
  pen.fillRect(0, 0, width, height)
  if (kind === 'face' || kind === 'turned') face(0, 0, 3, kind === 'turned' ? 24 : 0)
  else {
    pen.fillStyle = kind === 'bank' ? '#27496d' : '#f2ecdd'
    pen.fillRect(40, 40, width - 80, height - 80)
    pen.fillStyle = kind === 'bank' ? '#fff' : '#222'
    pen.font = '600 44px sans-serif'
    pen.fillText(kind === 'lease' ? 'LEASE (SPECIMEN)' : kind === 'bank' ? 'A BANK (SPECIMEN)' : 'PASSPORT (SPECIMEN)', 90, 120)
    pen.font = '32px sans-serif'
    const lines =
      kind === 'passport'
        ? ['IBÁÑEZ QUIÑONES', 'MARÍA DEL CARMEN', '09 APR 1988', '01 JAN 2030']
        : [
            'Tenant: María del Carmen Ibáñez Quiñones',
            '2140 S Example St Apt 3, Chicago',
            'From 1 March 2026',
            'Rent to be paid on the first day of each month.',
          ]
    for (const [at, line] of lines.entries()) pen.fillText(line, kind === 'passport' ? 480 : 90, 220 + at * 74)
    if (kind === 'passport') face(90, 180, 1.15, 0)
    if (kind === 'lease') for (let at = 0; at < 14; at++) pen.fillRect(90, 560 + at * 44, 600 + ((at * 97) % 220), 8)
  }
  return base64.decode(canvas.toDataURL('image/jpeg', 0.8).split(',')[1]!)
}
