/** Residents at a counter and the desk before them, without a browser: the real headless desk, a number on paper or a booked time, papers that lie on the table. */
import type { SealedCard } from '@latchkey/card/sealed.ts'
import type { Case } from '@latchkey/desk/visit/case.ts'
import { until } from './patience.ts'
import { type ClerkKeys, openDesk, type World } from './people.ts'
import { noisePicture, toJpeg } from './pictures.ts'
import type { Canary } from './roster.ts'
import { type Coming, type HeldToken, wayToBeSeen } from './way-to-be-seen.ts'

export interface AtCounter {
  canary: Canary
  /** What the party came with; null: a right to a new card. */
  token: HeldToken | null
  sealed: SealedCard | null
  /** JPEG bytes of the card photo, as the desk's camera would give them. */
  pages: Uint8Array[]
  pictureIds: number[]
  /** What the desk's screen showed while it was typed: the proof that the canary arrived. */
  seen: { name: string; birthDate: string } | null
}

export interface CounterDesk {
  /** One number or one booked time, up to four people one after the other; the first paper is shared by all. */
  serve(party: readonly Canary[], comes: Comes, ids: () => number, onSealed: (one: AtCounter) => void): Promise<AtCounter[]>
  /** The holder lost a card of this desk's: the cancel code is spent and a new card made, for what the right allows. */
  replace(old: SealedCard, canary: Canary, id: number): Promise<AtCounter>
  stop(): void
}

export interface Comes {
  coming: Coming
  /** How many a time is booked for; some come with fewer. */
  booked: number
}

export interface CounterPorts {
  /** Holds back sweeps of signers while one is at work. */
  seal<T>(work: () => Promise<T>): Promise<T>
  /** Makes plastic of a sealed card; `id` is that of its photo. */
  print?: (id: number, sealed: SealedCard) => Promise<void>
}

export async function openCounter(world: World, clerk: ClerkKeys, ports: CounterPorts): Promise<CounterDesk> {
  const line = await openDesk(world, clerk)
  line.start()
  await until(() => line.state.at === 'line' && line.state.counter, `counter ${clerk.alias} is open`)

  async function oneCase(open: Case, canary: Canary, id: number): Promise<AtCounter> {
    const { name, birthDate, address, gender, emergencyContact, papers } = canary
    open.typeIn({
      language: 'en',
      kind: 'adult',
      name,
      nameLatin: null,
      birthDate,
      address,
      gender,
      emergencyContact,
      papers,
      veteran: false,
      lines: { library: canary.library, transit: null, pharmacy: null },
    })
    const photo = toJpeg(noisePicture(360, 480, id), 90)
    // A copy: goodbye overwrites what the desk held.
    const one: AtCounter = { canary, token: null, sealed: null, pages: [Uint8Array.from(photo)], pictureIds: [id], seen: null }
    for (const paper of papers) open.lay(paper, true)
    open.photo(photo)
    const shown = () => (open.state.at === 'papers' ? open.state : null)
    for (const { number, purpose } of shown()?.pages ?? [])
      if (purpose === 'paper') for (const look of ['real', 'same_name', 'in_date'] as const) open.looks(number, look, true)
    const { answers } = shown() ?? { answers: null }
    one.seen = answers && { name: answers.name, birthDate: answers.birthDate }
    await open.tick('photo', true)
    await open.tick('birth_date', true)
    if (canary.outcome === 'refused') {
      await open.refuse()
      open.end()
      await open.gone()
      return one
    }
    await open.tick('lives_here', true)
    open.samePerson(true)
    await until(() => shown()?.bar.enough && shown()?.bar.waitsFor.length === 0, 'the pictures are made')
    await open.approve()
    await until(() => open.state.at === 'checking', 'the card is on the second screen')
    open.yes()
    await ports.seal(async () => {
      await open.approve()
      await until(() => open.state.at === 'handed', 'the card is sealed')
    })
    if (open.state.at !== 'handed') throw new Error('not sealed')
    // A copy of all of it: goodbye zeroes what the desk held, salts too, and the harness looks for it afterwards.
    one.sealed = structuredClone(open.state.sealed)
    return one
  }

  async function finish(open: Case, one: AtCounter) {
    const [id = 0] = one.pictureIds
    if (one.sealed) await ports.print?.(id, one.sealed)
    if (open.state.at !== 'closed') open.end()
    await open.gone()
    line.rest()
  }

  return {
    async serve(party, { coming, booked }, ids, onSealed) {
      const [first] = party
      if (!first) return []
      const token = await wayToBeSeen(world, first, coming, 'counter', booked)
      const by = 'number' in token ? token : { ...token, people: party.length }
      const went: AtCounter[] = []
      let shared: Case['shared'] = []
      for (const canary of party) {
        const open = await line.counter(by, shared)
        const one = await oneCase(open, canary, ids())
        one.token = token
        const [paper] = canary.papers
        if (paper && party.length > 1) open.share(paper, true)
        shared = open.shared
        if (one.sealed) onSealed(one)
        await finish(open, one)
        went.push(one)
      }
      return went
    },
    async replace(old, canary, id) {
      const right = await line.replace(old.cancelCode)
      const open = await line.counter({ right })
      const one = await oneCase(open, canary, id)
      await finish(open, one)
      return one
    },
    stop() {
      line.signOut()
      line.close()
    },
  }
}
