/**
 * The three practice residents of *Be the clerk*: one has enough, one brings a bank card, one drops offline halfway. Each is the real resident's
 * page with a cache and a lock of its own; the robot only taps.
 */
import type { PagePurpose } from '@latchkey/channel/messages.ts'
import type { MountedResident } from '@latchkey/resident/app.tsx'
import type { VisitState } from '@latchkey/resident/visit/state.ts'
import type { Visit } from '@latchkey/resident/visit/visit.ts'
import type { World } from '@latchkey/resident/world.ts'
import { type FaceName, faces } from '../specimens/face.ts'
import type { Holder, PaperKind } from '../specimens/paper.ts'
import { drawSpecimen, type Specimen } from '../specimens/picture.ts'
import { type Pace, until } from './pace.ts'

export interface Practice {
  id: 'amal' | 'jan' | 'rosa'
  story: 'enough' | 'bank_card' | 'drops'
  holder: Holder
  face: FaceName
  /** What they say they have, and what they really show for it. */
  papers: { id: string; shows: PaperKind }[]
}

export const practiceResidents: Practice[] = [
  {
    id: 'amal',
    story: 'enough',
    holder: { name: 'Amal Haddad Nasser', birthDate: '1988-04-12', address: '12 Long Street, Apt 3', face: faces.amal },
    face: 'amal',
    papers: [
      { id: 'passport', shows: 'passport' },
      { id: 'lease', shows: 'lease' },
    ],
  },
  {
    id: 'jan',
    story: 'bank_card',
    holder: { name: 'Jan Nowak', birthDate: '1961-11-02', address: '400 River Road, Apt 12', face: faces.jan },
    face: 'jan',
    papers: [
      { id: 'drivers_license', shows: 'bank_card' },
      { id: 'utility_bill', shows: 'utility_bill' },
    ],
  },
  {
    id: 'rosa',
    story: 'drops',
    holder: { name: 'Rosa Quispe Mamani', birthDate: '1999-07-30', address: '7 Garden Court', face: faces.rosa },
    face: 'rosa',
    papers: [
      { id: 'consular_id', shows: 'consular_id' },
      { id: 'utility_bill', shows: 'utility_bill' },
    ],
  },
]

/** The network of one practice phone: it can be taken away and given back. */
export interface Line {
  cut(): void
  mend(): void
}

/** One resident's whole way, tapping through the real page. Ends when the visit is over. */
export async function runPractice({ world }: MountedResident, practice: Practice, line: Line, pace: Pace): Promise<void> {
  const { holder } = practice
  const [year = '', month = '', day = ''] = holder.birthDate.split('-')
  world.way.go({ at: 'papers' })
  for (let count = 1; count <= practice.papers.length; count++) {
    await pace.take(1)
    world.draft.change({ papers: practice.papers.slice(0, count).map(paper => paper.id) })
  }
  await pace.take(1)
  world.way.go({ at: 'answer' })
  await pace.take(1.5)
  world.way.go({ at: 'facts' })
  world.draft.change({ name: holder.name })
  await pace.take(1)
  world.draft.change({ birth: { year, month, day }, address: holder.address })
  await pace.take(1)
  world.way.go({ at: 'number' })
  // No desk may be open yet: a person would try again, too.
  while (world.turn.state.at === 'none') {
    await world.turn.take()
    await pace.take(1)
  }
  await until(() => world.turn.state.at === 'ready', world.turn.subscribe)
  world.way.replace({ at: 'visit' })
  const visit = await world.openVisit()
  if (!visit) return
  await showEverything(world, visit, practice, line, pace)
}

async function showEverything(world: World, visit: Visit, practice: Practice, line: Line, pace: Pace) {
  let dropped = practice.story !== 'drops'
  const shown = new Set<string>()
  const answered = new Set<object>()
  for (;;) {
    const state = await until(() => (acts(visit.state, shown, answered, practice) ? visit.state : null), visit.subscribe)
    await pace.take(1)
    if (state.at === 'called') visit.ready()
    else if (state.at === 'showing') {
      const next = practice.papers.find(paper => !shown.has(paper.id))
      if (state.ask && !answered.has(state.ask)) {
        answered.add(state.ask)
        await answerAsk(visit, state.ask, practice)
      } else if (next) {
        shown.add(next.id)
        await show(visit, practice, next.shows, 'paper', next.id)
        if (!dropped) {
          dropped = true
          line.cut()
          await pace.take(8)
          line.mend()
          visit.reconnect()
        }
      }
    } else if (state.at === 'card') await visit.agree()
    else if (state.at === 'sealed') {
      await pace.take(2)
      await visit.save()
      await visit.goodbye()
    } else if (state.at === 'refused') {
      await pace.take(2)
      await visit.goodbye()
    } else if (state.at === 'over' || state.at === 'barred') return world.closeVisit()
  }
}

function acts(state: VisitState, shown: Set<string>, answered: Set<object>, practice: Practice): boolean {
  if (state.at === 'showing') {
    if (state.connection !== 'open' || state.sending) return false
    return (state.ask !== null && !answered.has(state.ask)) || practice.papers.some(paper => !shown.has(paper.id))
  }
  return ['called', 'card', 'sealed', 'refused', 'over', 'barred'].includes(state.at)
}

async function answerAsk(visit: Visit, ask: { phrase: number; paper: string | null }, practice: Practice) {
  if (ask.phrase === 14) return show(visit, practice, 'portrait', 'portrait')
  if ([6, 15, 16].includes(ask.phrase)) return show(visit, practice, 'turned', 'turned')
  if (ask.phrase === 11 || ask.phrase === 5) return visit.answer('I have nothing else with me today.')
  const paper = practice.papers.find(one => one.id === ask.paper) ?? practice.papers[0]
  if (paper) await show(visit, practice, paper.shows, 'paper', paper.id)
}

/** The clerk may decide while it is drawn or on its way: then what comes next says so. */
async function show(visit: Visit, practice: Practice, what: Specimen, purpose: PagePurpose, paper: string | null = null) {
  const picture = await drawSpecimen(what, practice.holder)
  await visit.showPage(picture, purpose, paper, purpose === 'paper' ? 1 : 0).catch(() => undefined)
}
