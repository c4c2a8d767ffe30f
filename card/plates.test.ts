import { describe, expect, it } from 'vitest'
import chicago from '../cities/chicago/look.json' with { type: 'json' }
import { wrapAvif } from './avif.ts'
import { encodeCode } from './code.ts'
import { type Box, codeSide, type Drawing, type Op, palette } from './drawing.ts'
import { type Facts, noLines } from './facts.ts'
import { type CardLook, parseLook } from './look.ts'
import { makePlates, type PlateLabels, type PlateOptions, plateCardOf, type SheetLabels, sheetDrawing } from './plates.ts'
import { encodeSheet } from './sheet.ts'
import { makeSpecimen, specimenCertificate, specimenPictures } from './vectors/specimen.ts'

const look = parseLook(chicago)
const labels: PlateLabels = {
  title: 'City ID',
  city: 'Chicago',
  birthDate: 'Date of birth',
  ends: 'Ends on',
  renewBy: 'Renew by',
  gender: 'Gender',
  genders: { F: 'female', M: 'male', X: 'other' },
  veteran: 'Veteran',
  address: 'Address',
  emergencyContact: 'Emergency',
  library: 'Library',
  transit: 'Transit',
  pharmacy: 'Pharmacy',
  howToCheck: 'How to check',
  found: 'Found?',
  codeComes: 'Comes later',
  practice: 'PRACTICE',
}
const sheetLabels: SheetLabels = {
  title: 'Backup sheet',
  what: ['One', 'Two', 'Three'],
  keep: 'Keep',
  cancelTitle: 'Cancel',
  cancelHow: 'How',
  slipTitle: 'Slip',
  slipHow: 'Slip how',
  cut: 'Cut',
  note: 'Nobody checked these words',
  practice: 'PRACTICE',
}

async function plates(facts: Partial<Facts> = {}, city = 'chicago/practice', face = true, options: PlateOptions = {}) {
  const period = specimenCertificate(city)
  const { sealed } = await makeSpecimen({ facts, period })
  return { sealed, ...makePlates(plateCardOf(sealed, period.technicalEnd, { face }), labels, look, options) }
}
const texts = (drawing: Drawing) => drawing.ops.flatMap(op => (op.op === 'text' ? [op.text] : []))
const boxesOf = (drawing: Drawing, kinds: Op['op'][]): Box[] =>
  drawing.ops.flatMap(op => ('box' in op && kinds.includes(op.op) ? [op.box] : []))
const inside = (drawing: Drawing, { x, y, width, height }: Box) =>
  x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= drawing.width && y + height <= drawing.height
const apart = (a: Box, b: Box) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
const overlaps = (boxes: Box[]) => boxes.flatMap((a, at) => boxes.slice(at + 1).filter(b => !apart(a, b)))

const without: Partial<Facts> = { ends: null, gender: null, address: null, emergency_contact: null, lines: noLines }
const full: Partial<Facts> = { name: 'محمد', name_latin: 'Mohamed' }

describe('plates', () => {
  it.each([
    ['a full card', full],
    ['a bare card', without],
    ['a full card with the veteran mark', { ...full, veteran: true as const }],
    ['a bare card with the veteran mark', { ...without, veteran: true as const }],
    ['only an address', { ...without, address: 'Here' }],
    ['only a contact', { ...without, emergency_contact: 'Her' }],
  ])('%s: everything inside, no text over another, over the portrait or over the code', async (_, facts) => {
    for (const print of ['regular', 'large'] as const) {
      for (const city of ['chicago', 'chicago/practice']) {
        const { front, back } = await plates(facts, city, true, { print })
        for (const drawing of [front, back]) {
          expect([drawing.width, drawing.height]).toEqual([1011, 638])
          const boxes = boxesOf(drawing, ['text', 'picture', 'code'])
          expect(boxes.filter(box => !inside(drawing, box))).toEqual([])
          expect(overlaps(boxes)).toEqual([])
        }
      }
    }
  })

  it('hold every fact that was chosen, and its label', async () => {
    const { front, back, sealed } = await plates()
    expect(texts(front)).toEqual([
      'City ID',
      'Chicago',
      sealed.facts.name,
      'Date of birth',
      'Mar 9, 1987',
      'Ends on',
      'Nov 23, 2029',
      'Gender',
      'female',
    ])
    const { address, emergency_contact, lines } = sealed.facts
    const offices = ['Library', lines.library, 'Pharmacy', lines.pharmacy]
    expect(texts(back)).toEqual(['Address', address, 'Emergency', emergency_contact, ...offices, 'How to check', 'Found?'])
  })

  it('hold nothing that was not chosen, and when to renew instead of an end', async () => {
    const { front, back } = await plates(without)
    expect(texts(front).slice(3)).toEqual(['Date of birth', 'Mar 9, 1987', 'Renew by', 'Dec 31, 2036'])
    expect(texts(back)).toEqual(['City ID', 'Chicago', 'How to check', 'Found?'])
  })

  it('show the veteran mark with its word on the front, and only to who has it', async () => {
    const drawn = async (look_: CardLook, veteran: true | null, facts: Partial<Facts> = {}) => {
      const { sealed } = await plates({ ...facts, veteran })
      return makePlates(plateCardOf(sealed, 0, { face: true }), labels, look_)
    }
    // Two rows with room, one full row, and rows that the holder left empty: the mark finds a place in each.
    const looks = [
      look,
      { ...look, front: { ...look.front, rows: [['birth_date', 'ends']] } },
      { ...look, front: { ...look.front, rows: [['gender'], ['ends', 'birth_date']] } },
    ]
    for (const one of looks as CardLook[])
      for (const facts of [{}, { gender: null }]) {
        const { front, back } = await drawn(one, true, facts)
        expect(texts(front).filter(words => words === 'Veteran')).toHaveLength(1)
        expect(texts(back)).not.toContain('Veteran')
        const boxes = boxesOf(front, ['text', 'picture'])
        expect([boxes.filter(box => !inside(front, box)), overlaps(boxes)]).toEqual([[], []])
        const plain = await drawn(one, null, facts)
        expect(texts(front).filter(words => words !== 'Veteran')).toEqual(texts(plain.front))
        // Ten edges of a star, inside the plate and beside its word.
        const star = front.ops.filter(op => op.op === 'line').length - plain.front.ops.filter(op => op.op === 'line').length
        expect(star).toBe(10)
      }
  })

  it('show a second spelling below the name', async () => {
    const { front } = await plates(full)
    const [name, latin] = front.ops.filter(op => op.op === 'text').slice(2, 4)
    expect([name?.text, latin?.text]).toEqual(['محمد', 'Mohamed'])
    expect(name!.box.y + name!.box.height).toBeLessThanOrEqual(latin!.box.y)
    expect([name?.direction, latin?.direction]).toEqual(['auto', 'ltr'])
  })

  it('hold the print portrait in its proportions and the code at five dots a module', async () => {
    for (const face of [true, false]) {
      const { front, back, sealed } = await plates({ lines: noLines }, 'chicago/practice', face)
      const picture = front.ops.find(op => op.op === 'picture')!
      expect(picture.file).toEqual(wrapAvif(specimenPictures.print, 'print'))
      expect(picture.box.width * 4).toBe(picture.box.height * 3)
      const code = back.ops.find(op => op.op === 'code')!
      expect(code).toMatchObject({ text: encodeCode(sealed, { face }), module: 5 })
      expect([code.box.width, code.box.height]).toEqual([565, 565])
    }
  })

  it('are striped exactly when they are practice, across both sides, never over the code', async () => {
    const stripes = (drawing: Drawing) => drawing.ops.flatMap(op => (op.op === 'stripe' ? [op] : []))
    const practice = await plates()
    for (const side of [practice.front, practice.back])
      expect(stripes(side).map(({ text, fill }) => [text, fill])).toEqual([['PRACTICE', palette.practice]])
    const code = practice.back.ops.find(op => op.op === 'code')!
    expect(apart(stripes(practice.back)[0]!.box, code.box)).toBe(true)
    // The stripe is drawn last: nothing of the card lies over it.
    expect(practice.front.ops.at(-1)?.op).toBe('stripe')
    const real = await plates({}, 'chicago')
    expect([...stripes(real.front), ...stripes(real.back)]).toEqual([])
  })

  it('are drawn while the card is still typed: no portrait, no day, no code', () => {
    const facts: Facts = { ...specimenBlank(), name: ' ', birth_date: '' }
    const card = {
      facts,
      pictures: { face: new Uint8Array(), print: new Uint8Array() },
      technicalEnd: 2_000_000_000,
      practice: true,
      code: null,
    }
    const { front, back } = makePlates(card, labels, look)
    expect(front.ops.filter(op => op.op === 'picture')).toHaveLength(1)
    expect(texts(back)).toContain('Comes later')
    expect(back.ops.some(op => op.op === 'code')).toBe(false)
  })

  it('are larger in large print, without decoration, and never without the practice stripe', async () => {
    const { front, back } = await plates({}, 'chicago/practice', true, { print: 'large' })
    const { front: regular } = await plates()
    const sizeOf = (drawing: Drawing, words: string) => drawing.ops.find(op => op.op === 'text' && op.text === words) as { size: number }
    for (const words of ['Amina Okafor-Lindqvist', 'Mar 9, 1987', 'Nov 23, 2029'])
      expect(sizeOf(front, words).size).toBeGreaterThan(sizeOf(regular, words).size * 1.3)
    expect([...front.ops, ...back.ops].filter(op => op.op === 'line')).toEqual([])
    for (const side of [front, back]) expect(side.ops.at(-1)?.op).toBe('stripe')
  })

  it('give the code four dots a module, never fewer, where the back holds much', async () => {
    const { sealed } = await plates()
    const lines = { library: '2 1234 5678', transit: 'T-0042', pharmacy: 'Rx 77' }
    const card = plateCardOf(sealed, 0, { face: true })
    const { back } = makePlates({ ...card, facts: { ...card.facts, lines } }, labels, look)
    const code = back.ops.find(op => op.op === 'code')!
    expect([code.module, code.box.width, code.box.height]).toEqual([4, 452, 452])
    expect(texts(back)).toEqual(expect.arrayContaining(['Library', '2 1234 5678', 'Transit', 'T-0042', 'Pharmacy', 'Rx 77']))
    const boxes = boxesOf(back, ['text', 'code'])
    expect([boxes.filter(box => !inside(back, box)), overlaps(boxes)]).toEqual([[], []])
  })

  it('say a birth date as far as it is known', async () => {
    const { sealed } = await plates()
    const said = (birth_date: string) => {
      const card = plateCardOf(sealed, 0, { face: true })
      return texts(makePlates({ ...card, facts: { ...card.facts, birth_date } }, labels, look).front)[4]
    }
    expect([said('1987-03-09'), said('1987-03'), said('1987'), said('')]).toEqual(['Mar 9, 1987', 'Mar 1987', '1987', ''])
  })

  it('follow the city: colours, order, what is left out', async () => {
    const { sealed } = await plates()
    const other = parseLook({
      ...chicago,
      colours: { ...chicago.colours, accent: '#5a1846' },
      front: { rows: [['ends', 'birth_date']], waves: false },
      back: { lines: ['emergency_contact', 'address'], waves: false },
    })
    const { front, back } = makePlates(plateCardOf(sealed, 0, { face: true }), labels, other)
    expect(texts(front).slice(3)).toEqual(['Ends on', 'Nov 23, 2029', 'Date of birth', 'Mar 9, 1987'])
    expect(texts(back).slice(0, 4)).toEqual(['Emergency', sealed.facts.emergency_contact, 'Address', sealed.facts.address])
    expect(front.ops.filter(op => op.op === 'line')).toEqual([])
    expect(front.ops.flatMap(op => (op.op === 'rect' && op.fill === '#5a1846' ? [op] : []))).not.toEqual([])
  })

  it('name months in the words they are given', async () => {
    const { sealed } = await plates()
    const months = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic']
    expect(texts(makePlates(plateCardOf(sealed, 0, { face: true }), { ...labels, months }, look).front)).toContain('mar 9, 1987')
  })
})

describe('the sheet', () => {
  it('holds four codes apart, each with its number, and everything inside', async () => {
    for (const city of ['chicago', 'chicago/practice']) {
      const { sealed } = await plates({}, city)
      const drawing = sheetDrawing(sealed, sheetLabels)
      expect([drawing.width, drawing.height]).toEqual([2550, 3300])
      const codes = drawing.ops.flatMap(op => (op.op === 'code' ? [op] : []))
      expect(codes.map(code => code.text)).toEqual(encodeSheet(sealed))
      for (const code of codes) expect([code.box.width, code.box.height, code.module]).toEqual([codeSide, codeSide, 5])
      const boxes = boxesOf(drawing, ['text', 'code'])
      expect(boxes.filter(box => !inside(drawing, box))).toEqual([])
      expect(overlaps(boxes)).toEqual([])
      expect(texts(drawing).filter(text => /^[1-4]$/.test(text))).toEqual(['1', '2', '3', '4'])
    }
  })

  it('holds the name, the words and the cancel code twice, in groups of four', async () => {
    const { sealed } = await plates()
    const drawing = sheetDrawing(sealed, sheetLabels)
    const code = sealed.cancelCode.match(/\d{4}/g)!.join(' ')
    expect(texts(drawing).filter(text => text === code)).toHaveLength(2)
    for (const words of [
      sealed.facts.name,
      ...sheetLabels.what,
      'Keep',
      'Cancel',
      'How',
      'Slip',
      'Slip how',
      'Cut',
      'Nobody checked these words',
    ])
      expect(texts(drawing)).toContain(words)
  })

  it('has nothing on the slip but how to cancel', async () => {
    const { sealed } = await plates()
    const drawing = sheetDrawing(sealed, sheetLabels)
    const cut = Math.max(...drawing.ops.flatMap(op => (op.op === 'line' ? [op.y1] : [])))
    const below = drawing.ops.flatMap(op => (op.op === 'text' && op.box.y > cut ? [op.text] : []))
    expect(below).toEqual(['Slip', sealed.cancelCode.match(/\d{4}/g)!.join(' '), 'Slip how'])
    const over = drawing.ops.filter(op => 'box' in op && op.op !== 'rect' && op.box.y < cut && op.box.y + op.box.height > cut)
    expect(over).toEqual([])
  })

  it('is striped above and below the cut when it is practice', async () => {
    const count = async (city: string) =>
      sheetDrawing((await plates({}, city)).sealed, sheetLabels).ops.filter(op => op.op === 'stripe').length
    expect([await count('chicago/practice'), await count('chicago')]).toEqual([2, 0])
  })
})

function specimenBlank(): Facts {
  return {
    name: '',
    name_latin: null,
    birth_date: '',
    portrait: new Uint8Array(),
    ends: null,
    address: null,
    gender: null,
    emergency_contact: null,
    veteran: null,
    lines: noLines,
  }
}
