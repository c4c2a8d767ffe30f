/**
 * Invented faces, drawn by us: for the tour, the journeys' camera and the test cards. Nobody's likeness.
 * A face is a handful of choices; the drawing is flat and calm, with enough light and shade to survive 64×80 pixels.
 */
export interface Face {
  skin: string
  shade: string
  hair: string
  style: 'short' | 'long' | 'curls' | 'scarf' | 'bald'
  cloth: string
  glasses?: boolean
  beard?: boolean
  brows?: string
}

export const faces = {
  amal: { skin: '#c68d5f', shade: '#a8703f', hair: '#35624f', style: 'scarf', cloth: '#274b6d' },
  rosa: { skin: '#d9a47c', shade: '#bd8256', hair: '#2a1a12', style: 'long', cloth: '#a23b3b' },
  kofi: { skin: '#6f4529', shade: '#54321b', hair: '#1a1210', style: 'short', cloth: '#d9a441', beard: true },
  jan: { skin: '#efc4a4', shade: '#d39f7b', hair: '#8a6a3f', style: 'short', cloth: '#4a5a48', glasses: true },
  mei: { skin: '#e8bd94', shade: '#cb9a6e', hair: '#15110f', style: 'long', cloth: '#5b4a7d', glasses: true },
  tomas: { skin: '#b57a50', shade: '#965f38', hair: '#1f1714', style: 'curls', cloth: '#2f6f73' },
} as const satisfies Record<string, Face>

export type FaceName = keyof typeof faces
type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/**
 * Draws a face into the box (x, y, width, height), 3:4, on a plain wall.
 * @param turn −1 to 1: how far the head is turned; 0 looks at the camera.
 */
export function drawFace(pen: Pen, face: Face, x: number, y: number, width: number, height: number, turn = 0) {
  pen.save()
  pen.beginPath()
  pen.rect(x, y, width, height)
  pen.clip()
  pen.translate(x, y)
  pen.scale(width / 300, height / 400)

  const wall = pen.createLinearGradient(0, 0, 300, 400)
  wall.addColorStop(0, '#e9edf0')
  wall.addColorStop(1, '#cfd6db')
  pen.fillStyle = wall
  pen.fillRect(0, 0, 300, 400)

  const shift = turn * 26
  const oval = (cx: number, cy: number, rx: number, ry: number, colour: string) => {
    pen.fillStyle = colour
    pen.beginPath()
    pen.ellipse(cx, cy, Math.max(rx, 0.5), Math.max(ry, 0.5), 0, 0, Math.PI * 2)
    pen.fill()
  }
  const path = (colour: string, trace: () => void) => {
    pen.fillStyle = colour
    pen.beginPath()
    trace()
    pen.closePath()
    pen.fill()
  }

  // What lies behind the head.
  if (face.style === 'long') {
    path(face.hair, () => {
      pen.moveTo(72, 180)
      pen.bezierCurveTo(60, 60, 240, 60, 228, 180)
      pen.bezierCurveTo(236, 260, 240, 300, 226, 330)
      pen.lineTo(74, 330)
      pen.bezierCurveTo(60, 300, 64, 260, 72, 180)
    })
  }
  if (face.style === 'curls') {
    for (let at = 0; at < 16; at++) {
      const angle = Math.PI * (0.95 + (at / 15) * 1.1)
      oval(150 + Math.cos(angle) * 82, 168 + Math.sin(angle) * 84, 25, 25, face.hair)
    }
  }
  if (face.style === 'scarf') {
    path(face.hair, () => {
      pen.moveTo(60, 190)
      pen.bezierCurveTo(52, 46, 248, 46, 240, 190)
      pen.bezierCurveTo(246, 280, 262, 330, 276, 372)
      pen.lineTo(24, 372)
      pen.bezierCurveTo(38, 330, 54, 280, 60, 190)
    })
  }

  // Shoulders and neck.
  path(face.cloth, () => {
    pen.moveTo(0, 400)
    pen.bezierCurveTo(12, 330, 80, 316, 118, 304)
    pen.lineTo(182, 304)
    pen.bezierCurveTo(220, 316, 288, 330, 300, 400)
  })
  path(face.shade, () => {
    pen.moveTo(120, 236)
    pen.lineTo(180, 236)
    pen.lineTo(186, 310)
    pen.bezierCurveTo(170, 330, 130, 330, 114, 310)
  })

  // Ears move against the turn: the far one disappears.
  if (face.style !== 'scarf') {
    oval(83 - shift * 0.1, 196, 12 - Math.max(0, -turn) * 12, 20, face.shade)
    oval(217 - shift * 0.1, 196, 12 - Math.max(0, turn) * 12, 20, face.shade)
  }

  const skin = pen.createLinearGradient(84, 0, 216, 0)
  skin.addColorStop(turn >= 0 ? 0 : 1, face.shade)
  skin.addColorStop(0.45, face.skin)
  skin.addColorStop(turn >= 0 ? 1 : 0, face.skin)
  pen.fillStyle = skin
  pen.beginPath()
  pen.moveTo(86, 170)
  pen.bezierCurveTo(84, 86, 216, 86, 214, 170)
  pen.bezierCurveTo(214, 226, 194, 280, 150, 284)
  pen.bezierCurveTo(106, 280, 86, 226, 86, 170)
  pen.fill()

  if (face.beard) {
    path(face.hair, () => {
      pen.moveTo(90, 210)
      pen.bezierCurveTo(96, 266, 124, 292, 150, 292)
      pen.bezierCurveTo(176, 292, 204, 266, 210, 210)
      pen.bezierCurveTo(198, 232, 182, 228, 150 + shift, 228)
      pen.bezierCurveTo(118, 228, 102, 232, 90, 210)
    })
  }

  // Eyes, brows, nose, mouth.
  const near = 1 - Math.abs(turn) * 0.18
  for (const side of [-1, 1]) {
    const eye = 150 + side * 31 * near + shift
    const wide = side * turn < 0 ? 1 : near
    oval(eye, 184, 15 * wide, 9, '#fbfaf7')
    oval(eye + shift * 0.12, 184, 7 * wide, 7.5, '#2b2019')
    oval(eye + shift * 0.12 + 2, 181.5, 2, 2, '#ffffff')
    pen.strokeStyle = face.brows ?? (face.style === 'scarf' ? '#2a1a12' : face.hair)
    pen.lineWidth = 6
    pen.lineCap = 'round'
    pen.beginPath()
    pen.moveTo(eye - 17 * wide, 165)
    pen.quadraticCurveTo(eye, 158, eye + 17 * wide, 165)
    pen.stroke()
  }
  pen.strokeStyle = face.shade
  pen.lineWidth = 5
  pen.beginPath()
  pen.moveTo(148 + shift * 1.2, 188)
  pen.quadraticCurveTo(141 + shift * 1.9, 216, 150 + shift * 1.5, 222)
  pen.stroke()
  path('#a24b45', () => {
    pen.moveTo(126 + shift, 246)
    pen.quadraticCurveTo(150 + shift, 256, 174 + shift, 246)
    pen.quadraticCurveTo(150 + shift, 270, 126 + shift, 246)
  })

  if (face.glasses) {
    pen.strokeStyle = '#23262b'
    pen.lineWidth = 4
    for (const side of [-1, 1]) {
      pen.beginPath()
      pen.ellipse(150 + side * 31 * near + shift, 186, 24 * near, 19, 0, 0, Math.PI * 2)
      pen.stroke()
    }
    pen.beginPath()
    pen.moveTo(143 + shift, 184)
    pen.lineTo(157 + shift, 184)
    pen.stroke()
  }

  // Hair or cloth over the forehead.
  if (face.style === 'short' || face.style === 'long') {
    path(face.hair, () => {
      pen.moveTo(82, 176)
      pen.bezierCurveTo(76, 70, 224, 70, 218, 176)
      pen.bezierCurveTo(210, 132, 186, 128, 150 + shift * 0.4, 128)
      pen.bezierCurveTo(114, 128, 90, 132, 82, 176)
    })
  }
  if (face.style === 'curls') for (let at = 0; at < 7; at++) oval(96 + at * 18, 116 - Math.sin((at / 6) * Math.PI) * 14, 19, 19, face.hair)
  if (face.style === 'scarf') {
    path(face.hair, () => {
      pen.moveTo(76, 200)
      pen.bezierCurveTo(70, 72, 230, 72, 224, 200)
      pen.bezierCurveTo(216, 122, 84, 122, 76, 200)
    })
    path(face.hair, () => {
      pen.moveTo(76, 196)
      pen.bezierCurveTo(84, 270, 116, 300, 150, 302)
      pen.bezierCurveTo(184, 300, 216, 270, 224, 196)
      pen.bezierCurveTo(248, 260, 234, 340, 150, 344)
      pen.bezierCurveTo(66, 340, 52, 260, 76, 196)
    })
  }
  pen.restore()
}
