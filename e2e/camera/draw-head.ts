/** Neck, face and what is in a face. Light and shade follow `side`; the shine of skin is a share of the light, the same on every skin. */
import { darker, ellipse, glow, lighter, line, lit, mix, outline, type Pen, sequence, shape } from './brush.ts'
import { type Portrait, skins } from './portraits.ts'

const jaw = (baby: boolean): [readonly [number, number], number[][]] =>
  baby
    ? [
        [-100, -20],
        [
          [-104, -150, 104, -150, 100, -20],
          [112, 30, 92, 118, 0, 128],
          [-92, 118, -112, 30, -100, -20],
        ],
      ]
    : [
        [-98, -30],
        [
          [-100, -158, 100, -158, 98, -30],
          [102, 40, 70, 136, 0, 142],
          [-70, 136, -102, 40, -98, -30],
        ],
      ]

export function drawNeck(pen: Pen, one: Portrait) {
  const skin = skins[one.skin]
  const wide = one.baby ? 40 : 52
  const curves = [
    [wide, 60],
    [wide, 110, wide + 6, 150, wide + 14, 176],
    [wide, 260, -wide, 260, -wide - 14, 176],
    [-wide - 6, 150, -wide, 110, -wide, 60],
  ]
  shape(pen, lit(pen, darker(skin, 0.16), one.side, 90), [-wide, 60], ...curves)
  glow(pen, -one.side * 8, 132, 84, 40, '20, 8, 4', 0.5)
}

export function drawFace(pen: Pen, one: Portrait) {
  const skin = skins[one.skin]
  const baby = one.baby === true
  if (!covered(one)) {
    for (const side of [-1, 1]) {
      ellipse(pen, side * 100, 4, 15, 30, lit(pen, darker(skin, side === Math.sign(one.side) ? 0.06 : 0.26), one.side), side * -0.12)
      ellipse(pen, side * 101, 6, 7, 17, darker(skin, 0.38), side * -0.12)
    }
  }
  const [from, curves] = jaw(baby)
  const fill = pen.createRadialGradient(one.side * 46, -34, 12, -one.side * 10, 10, 178)
  fill.addColorStop(0, lighter(skin, 0.2))
  fill.addColorStop(0.3, skin)
  fill.addColorStop(0.72, darker(skin, 0.14))
  fill.addColorStop(1, darker(skin, 0.34))
  shape(pen, fill, from, ...curves)
  pen.save()
  outline(pen, from, ...curves)
  pen.clip()
  const warm = one.skin < 3 ? '200, 70, 56' : '150, 52, 30'
  for (const side of [-1, 1]) glow(pen, side * 58, 48, 46, 36, warm, baby ? 0.26 : 0.16)
  glow(pen, 0, -118, 112, 46, '20, 8, 4', one.cover ? 0.34 : 0.16)
  // Shade beside the light, under the lip and the brow, along the jaw.
  glow(pen, -one.side * 108, 20, 90, 150, '20, 8, 4', 0.26)
  for (const side of [-1, 1]) glow(pen, side * 42, -20, 34, 24, '30, 10, 6', baby ? 0.14 : 0.24)
  glow(pen, 0, 112, 26, 9, '30, 10, 6', 0.26)
  // The shine of skin.
  const shine = 0.24 + one.skin * 0.02
  glow(pen, one.side * 22, -74, 50, 26, '255, 246, 232', shine)
  for (const side of [-1, 1]) glow(pen, side * 58 + one.side * 6, 22, 26, 18, '255, 246, 232', shine * (side * one.side > 0 ? 1 : 0.42))
  glow(pen, one.side * 4, 122, 20, 10, '255, 246, 232', shine * 0.5)
  if (one.older) drawYears(pen, skin)
  pen.restore()
  drawEyes(pen, one, baby)
  drawNose(pen, one, skin, baby)
  drawMouth(pen, one, skin, baby)
  if (one.beard) drawBeard(pen, one)
}

const covered = (one: Portrait) => ['hijab', 'shayla', 'soft_cap', 'turban'].includes(one.cover ?? '')

function drawYears(pen: Pen, skin: string) {
  const mark = darker(skin, 0.3)
  pen.globalAlpha = 0.5
  for (const side of [-1, 1]) {
    for (const drop of [0, 9])
      line(pen, mark, 1.6, [side * 72, -10 + drop], [side * 80, -10 + drop * 1.4, side * 84, -6 + drop * 1.8, side * 88, drop * 2])
    line(pen, mark, 2, [side * 26, 14], [side * 36, 20, side * 50, 20, side * 58, 12])
    line(pen, mark, 2.4, [side * 30, 52], [side * 42, 62, side * 46, 78, side * 44, 92])
  }
  for (const y of [-92, -80, -69]) line(pen, mark, 1.6, [-44, y], [-16, y - 6, 16, y - 6, 44, y])
  pen.globalAlpha = 1
}

function drawEyes(pen: Pen, one: Portrait, baby: boolean) {
  const skin = skins[one.skin]
  const [out, y, across, down] = baby ? [43, 4, 24, 15] : [42, -8, 23, 11.5]
  const hair = one.older && one.skin < 4 ? '#8f8b86' : darker(one.hairColour, one.skin < 2 ? 0.35 : 0.2)
  for (const side of [-1, 1]) {
    const x = side * out
    pen.save()
    outline(
      pen,
      [x - across, y + 2],
      [x - across * 0.5, y - down * 1.25, x + across * 0.5, y - down * 1.25, x + across, y + (side > 0 ? 0 : 2)],
      [x + across * 0.5, y + down * 0.95, x - across * 0.5, y + down * 0.95, x - across, y + 2],
    )
    pen.fillStyle = '#efe9e1'
    pen.fill()
    pen.clip()
    glow(pen, x, y - down, across * 1.3, down * 1.1, '40, 24, 18', 0.45)
    const iris = one.eyes ?? mix('#3d2414', '#23140d', one.skin / 5)
    ellipse(pen, x, y - 0.5, baby ? 13 : 10.8, baby ? 13 : 10.8, darker(iris, 0.35))
    ellipse(pen, x, y, baby ? 11 : 9, baby ? 11 : 9, iris)
    ellipse(pen, x, y, baby ? 6 : 4.6, baby ? 6 : 4.6, '#0d0908')
    ellipse(pen, x + one.side * 4, y - 4, 3, 3, '#fdfbf6')
    pen.restore()
    line(
      pen,
      darker(skin, 0.78),
      baby ? 2.4 : 3.2,
      [x - across, y + 2],
      [x - across * 0.5, y - down * 1.25, x + across * 0.5, y - down * 1.25, x + across, y + 1],
    )
    line(
      pen,
      darker(skin, 0.36),
      1.6,
      [x - across * 0.9, y - 7],
      [x - across * 0.4, y - down * 1.9, x + across * 0.5, y - down * 1.9, x + across, y - 6],
    )
    line(
      pen,
      darker(skin, 0.3),
      1.4,
      [x - across * 0.7, y + down * 0.8],
      [x - 6, y + down * 1.15, x + 8, y + down * 1.15, x + across * 0.8, y + down * 0.6],
    )
    // Brow: many short hairs on a soft ground.
    const lift = baby ? -30 : -26
    pen.globalAlpha = baby ? 0.3 : 0.55
    line(
      pen,
      hair,
      baby ? 4 : 6.5,
      [x - side * 24, y + lift + 3],
      [x - side * 8, y + lift - 6, x + side * 12, y + lift - 7, x + side * 29, y + lift + 4],
    )
    pen.globalAlpha = baby ? 0.25 : 0.8
    for (let at = 0; at <= 14 && !baby; at++) {
      const along = at / 14
      const bx = x + side * (-25 + along * 53)
      const by = y + lift + 4 - Math.sin(along * 2.6) * 8
      line(pen, hair, 1.5, [bx, by + 2], [bx + side * 6, by - 4 + along * 4])
    }
    pen.globalAlpha = 1
  }
}

function drawNose(pen: Pen, one: Portrait, skin: string, baby: boolean) {
  const [tip, wide] = baby ? [44, 15] : [48, 19 + one.skin * 1.2]
  glow(pen, -one.side * 15, 22, 15, 44, '30, 10, 6', baby ? 0.14 : 0.26)
  glow(pen, 0, tip + 8, wide + 8, 9, '30, 10, 6', 0.36)
  glow(pen, one.side * 3, tip - 4, 12, 11, '255, 246, 232', 0.42)
  glow(pen, one.side * 4, 4, 6, 40, '255, 246, 232', baby ? 0.12 : 0.3)
  const edge = darker(skin, 0.48)
  for (const side of [-1, 1]) {
    line(pen, edge, 2, [side * wide, tip - 6], [side * (wide + 3), tip + 2, side * (wide + 1), tip + 8, side * (wide - 5), tip + 8])
    ellipse(pen, side * (wide - 10), tip + 7, 5, 2.6, darker(skin, 0.7), side * -0.25)
  }
}

function drawMouth(pen: Pen, one: Portrait, skin: string, baby: boolean) {
  const y = baby ? 80 : 84
  const w = baby ? 24 : 33 + (one.name.length % 6)
  const smile = baby ? 1 : one.name.length % 4
  const lips = mix(one.skin > 3 ? '#7a3a36' : '#b4605a', skin, one.beard || one.older ? 0.5 : 0.3)
  const full = 1 + one.skin * 0.07
  shape(
    pen,
    darker(lips, 0.2),
    [-w, y - smile],
    [-w * 0.5, y - 9 * full, -8, y - 12 * full, 0, y - 7 * full],
    [8, y - 12 * full, w * 0.5, y - 9 * full, w, y - smile],
    [w * 0.4, y + 5, -w * 0.4, y + 5, -w, y - smile],
  )
  shape(
    pen,
    lips,
    [-w + 3, y + 1],
    [-w * 0.4, y + 5, w * 0.4, y + 5, w - 3, y + 1],
    [w * 0.5, y + 17 * full, -w * 0.5, y + 17 * full, -w + 3, y + 1],
  )
  glow(pen, one.side * 5, y + 8, 15, 5, '255, 244, 236', 0.34)
  line(pen, darker(lips, 0.6), 2, [-w - 2, y - 2 - smile * 1.5], [-w * 0.4, y + 5, w * 0.4, y + 5, w + 2, y - 2 - smile * 1.5])
}

function drawBeard(pen: Pen, one: Portrait) {
  const colour = one.beard === 'grey' ? '#a5a19a' : one.hairColour
  const next = sequence(one.name.length * 77)
  const [low, dense] = one.beard === 'full' ? [182, 1300] : one.beard === 'moustache' ? [0, 240] : [152, 900]
  pen.save()
  if (low) {
    // Round the mouth, up to the ears.
    pen.beginPath()
    for (const [from, ...curves] of [
      [
        [-99, -10],
        [-94, 30, -70, 58, -46, 66],
        [-30, 62, 30, 62, 46, 66],
        [70, 58, 94, 30, 99, -10],
        [106, 60, 76, low, 0, low + 4],
        [-76, low, -106, 60, -99, -10],
      ],
      [
        [-32, 84],
        [-14, 100, 14, 100, 32, 84],
        [14, 72, -14, 72, -32, 84],
      ],
    ] as number[][][]) {
      pen.moveTo(from![0]!, from![1]!)
      for (const c of curves) pen.bezierCurveTo(c[0]!, c[1]!, c[2]!, c[3]!, c[4]!, c[5]!)
      pen.closePath()
    }
    pen.globalAlpha = one.beard === 'full' ? 0.9 : 0.7
    pen.fillStyle = colour
    pen.fill('evenodd')
    pen.clip('evenodd')
  } else {
    outline(pen, [-42, 80], [-30, 60, -8, 58, 0, 64], [8, 58, 30, 60, 42, 80], [26, 74, 8, 74, 0, 76], [-8, 74, -26, 74, -42, 80])
    pen.globalAlpha = 0.85
    pen.fillStyle = colour
    pen.fill()
    pen.clip()
  }
  pen.globalAlpha = 0.5
  for (let at = 0; at < dense; at++) {
    const x = next() * 210 - 105
    const y = next() * 200 - 10
    line(pen, next() > 0.5 ? lighter(colour, 0.22) : darker(colour, 0.3), 1.2, [x, y], [x + x * 0.05, y + 9])
  }
  pen.restore()
}

export function drawGlasses(pen: Pen, one: Portrait) {
  if (!one.glasses) return
  const round = one.glasses === 'round'
  const [across, down] = round ? [34, 31] : [38, 27]
  const frame = one.glasses === 'round' ? '#6e5632' : '#1e2126'
  for (const side of [-1, 1]) {
    const lens = new Path2D()
    if (round) lens.ellipse(side * 43, -4, across, down, 0, 0, Math.PI * 2)
    else lens.roundRect(side * 43 - across, -4 - down, across * 2, down * 2, 16)
    pen.fillStyle = one.glasses === 'tinted' ? 'rgba(58, 40, 24, 0.5)' : 'rgba(225, 238, 246, 0.1)'
    pen.fill(lens)
    pen.save()
    pen.clip(lens)
    line(pen, 'rgba(255, 255, 255, 0.16)', 9, [side * 43 - 26, 24], [side * 43 + 12, -40])
    pen.restore()
    pen.strokeStyle = frame
    pen.lineWidth = round ? 4 : 5.5
    pen.stroke(lens)
    line(pen, frame, 4.5, [side * (43 + across), -10], [side * 100, -6])
  }
  const bridge = 43 - across
  line(pen, frame, 4.5, [-bridge, -8], [-bridge * 0.5, -15, bridge * 0.5, -15, bridge, -8])
}
