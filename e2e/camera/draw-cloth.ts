/** Hair, what covers it, and clothes: what lies behind the head, and what lies before it. */
import { darker, ellipse, glow, lighter, line, lit, outline, type Pen, sequence, shape } from './brush.ts'
import { type Portrait, skins } from './portraits.ts'

/** Folds of cloth: soft darker and lighter lines that follow `from` to `to`. */
function folds(pen: Pen, colour: string, count: number, path: (share: number) => [[number, number], number[]]) {
  for (let at = 0; at < count; at++) {
    const [from, curve] = path(at / (count - 1))
    pen.globalAlpha = 0.5
    line(pen, darker(colour, 0.34), 4, from, curve)
    pen.globalAlpha = 0.45
    line(
      pen,
      lighter(colour, 0.3),
      2.4,
      [from[0] + 3, from[1] - 4],
      curve.map((value, n) => (n % 2 ? value - 4 : value + 3)),
    )
  }
  pen.globalAlpha = 1
}

/** Strands over a shape that is the clip. */
function strands(pen: Pen, one: Portrait, count: number, strength: number, stroke: (next: () => number) => [[number, number], number[]]) {
  const next = sequence(one.name.length * 31 + one.skin)
  pen.globalAlpha = strength
  for (let at = 0; at < count; at++) {
    const [from, curve] = stroke(next)
    line(pen, next() > 0.55 ? lighter(one.hairColour, 0.22) : darker(one.hairColour, 0.35), 1.4, from, curve)
  }
  pen.globalAlpha = 1
}

function dots(pen: Pen, one: Portrait, count: number, size: number, place: (next: () => number) => [number, number]) {
  const next = sequence(one.name.length * 13 + 5)
  for (let at = 0; at < count; at++) {
    const [x, y] = place(next)
    ellipse(pen, x, y, size, size, lit(pen, next() > 0.5 ? one.hairColour : lighter(one.hairColour, 0.1), one.side, 150, 0.3))
    pen.globalAlpha = 0.3
    pen.strokeStyle = lighter(one.hairColour, 0.35)
    pen.lineWidth = 1.3
    pen.beginPath()
    pen.arc(x, y, size * 0.6, next() * 6, next() * 6 + 2)
    pen.stroke()
    pen.globalAlpha = 1
  }
}

export function drawBehind(pen: Pen, one: Portrait) {
  const hair = one.hairColour
  const cloth = one.coverColour ?? hair
  if (one.wheelchair) {
    pen.fillStyle = lit(pen, '#2b2f36', one.side, 260)
    pen.beginPath()
    pen.roundRect(-216, 150, 432, 320, 34)
    pen.fill()
    for (const side of [-1, 1]) {
      line(pen, '#8b9299', 14, [side * 206, 340], [side * 206, 150])
      line(pen, '#15171b', 20, [side * 206, 146], [side * 238, 132])
    }
  }
  if (one.hair === 'long' || one.hair === 'bob') {
    const low = one.hair === 'long' ? 300 : 138
    shape(
      pen,
      lit(pen, darker(hair, 0.2), one.side),
      [-118, -20],
      [-126, -222, 126, -222, 118, -20],
      [126, 80, 136, low - 60, 118, low],
      [40, low + 8, -40, low + 8, -118, low],
      [-136, low - 60, -126, 80, -118, -20],
    )
  }
  if (one.hair === 'bun') ellipse(pen, 0, -178, 46, 42, lit(pen, hair, one.side))
  if (one.hair === 'curls')
    dots(pen, one, 90, 20, next => {
      const angle = Math.PI * (0.86 + next() * 1.28)
      const far = 92 + next() * 44
      return [Math.cos(angle) * far, -34 + Math.sin(angle) * far * 1.02]
    })
  if (one.hair === 'afro') {
    ellipse(pen, 0, -66, 146, 132, lit(pen, hair, one.side, 150, 0.2))
    dots(pen, one, 420, 12, next => {
      const angle = next() * Math.PI * 2
      const far = Math.sqrt(next()) * 152
      return [Math.cos(angle) * far, -66 + Math.sin(angle) * far * 0.9]
    })
  }
  if (one.hair === 'braids')
    for (let at = 0; at < 14; at++) {
      const side = at < 7 ? -1 : 1
      const x = side * (86 + (at % 7) * 7)
      const end = [x * 1.12, -40, x * 1.1, 110, x * 1.06, 200 - (at % 7) * 9]
      line(pen, lighter(hair, 0.05), 11, [x * 0.8, -120], end)
      pen.setLineDash([1, 8])
      line(pen, lighter(hair, 0.14), 7, [x * 0.8, -120], end)
      pen.setLineDash([])
    }
  if (one.cover === 'hijab' || one.cover === 'shayla')
    shape(
      pen,
      lit(pen, darker(cloth, 0.22), one.side, 200),
      [-126, 0],
      [-138, -218, 138, -218, 126, 0],
      [136, 120, 150, 200, 190, 330],
      [-190, 330],
      [-150, 200, -136, 120, -126, 0],
    )
  if (one.cover === 'wrap') {
    ellipse(pen, 42, -190, 74, 56, lit(pen, darker(cloth, 0.1), one.side), 0.5)
    folds(pen, cloth, 4, share => [
      [10 + share * 50, -226 + share * 20],
      [30 + share * 30, -200, 50 + share * 30, -190, 96, -168 + share * 10],
    ])
  }
}

export function drawClothes(pen: Pen, one: Portrait) {
  const [wide, top] = one.baby ? [170, 176] : [262, 196]
  const cloth = one.cloth
  pen.save()
  pen.translate(0, one.baby ? -44 : -52)
  shape(
    pen,
    lit(pen, cloth, one.side, 240, 0.42),
    [-wide - 60, 560],
    [-wide - 40, 330, -wide + 20, 262, -92, 236],
    [-70, 226, -62, top + 20, -56, top],
    [-40, 262, 40, 262, 56, top],
    [62, top + 20, 70, 226, 92, 236],
    [wide - 20, 262, wide + 40, 330, wide + 60, 560],
  )
  for (const side of [-1, 1]) {
    glow(pen, side * (wide - 70), 330, 40, 130, '10, 6, 6', 0.24)
    line(pen, darker(cloth, 0.3), 2.6, [side * 150, 272], [side * 172, 330, side * 176, 400, side * 168, 480])
  }
  if (one.collar === 'shirt') {
    for (const side of [-1, 1])
      shape(
        pen,
        lit(pen, lighter(cloth, 0.1), one.side, 120),
        [side * 54, 192],
        [side * 84, 222, side * 84, 246, side * 62, 292],
        [side * 40, 280, side * 14, 262, 0, 250],
        [side * 30, 244, side * 48, 224, side * 54, 192],
      )
    line(pen, darker(cloth, 0.4), 2.4, [0, 252], [0, 480])
    for (const y of [300, 360]) ellipse(pen, 9, y, 5, 5, lighter(cloth, 0.5))
  }
  if (one.collar === 'round') line(pen, darker(cloth, 0.34), 9, [-62, 214], [-46, 276, 46, 276, 62, 214])
  if (one.collar === 'high')
    shape(
      pen,
      lit(pen, darker(cloth, 0.1), one.side, 100),
      [-60, 190],
      [-30, 214, 30, 214, 60, 190],
      [70, 236],
      [30, 262, -30, 262, -70, 236],
    )
  if (one.collar === 'open') {
    const skin = skins[one.skin]
    shape(
      pen,
      lit(pen, darker(skin, 0.12), one.side, 120),
      [-58, 196],
      [-40, 230, 40, 230, 58, 196],
      [48, 260, 20, 300, 0, 322],
      [-20, 300, -48, 260, -58, 196],
    )
    for (const side of [-1, 1]) line(pen, darker(cloth, 0.36), 7, [side * 60, 200], [side * 50, 264, side * 20, 304, 0, 326])
  }
  pen.restore()
}

export function drawHair(pen: Pen, one: Portrait) {
  const hair = one.hairColour
  if (one.hair === 'none' || one.hair === 'afro') {
    if (one.hair === 'afro')
      dots(pen, one, 120, 11, next => {
        const x = next() * 196 - 98
        return [x, -112 + (x / 98) ** 2 * 44 - next() * 26]
      })
    return
  }
  pen.save()
  if (one.hair === 'wisps') {
    pen.globalAlpha = one.baby ? 0.5 : 0.9
    if (one.baby)
      shape(pen, hair, [-101, -30], [-112, -178, 112, -178, 101, -30], [92, -92, 44, -122, 0, -116], [-44, -122, -92, -92, -101, -30])
    else
      shape(
        pen,
        lit(pen, hair, one.side),
        [-106, 14],
        [-128, -190, 128, -190, 106, 14],
        [104, -60, 84, -118, 0, -126],
        [-84, -118, -104, -60, -106, 14],
      )
    outline(pen, [-104, -10], [-118, -184, 118, -184, 104, -10], [90, -90, 40, -104, 0, -104], [-40, -104, -90, -90, -104, -10])
    pen.clip()
    strands(pen, one, 260, one.baby ? 0.12 : 0.2, next => {
      const x = next() * 200 - 100
      return [
        [x * 0.4, -158 + next() * 8],
        [x * 0.7, -150, x, -130, x * 1.06, -104 + Math.abs(x) * 0.8],
      ]
    })
  } else if (one.hair === 'crop' || one.hair === 'braids') {
    const fill = lit(pen, hair, one.side, 120, 0.2)
    shape(
      pen,
      fill,
      [-103, -14],
      [-116, -186, 116, -186, 103, -14],
      [88, -50, 82, -88, 66, -100],
      [40, -118, -40, -118, -66, -100],
      [-82, -88, -88, -50, -103, -14],
    )
    outline(
      pen,
      [-103, -14],
      [-116, -186, 116, -186, 103, -14],
      [88, -50, 82, -88, 66, -100],
      [40, -118, -40, -118, -66, -100],
      [-82, -88, -88, -50, -103, -14],
    )
    pen.clip()
    if (one.hair === 'braids')
      for (let x = -96; x <= 96; x += 16) line(pen, lighter(hair, 0.2), 2, [x * 0.3, -160], [x * 0.8, -150, x, -130, x * 1.1, -84])
    else
      strands(pen, one, 700, 0.4, next => {
        const [x, y] = [next() * 220 - 110, next() * 150 - 165]
        return [
          [x, y],
          [x + 3, y + 4],
        ]
      })
  } else {
    const part = one.hair === 'bun' || one.hair === 'curls' ? 0 : 26 * Math.sign(one.side || 1)
    const low = one.hair === 'bob' || one.hair === 'long' ? 60 : 2
    const curves = [
      [-124, -196, 124, -196, 106, low],
      [104, -40, 92, -88, part + 20, -120],
      [part, -128, part - 10, -126, part - 16, -118],
      [-70, -104, -100, -60, -106, low],
    ]
    shape(pen, lit(pen, hair, one.side, 130, 0.3), [-106, low], ...curves)
    outline(pen, [-106, low], ...curves)
    pen.clip()
    strands(pen, one, 260, 0.36, next => {
      const x = next() * 220 - 110
      return [
        [part + x * 0.16, -160 + next() * 20],
        [part * 0.5 + x * 0.6, -150 + next() * 16, x * 1.02, -110, x * 1.08, -60 + next() * 120],
      ]
    })
    if (one.hair === 'curls')
      dots(pen, one, 46, 17, next => {
        const x = next() * 190 - 95
        return [x, -128 + (x / 95) ** 2 * 50 - next() * 24]
      })
  }
  pen.restore()
  if (one.hair !== 'wisps' && one.hair !== 'crop') glow(pen, one.side * 46, -132, 60, 20, '255, 240, 220', 0.2)
}

export function drawCover(pen: Pen, one: Portrait) {
  const cloth = one.coverColour ?? '#777777'
  const fill = lit(pen, cloth, one.side, 160, 0.4)
  if (one.cover === 'hijab' || one.cover === 'shayla') {
    shape(
      pen,
      fill,
      [-92, 40],
      [-112, -40, -84, -126, 0, -128],
      [84, -126, 112, -40, 92, 40],
      [84, 110, 50, 146, 0, 150],
      [-50, 146, -84, 110, -92, 40],
      [-100, 60],
      [-96, 130, -60, 172, 0, 176],
      [80, 172, 110, 110, 128, 20],
      [146, -216, -146, -216, -128, 20],
      [-126, 40],
      [-92, 40],
    )
    shape(
      pen,
      fill,
      [-126, -30],
      [-96, 40, -84, 152, 10, 168],
      [84, 164, 118, 110, 126, -20],
      [150, 160, 190, 280, 214, 380],
      [80, 420, -140, 420, -220, 380],
      [-180, 260, -146, 140, -126, -30],
    )
    folds(pen, cloth, 5, share => [
      [-112 + share * 10, 84 + share * 34],
      [-60, 170 + share * 40, 40, 186 + share * 50, 128 + share * 20, 96 + share * 90],
    ])
    folds(pen, cloth, 3, share => [
      [-120 + share * 8, 10 - share * 10],
      [-122 + share * 14, -180 + share * 22, 122 - share * 14, -180 + share * 22, 120 - share * 8, 10 - share * 10],
    ])
  }
  if (one.cover === 'mitpachat' || one.cover === 'soft_cap' || one.cover === 'wrap') {
    const low = one.cover === 'soft_cap' ? -20 : -36
    shape(pen, fill, [-108, low], [-136, -224, 136, -224, 108, low], [96, -92, 50, -114, 0, -116], [-50, -114, -96, -92, -108, low])
    folds(pen, cloth, one.cover === 'soft_cap' ? 3 : 6, share => [
      [-110 + share * 8, low - 6 - share * 30],
      [-84, -120 - share * 44, 60, -128 - share * 50, 108 - share * 4, low - 8 - share * 24],
    ])
    if (one.cover === 'mitpachat') {
      for (const side of [-1, 1])
        shape(
          pen,
          fill,
          [92 + side * 6, 10],
          [122, 60 + side * 10, 128 + side * 14, 130, 118 + side * 20, 210],
          [104, 200, 96, 100, 92, 10],
        )
    }
  }
  if (one.cover === 'turban') {
    const curves = [
      [-164, -240, 164, -240, 112, -44],
      [90, -104, 40, -92, 0, -128],
      [-40, -92, -90, -104, -112, -44],
    ]
    shape(pen, fill, [-112, -44], ...curves)
    pen.save()
    outline(pen, [-112, -44], ...curves)
    pen.clip()
    for (const side of [-1, 1])
      folds(pen, cloth, 7, share => [
        [side * 140, -30 - share * 120],
        [side * 84, -96 - share * 84, side * 30, -124 - share * 70, side * -14, -126 - share * 66],
      ])
    pen.restore()
  }
  if (one.cover === 'kippah') {
    shape(pen, fill, [-70, -126], [-60, -182, 60, -182, 70, -126], [34, -144, -34, -144, -70, -126])
    line(pen, lighter(cloth, 0.4), 3, [-68, -130], [-34, -148, 34, -148, 68, -130])
  }
  if (one.cover === 'taqiyah') {
    shape(pen, fill, [-104, -92], [-112, -214, 112, -214, 104, -92], [50, -116, -50, -116, -104, -92])
    line(pen, darker(cloth, 0.3), 2.4, [-106, -112], [-50, -138, 50, -138, 106, -112])
    for (let at = -4; at <= 4; at++) ellipse(pen, at * 22, -134 + at * at * 0.9, 6, 6, darker(cloth, 0.22), 0.8)
  }
  if (one.cover === 'bandage') {
    shape(pen, fill, [-106, -76], [-110, -196, 110, -196, 106, -76], [50, -104, -50, -104, -106, -76])
    for (const y of [0, 22, 44]) line(pen, darker(cloth, 0.24), 2.2, [-107, -78 - y], [-50, -106 - y, 50, -104 - y, 108, -84 - y * 0.9])
    line(pen, darker(cloth, 0.2), 2.2, [-70, -150], [-20, -140, 40, -120, 92, -92])
  }
  if (one.cover) glow(pen, one.side * 54, -150, 64, 30, '255, 246, 230', 0.2)
}
