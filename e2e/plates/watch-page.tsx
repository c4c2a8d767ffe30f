/** The page of `npm run plates -- --watch`: a few cases, drawn again whenever look.json is saved; a fault of the file as a sentence. */
import { names as cityNames } from 'virtual:city'
import { type CardLook, LookFault, parseLook } from '@latchkey/card/look.ts'
import { makePlates, type PlateCard } from '@latchkey/card/plates.ts'
import type { CityNames } from '@latchkey/cities/city.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Plate } from '@latchkey/ui/plate.tsx'
import { plateLabels } from '@latchkey/ui/plate-labels.ts'
import { render } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { cases, type PlateCase } from './cases.ts'
import { checkDrawing } from './check-drawing.ts'
import { faceOf, plateOfCase } from './plate-of-case.ts'

const names = cityNames as CityNames
const caseOf = (id: string) => cases.find(one => one.id === id)!
const base = caseOf('one-name')

const shown: { title: string; of: PlateCase }[] = [
  { title: 'A card', of: { ...base, real: true } },
  { title: 'Practice: the software adds the stripe', of: base },
  { title: 'Large print', of: { ...base, large: true, real: true } },
  { title: 'Without the face in the code', of: { ...caseOf('two-surnames'), noFace: true } },
  { title: 'Every line of the back', of: { ...caseOf('every-line'), real: true } },
  { title: 'Two scripts', of: { ...caseOf('arabic'), real: true } },
  { title: 'A long name', of: { ...caseOf('very-long'), real: true } },
  { title: 'While it is typed', of: caseOf('draft') },
]

type Read = { look: CardLook; fault: null } | { look: null; fault: string }

async function readLook(): Promise<Read> {
  try {
    return { look: parseLook(JSON.parse(await (await fetch('/look.json', { cache: 'no-store' })).text())), fault: null }
  } catch (cause) {
    if (cause instanceof LookFault) return { look: null, fault: cause.message }
    return { look: null, fault: `The file is no JSON: ${cause instanceof Error ? cause.message : 'it cannot be read'}` }
  }
}

function Watch() {
  const [read, setRead] = useState<Read | null>(null)
  // What was drawn last stays while the file is wrong: the eye keeps its place.
  const [look, setLook] = useState<CardLook | null>(null)
  const [cards, setCards] = useState<PlateCard[]>([])
  useEffect(() => {
    const again = () =>
      readLook().then(now => {
        setRead(now)
        if (now.look) setLook(now.look)
      })
    void again()
    void Promise.all(shown.map(({ of }) => plateOfCase(of))).then(setCards)
    import.meta.hot?.on('look', again)
  }, [])
  return (
    <main class="watch">
      <h1>
        {names.card}, {names.city}
      </h1>
      <div class="watch-said" role="status" data-fault={read?.fault ? 'yes' : 'no'}>
        {read?.fault ? (
          <Notice tone="bad" title="look.json has a fault. The plates below are from before it.">
            {read.fault}
          </Notice>
        ) : (
          <p>Edit look.json and save: the plates are drawn again.</p>
        )}
      </div>
      {look && cards.map((card, at) => <Case key={at} card={card} look={look} number={at} {...shown[at]!} />)}
    </main>
  )
}

function Case(props: { card: PlateCard; look: CardLook; number: number; title: string; of: PlateCase }) {
  const { card, look, number, title, of } = props
  const plates = useMemo(() => makePlates(card, plateLabels(names, look), look, { print: of.large ? 'large' : 'regular' }), [card, look])
  const problems = useMemo(() => [...checkDrawing(plates.front), ...checkDrawing(plates.back)], [plates])
  const decode = useMemo(() => faceOf(number), [number])
  return (
    <section class="watch-case">
      <h2>{title}</h2>
      <div class="watch-sides">
        <Plate drawing={plates.front} label={`${title}: front`} decode={decode} />
        <Plate drawing={plates.back} label={`${title}: back`} decode={decode} />
      </div>
      {problems.length > 0 && (
        <ul class="watch-problems">
          {problems.map(({ kind, what }) => (
            <li key={kind + what}>
              {kind}: {what}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

render(<Watch />, document.getElementById('app')!)
