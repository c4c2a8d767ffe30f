/** Invented papers, drawn by us, marked SPECIMEN: for the tour and the journeys' camera. No country, bank or landlord is real. */
import { drawFace, type Face } from './face.ts'

export interface Holder {
  name: string
  birthDate: string
  address: string
  face: Face
  /** Who takes care of them: named on a birth certificate. */
  parent?: string
}

export const paperKinds = ['passport', 'lease', 'bank_card', 'utility_bill', 'consular_id', 'birth_certificate'] as const
export type PaperKind = (typeof paperKinds)[number]
type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** Width : height of each paper. */
export const shape: Record<PaperKind, [number, number]> = {
  passport: [1250, 880],
  lease: [850, 1100],
  bank_card: [856, 540],
  utility_bill: [850, 1100],
  consular_id: [856, 540],
  birth_certificate: [850, 1100],
}

/** Draws one paper into the box; the box should have the paper's shape. */
export function drawPaper(pen: Pen, kind: PaperKind, holder: Holder, x: number, y: number, width: number, height: number) {
  const [w, h] = shape[kind]
  pen.save()
  pen.translate(x, y)
  pen.scale(width / w, height / h)
  pen.textBaseline = 'alphabetic'
  papers[kind](pen, holder, w, h)
  pen.globalAlpha = 0.16
  pen.translate(w / 2, h / 2)
  pen.rotate(-0.5)
  pen.fillStyle = '#b00020'
  pen.font = `700 ${Math.round(w / 7)}px sans-serif`
  pen.textAlign = 'center'
  pen.fillText('SPECIMEN', 0, 40)
  pen.restore()
}

const line = (pen: Pen, size: number, weight: number, colour: string, text: string, x: number, y: number, most?: number) => {
  pen.font = `${weight} ${size}px sans-serif`
  pen.fillStyle = colour
  pen.textAlign = 'left'
  if (most) pen.fillText(text, x, y, most)
  else pen.fillText(text, x, y)
}

const sheet = (pen: Pen, w: number, h: number, colour: string, radius = 12) => {
  pen.fillStyle = colour
  pen.beginPath()
  pen.roundRect(0, 0, w, h, radius)
  pen.fill()
}

/** Fine wavy lines, as on security paper. */
const waves = (pen: Pen, w: number, h: number, colour: string) => {
  pen.save()
  pen.strokeStyle = colour
  pen.lineWidth = 1.5
  for (let row = 20; row < h; row += 22) {
    pen.beginPath()
    for (let at = 0; at <= w; at += 20) pen.lineTo(at, row + Math.sin(at / 60 + row) * 7)
    pen.stroke()
  }
  pen.restore()
}

const field = (pen: Pen, label: string, value: string, x: number, y: number, most: number) => {
  line(pen, 22, 400, '#6a5d4d', label, x, y)
  line(pen, 36, 700, '#1c1a17', value, x, y + 40, most)
}

const papers: Record<PaperKind, (pen: Pen, holder: Holder, w: number, h: number) => void> = {
  passport(pen, holder, w, h) {
    sheet(pen, w, h, '#f3ead9', 24)
    waves(pen, w, h, '#e2cfae')
    line(pen, 44, 700, '#7a2331', 'REPUBLIC OF UTOPIA', 60, 84)
    line(pen, 28, 400, '#7a2331', 'PASSPORT / PASAPORTE', 60, 126)
    drawFace(pen, holder.face, 60, 170, 330, 440)
    field(pen, 'Name', holder.name.toUpperCase(), 440, 200, 760)
    field(pen, 'Date of birth', holder.birthDate, 440, 310, 500)
    field(pen, 'Nationality', 'UTOPIA', 440, 420, 500)
    field(pen, 'Passport no.', 'X00 SPECIMEN', 440, 530, 500)
    pen.fillStyle = '#fbf6ea'
    pen.fillRect(0, 700, w, 180)
    const mrz = holder.name.toUpperCase().replace(/[^A-Z]+/g, '<')
    pen.font = '600 44px monospace'
    pen.fillStyle = '#1c1a17'
    pen.fillText(`P<UTO${mrz}`.padEnd(44, '<').slice(0, 44), 40, 770, w - 80)
    pen.fillText(`X00SPECIMEN<UTO${holder.birthDate.replaceAll('-', '').slice(2)}`.padEnd(44, '<').slice(0, 44), 40, 840, w - 80)
  },
  lease(pen, holder, w, h) {
    sheet(pen, w, h, '#fdfdfb', 4)
    line(pen, 46, 700, '#202225', 'RESIDENTIAL LEASE', 70, 110)
    line(pen, 24, 400, '#4c5157', 'between Nowhere Homes (landlord) and the tenant named below', 70, 152)
    field(pen, 'Tenant', holder.name, 70, 220, 700)
    field(pen, 'Home', holder.address, 70, 320, 700)
    field(pen, 'From', '1 March of this year, twelve months', 70, 420, 700)
    pen.fillStyle = '#c9cdd2'
    for (let row = 0; row < 14; row++) pen.fillRect(70, 520 + row * 30, row % 5 === 4 ? 380 : 700, 8)
    line(pen, 40, 400, '#2a4a8a', 'N. Homes', 90, 1010)
    line(pen, 22, 400, '#4c5157', 'Landlord', 90, 1050)
    line(pen, 22, 400, '#4c5157', 'Tenant', 500, 1050)
  },
  bank_card(pen, holder, w, h) {
    const blue = pen.createLinearGradient(0, 0, w, h)
    blue.addColorStop(0, '#23395d')
    blue.addColorStop(1, '#4f7cac')
    sheet(pen, w, h, '#23395d', 40)
    pen.fillStyle = blue
    pen.fill()
    line(pen, 48, 700, '#ffffff', 'Bank of Nowhere', 60, 110)
    pen.fillStyle = '#d8c27a'
    pen.beginPath()
    pen.roundRect(60, 180, 120, 90, 14)
    pen.fill()
    line(pen, 54, 600, '#ffffff', '0000 0000 0000 0000', 60, 370)
    line(pen, 34, 500, '#ffffff', holder.name.toUpperCase(), 60, 470, 700)
  },
  birth_certificate(pen, holder, w, h) {
    sheet(pen, w, h, '#f4efe0', 4)
    waves(pen, w, h, '#b9c7b0')
    line(pen, 52, 700, '#2c4a37', 'Birth certificate', 60, 120)
    line(pen, 30, 400, '#5b6b5e', 'Registry of Nowhere', 60, 170)
    field(pen, 'Child', holder.name, 60, 300, 720)
    field(pen, 'Born on', holder.birthDate, 60, 420, 720)
    field(pen, 'Parent', holder.parent ?? '', 60, 540, 720)
  },
  utility_bill(pen, holder, w, h) {
    sheet(pen, w, h, '#fdfdfb', 4)
    pen.fillStyle = '#1f7a5c'
    pen.fillRect(0, 0, w, 130)
    line(pen, 50, 700, '#ffffff', 'Nowhere Water and Light', 60, 85)
    field(pen, 'Customer', holder.name, 60, 210, 700)
    field(pen, 'Service address', holder.address, 60, 310, 700)
    field(pen, 'Bill date', '2 weeks ago', 60, 410, 700)
    pen.fillStyle = '#c9cdd2'
    for (let row = 0; row < 10; row++) pen.fillRect(60, 520 + row * 44, 730, 6)
  },
  consular_id(pen, holder, w, h) {
    sheet(pen, w, h, '#e6efe9', 40)
    waves(pen, w, h, '#c9ddd0')
    line(pen, 36, 700, '#1f5a43', 'CONSULATE OF UTOPIA', 40, 70)
    line(pen, 24, 400, '#1f5a43', 'Consular identification card', 40, 106)
    drawFace(pen, holder.face, 40, 140, 260, 346)
    field(pen, 'Name', holder.name, 340, 190, 480)
    field(pen, 'Date of birth', holder.birthDate, 340, 290, 480)
    field(pen, 'Card no.', 'SPECIMEN 000', 340, 390, 480)
  },
}
