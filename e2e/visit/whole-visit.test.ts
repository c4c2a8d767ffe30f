/**
 * One visit with both real ends, real certificates, real cards and a real signer process; only relay, camera and encoder are made up.
 * One file though long: every test breaks the same visit at another point, and the points are only complete when they stand together.
 */
import { parseSealed, verifySealed } from '@latchkey/card/sealed.ts'
import { verifyRefusal } from '@latchkey/certificates/refusal-slip.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import { verify } from '@latchkey/ui/platform.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  cityDay,
  type Evening,
  type EveningOptions,
  type MemoryCity,
  makeCity,
  maria,
  now,
  openEvening,
  rules,
  signersOf,
  standing,
} from './memory-city.ts'
import { leaseChild, type SignerChild } from './signer-child.ts'

let city: MemoryCity
beforeAll(async () => {
  city = await makeCity()
})

let open: Evening[] = []
afterEach(() => {
  for (const evening of open) evening.close()
  open = []
})

async function evening(options: Partial<EveningOptions> = {}): Promise<Evening> {
  const one = await openEvening({ city, ...options })
  open.push(one)
  return one
}

const photo = (fill: number) => new Uint8Array(40_000).fill(fill)
const visitOf = <At extends Evening['visit']['state']['at']>(e: Evening, at: At) => {
  const { state } = e.visit
  if (state.at !== at) throw new Error(`${standing(e)}, not ${at}`)
  return state as Extract<Evening['visit']['state'], { at: At }>
}
const caseOf = <At extends ReturnType<Evening['case']>['state']['at']>(e: Evening, at: At) => {
  const { state } = e.case()
  if (state.at !== at) throw new Error(`${standing(e)}, not ${at}`)
  return state as Extract<ReturnType<Evening['case']>['state'], { at: At }>
}
const atCase = (e: Evening, at: string) => () => e.line.state.at === 'visit' && e.case().state.at === at
const atVisit = (e: Evening, at: string) => () => e.visit.state.at === at

/** R9: the desk takes the next one and the resident is ready. */
async function begun(e: Evening) {
  await e.visit.start()
  e.line.start()
  await e.see(() => e.line.state.at === 'line' && e.line.state.ready === 1)
  e.line.next()
  await e.see(atVisit(e, 'called'))
  e.visit.ready()
  await e.see(atCase(e, 'papers'))
}
/** D3, D4: papers and faces are shown, looked at, ticked. */
async function looked(e: Evening) {
  await e.visit.showPage(photo(1), 'paper', 'passport')
  await e.visit.showPage(photo(2), 'paper', 'lease')
  await e.visit.showPage(photo(3), 'turned')
  await e.visit.showPage(photo(4), 'portrait')
  for (const need of ['photo', 'birth_date', 'lives_here'] as const) await e.case().tick(need, true)
  e.case().samePerson(true)
  await e.see(() => caseOf(e, 'papers').bar.enough && caseOf(e, 'papers').bar.waitsFor.length === 0)
}
async function offered(e: Evening) {
  await e.case().approve()
  await e.see(atVisit(e, 'card'))
}
async function agreed(e: Evening) {
  await e.visit.agree()
  await e.see(atCase(e, 'touch'))
}

/** Another desk takes who asked for a second look, and the resident is ready. */
async function supervisorTakes(e: Evening) {
  await e.otherDesk()
  await e.see(() => e.line.state.at === 'line' && e.line.state.ready === 1)
  e.line.next()
  await e.see(atVisit(e, 'called'))
  e.visit.ready()
  await e.see(() => e.line.state.at === 'visit' && e.case().state.at === 'papers' && e.case().state.first !== null)
}

test('one card, start to finish', async () => {
  let child: SignerChild | null = null
  const e = await evening({
    lease: async () => {
      child = await leaseChild(city)
      return child
    },
  })
  // R9  You are next. Clerk 14 will look at your papers.
  await begun(e)
  expect(caseOf(e, 'papers').answers).toEqual(maria)
  // R10 Show the back of your ID.
  await e.case().ask(2, 'passport')
  await e.see(() => visitOf(e, 'showing').ask?.phrase === 2)
  expect(visitOf(e, 'showing')).toMatchObject({ desk: '14', ask: { phrase: 2, paper: 'passport' }, looking: false })
  // R8, R11
  await looked(e)
  const pages = caseOf(e, 'papers').pages.map(page => page.picture)
  expect(pages.map(picture => picture[0])).toEqual([1, 2, 3, 4])
  await e.see(() => visitOf(e, 'showing').ticks.lives_here)
  expect(visitOf(e, 'showing')).toMatchObject({ ask: null, looking: true, ticks: { photo: true, birth_date: true, lives_here: true } })
  expect(visitOf(e, 'showing').pages).toHaveLength(4)
  // R12 Is this right?
  await offered(e)
  const card = visitOf(e, 'card')
  expect(card.changed).toEqual([])
  expect(card.facts).toMatchObject({
    name: maria.name,
    birth_date: '1990-05-01',
    gender: 'F',
    address: '12 Elm Street, Apt 4',
    ends: '2031-11-23',
  })
  // D6  They said yes. Touch your key.
  await agreed(e)
  expect(visitOf(e, 'making').desk).toBe('14')
  await e.case().approve()
  // R13 Your card is ready.
  await e.see(atVisit(e, 'sealed'))
  await e.see(atCase(e, 'handed'))
  const { sealed } = visitOf(e, 'sealed')
  expect(caseOf(e, 'handed').sealed).toEqual(sealed)
  expect(await child!.over).toBe(0)
  // The papers are gone from the desk with the thanks; facts and seal wait for the plates.
  expect(pages.every(picture => picture.every(byte => byte === 0))).toBe(true)
  const { facts } = caseOf(e, 'handed')
  await e.visit.save()
  expect(visitOf(e, 'sealed').saved).toBe(true)
  // R14 Done. The clerk's screen is empty now.
  await e.visit.goodbye()
  expect(visitOf(e, 'over')).toMatchObject({ why: 'goodbye', outcome: 'card' })
  expect(caseOf(e, 'closed')).toMatchObject({ why: 'goodbye', outcome: 'card' })
  expect(facts.portrait.every(byte => byte === 0)).toBe(true)
  // What the server was told in all: nothing that says how it went.
  expect(e.relay.said).toEqual(['next', 'lease', 'seal', 'thanks', 'goodbye'])
  expect(e.relay.roomOpen).toBe(false)
  // What the phone keeps: the card and its key, and the card verifies by itself.
  expect([...e.kept.things.keys()].sort()).toEqual(['card', 'holder'])
  const kept = parseSealed(e.kept.things.get('card')!)
  expect(kept.facts.name).toBe(maria.name)
  const { hash } = await requestOf(kept)
  await verifySealed(kept, { requestHash: hash, period: city.period, verify })
})

async function requestOf(sealed: ReturnType<typeof parseSealed>) {
  const { makeDigests, requestOf: of } = await import('@latchkey/card/digests.ts')
  const { requestHash } = await import('@latchkey/card/request.ts')
  const payload = JSON.parse(Buffer.from(sealed.jwt.split('.')[1]!, 'base64url').toString())
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
  const holder = { x: bytes(payload.cnf.jwk.x), y: bytes(payload.cnf.jwk.y) }
  return { hash: requestHash(of(makeDigests(sealed.facts, sealed.pictures, sealed.salts), holder)) }
}

test('not saved: after goodbye this phone knows nothing', async () => {
  const e = await evening()
  await begun(e)
  await looked(e)
  await offered(e)
  await agreed(e)
  await e.case().approve()
  await e.see(atVisit(e, 'sealed'))
  await e.visit.goodbye()
  expect(e.kept.things.size).toBe(0)
})

describe('words', () => {
  test('both sides write; the clerk sees that the resident needs a moment', async () => {
    const e = await evening()
    await begun(e)
    await e.case().type('Is this your new address?')
    await e.see(() => visitOf(e, 'showing').notes.length === 1)
    await e.visit.answer('Sí, desde mayo')
    await e.visit.wait()
    await e.see(() => caseOf(e, 'papers').waiting)
    const notes = [
      { from: 'clerk', text: 'Is this your new address?' },
      { from: 'resident', text: 'Sí, desde mayo' },
    ]
    expect(caseOf(e, 'papers').notes).toEqual(notes)
    expect(visitOf(e, 'showing').notes).toEqual(notes)
    await e.visit.answer('ya')
    await e.see(() => !caseOf(e, 'papers').waiting)
  })

  test('what is too long, or nothing, is refused where it is typed', async () => {
    const e = await evening()
    await begun(e)
    await expect(e.visit.answer('x'.repeat(281))).rejects.toThrow('too_long')
    await expect(e.visit.answer('  ')).rejects.toThrow('malformed')
    await expect(e.case().type('x'.repeat(281))).rejects.toThrow('too_long')
    expect(visitOf(e, 'showing').notes).toEqual([])
  })

  test('typed while the line is down: said once when it is back', async () => {
    const e = await evening()
    await begun(e)
    e.relay.cut('phone')
    await e.visit.answer('one')
    await e.visit.answer('two')
    await e.see(() => caseOf(e, 'papers').notes.length === 2)
    e.relay.cut('desk')
    await e.see(() => e.visit.state.at === 'showing' && e.visit.state.clerk === 'here' && e.line.state.connection === 'open')
    await e.visit.answer('three')
    await e.see(() => caseOf(e, 'papers').notes.length === 3)
    expect(caseOf(e, 'papers').notes.map(note => note.text)).toEqual(['one', 'two', 'three'])
  })
})

describe('not enough', () => {
  test('the reason is what is unticked, with what would mend it', async () => {
    const e = await evening()
    await begun(e)
    await e.visit.showPage(photo(1), 'paper', 'passport')
    const [page] = caseOf(e, 'papers').pages
    await e.case().tick('photo', true)
    await e.case().tick('birth_date', true)
    const before = { ...e.relay.cells }
    await e.case().refuse()
    await e.see(atVisit(e, 'refused'))
    // One cell, as every answer of a desk: no length says what it was.
    expect(e.relay.cells).toEqual({ phone: before.phone + 1, desk: before.desk })
    const refused = visitOf(e, 'refused')
    expect(await verifyRefusal(city.made.root, refused.slip!, verify, cityDay)).toEqual({
      city: city.made.root.city,
      rules: refused.rules,
      day: cityDay(),
      unmet: ['lives_here'],
      alias: '14',
    })
    expect(refused.unmet).toEqual(['lives_here'])
    expect(refused.mends.length).toBeGreaterThan(0)
    expect(refused).toMatchObject({ mends: caseOf(e, 'refused').mends, rules: rules.version })
    expect(page!.picture.every(byte => byte === 0)).toBe(true)
    await e.visit.goodbye()
    expect(visitOf(e, 'over')).toMatchObject({ outcome: 'refused' })
    await e.see(atCase(e, 'closed'))
    expect(e.relay.said).toEqual(['next', 'goodbye'])
    // Given before anything was shown, and not taken away by what came of it.
    expect(e.comebacks).toHaveLength(1)
    expect(e.kept.things.size).toBe(0)
  })

  test('a face that is not the paper’s is doubt, and the refusal names it beside the photo', async () => {
    const e = await evening()
    await begun(e)
    await e.visit.showPage(photo(1), 'paper', 'passport')
    e.case().samePerson(false)
    await e.case().refuse()
    await e.see(atVisit(e, 'refused'))
    expect(visitOf(e, 'refused').unmet).toContain('doubt')
    expect(visitOf(e, 'refused').slip).not.toBe(null)
  })

  test('the clerk goes on while the resident still reads', async () => {
    const e = await evening()
    await begun(e)
    await e.case().refuse()
    await e.see(atVisit(e, 'refused'))
    e.case().end()
    expect(caseOf(e, 'closed')).toMatchObject({ outcome: 'refused' })
    await e.see(() => !e.relay.roomOpen)
    expect(visitOf(e, 'refused').unmet).toHaveLength(3)
  })

  test('enough cannot be refused, not enough cannot be approved', async () => {
    const e = await evening()
    await begun(e)
    await expect(e.case().approve()).rejects.toThrow('not_enough')
    await looked(e)
    await expect(e.case().refuse()).rejects.toThrow('not_now')
  })
})

describe('letters', () => {
  test('what the clerk corrects is marked before the yes', async () => {
    const e = await evening()
    await begun(e)
    await looked(e)
    e.case().correct({ name: 'María Fernanda Quispe Mamaní', address: null })
    expect(caseOf(e, 'papers').answers.name).toBe('María Fernanda Quispe Mamaní')
    await offered(e)
    expect(visitOf(e, 'card').changed).toEqual(['name', 'address'])
    expect(visitOf(e, 'card').facts).toMatchObject({ name: 'María Fernanda Quispe Mamaní', address: null })
  })

  test('what the resident corrects is marked for the clerk, and the card is shown anew', async () => {
    const e = await evening()
    await begun(e)
    await looked(e)
    await offered(e)
    await e.visit.fix({ ...maria, name: 'María Fernanda Quispe', birthDate: '1990-05', lines: { ...maria.lines, transit: '4417 2290' } })
    expect(visitOf(e, 'correcting').desk).toBe('14')
    await e.see(atCase(e, 'fixed'))
    expect(caseOf(e, 'fixed').changes).toEqual([
      { field: 'name', was: maria.name, is: 'María Fernanda Quispe' },
      { field: 'birthDate', was: maria.birthDate, is: '1990-05' },
      { field: 'transit', was: null, is: '4417 2290' },
    ])
    await offered(e)
    expect(visitOf(e, 'card').facts.name).toBe('María Fernanda Quispe')
    expect(visitOf(e, 'card').changed).toEqual([])
    await agreed(e)
    await e.case().approve()
    await e.see(atVisit(e, 'sealed'))
    expect(visitOf(e, 'sealed').sealed.facts).toMatchObject({
      name: 'María Fernanda Quispe',
      birth_date: '1990-05',
      lines: { transit: '4417 2290' },
    })
  })

  test('a correction that the drop swallowed is said again', async () => {
    const e = await evening()
    await begun(e)
    await looked(e)
    await offered(e)
    e.relay.cut('phone')
    await e.visit.fix({ ...maria, name: 'Maria Quispe' })
    await e.see(atCase(e, 'fixed'))
    expect(caseOf(e, 'fixed').answers.name).toBe('Maria Quispe')
  })

  test('a name longer than the card is shortened by the rule, and marked', async () => {
    const name = 'María de los Ángeles Fernanda Guadalupe Concepción Esperanza Quispe Mamani Huamán Condori Choquehuanca Villanueva'
    const e = await evening({ answers: { ...maria, name } })
    await begun(e)
    await looked(e)
    await offered(e)
    expect(visitOf(e, 'card').changed).toEqual(['name'])
    expect(visitOf(e, 'card').facts.name).toMatch(/^María de l\. Á\. F\. .*Villanueva$/)
  })
})

describe('the touch', () => {
  test('refused: nothing is sealed, and it can be tried again', async () => {
    let refusals = 1
    const { passkey } = city.clerk
    const e = await evening({
      desk: {
        passkey: {
          ...passkey,
          assert: challenge => (refusals-- > 0 ? Promise.reject(new Error('the person looked away')) : passkey.assert(challenge)),
        },
      },
    })
    await begun(e)
    await looked(e)
    await offered(e)
    await agreed(e)
    await e.case().approve()
    expect(caseOf(e, 'touch').trouble).toBe('touch_refused')
    expect(e.relay.seals).toBe(0)
    await e.case().approve()
    await e.see(atVisit(e, 'sealed'))
  })

  test('pressed twice while the key is asked for: one touch, one envelope', async () => {
    let touches = 0
    const { passkey } = city.clerk
    const countedTouch = (challenge: Uint8Array) => {
      touches++
      return passkey.assert(challenge)
    }
    const e = await evening({ desk: { passkey: { ...passkey, assert: countedTouch } } })
    await begun(e)
    await looked(e)
    await offered(e)
    await agreed(e)
    void e.case().approve()
    void e.case().approve()
    await e.see(atVisit(e, 'sealed'))
    expect(touches).toBe(1)
    expect(e.relay.said.filter(one => one === 'seal')).toHaveLength(1)
  })

  test.each(['no_signer', 'no_blanks', 'quota'] as const)(
    'the server has no signer to lease (%s): the clerk reads it and can try again',
    async code => {
      let refuse = true
      const lease = signersOf(city)
      const e = await evening({
        lease: async () => {
          if (refuse) throw new Fault(code)
          return lease()
        },
      })
      await begun(e)
      await looked(e)
      await offered(e)
      await agreed(e)
      await e.case().approve()
      expect(caseOf(e, 'touch').trouble).toBe(code)
      refuse = false
      await e.case().approve()
      await e.see(atVisit(e, 'sealed'))
    },
  )

  test('the signer refuses: another lease, another touch', async () => {
    let refuse = true
    const before = () => {
      if (refuse) throw new Fault('seal_refused')
    }
    const e = await evening({ lease: signersOf(city, { before }) })
    await begun(e)
    await looked(e)
    await offered(e)
    await agreed(e)
    await e.case().approve()
    expect(caseOf(e, 'touch').trouble).toBe('seal_refused')
    refuse = false
    await e.case().approve()
    await e.see(atVisit(e, 'sealed'))
  })

  test('a signer that answers with anything else than the approved card: the desk hands over nothing', async () => {
    const lease = signersOf(city)
    const e = await evening({ lease: async () => ({ ...(await lease()), seal: async () => new Uint8Array(5232).fill(9) }) })
    await begun(e)
    await looked(e)
    await offered(e)
    await agreed(e)
    await e.case().approve()
    expect(caseOf(e, 'touch').trouble).toBe('seal_refused')
    expect(visitOf(e, 'making').desk).toBe('14')
  })
})

describe('who else comes', () => {
  test('handed over: the next clerk knows nothing, photos go with one tap each', async () => {
    const e = await evening()
    await begun(e)
    await e.visit.showPage(photo(1), 'paper', 'passport')
    await e.visit.showPage(photo(2), 'paper', 'passport', 1, true)
    expect(caseOf(e, 'papers').pages.map(page => page.screen)).toEqual([false, true])
    const pictures = caseOf(e, 'papers').pages.map(page => page.picture)
    e.case().handOver()
    expect(caseOf(e, 'closed')).toMatchObject({ why: 'handed_over', outcome: 'none' })
    expect(pictures.every(picture => picture.every(byte => byte === 0))).toBe(true)
    await e.see(() => e.visit.state.at === 'line' && e.visit.state.left === '14')
    await e.otherDesk()
    await e.see(() => e.line.state.at === 'line' && e.line.state.ready === 1)
    e.line.next()
    await e.see(atVisit(e, 'called'))
    expect(visitOf(e, 'called')).toMatchObject({ desk: '15', again: true })
    e.visit.ready()
    await e.see(atCase(e, 'papers'))
    // Answers by themselves, nothing typed twice; photos by a tap, and only the last of each side.
    expect(caseOf(e, 'papers')).toMatchObject({ answers: maria, pages: [], ticks: {} })
    const showing = visitOf(e, 'showing')
    expect(showing).toMatchObject({ again: true, held: [{ number: 2, purpose: 'paper', paper: 'passport', side: 1 }] })
    await e.visit.showAgain(2)
    // That it came from a screen is said to this desk too.
    expect(caseOf(e, 'papers').pages.map(page => [page.picture[0], page.screen])).toEqual([[2, true]])
    expect(visitOf(e, 'showing').held).toEqual([])
  })

  test('a second look: the supervisor reads what was missing, sees everything anew, and makes the card', async () => {
    const e = await evening()
    e.relay.supervisor = true
    await begun(e)
    await e.visit.showPage(photo(1), 'paper', 'passport')
    await e.case().tick('photo', true)
    await e.case().tick('birth_date', true)
    await e.case().refuse()
    await e.see(atVisit(e, 'refused'))
    expect(visitOf(e, 'refused').second).toBe('offered')
    await e.visit.askSecond()
    await e.see(() => e.case().state.at === 'closed')
    // This half is over, and it was no refusal: the last word is the supervisor's.
    expect(caseOf(e, 'closed')).toMatchObject({ why: 'second_look', outcome: 'none' })
    await e.see(() => e.visit.state.at === 'line' && e.visit.state.second)
    await supervisorTakes(e)
    expect(caseOf(e, 'papers')).toMatchObject({ pages: [], ticks: {}, first: { alias: '14', unmet: ['lives_here'] } })
    expect(visitOf(e, 'showing').held).toHaveLength(1)
    await looked(e)
    await offered(e)
    await agreed(e)
    await e.case().approve()
    await e.see(atVisit(e, 'sealed'))
  })

  test('where the rules ask for a supervisor: the clerk cannot approve, gives the visit to one, and they can', async () => {
    const [row] = rules.papers
    let supervises = false
    const strict = {
      ...rules,
      supervisorLook: [
        { kind: 'adult', paper: null, status: row!.status, source: row!.source, note: row!.note },
      ] as Rules['supervisorLook'],
    }
    const e = await evening({
      desk: {
        rules: strict,
        get supervises() {
          return supervises
        },
      },
    })
    const shows = async () => {
      await e.visit.showPage(photo(4), 'portrait')
      for (const need of ['photo', 'birth_date', 'lives_here'] as const) await e.case().tick(need, true)
      e.case().samePerson(true)
      await e.see(() => caseOf(e, 'papers').bar.enough && !caseOf(e, 'papers').bar.waitsFor.includes('pictures'))
      return caseOf(e, 'papers').bar.waitsFor
    }
    await begun(e)
    expect(await shows()).toEqual(['supervisor'])
    await expect(e.case().approve()).rejects.toThrow('not_enough')
    e.case().toSupervisor()
    // Nobody is there to give it to.
    expect(e.case().state.at).toBe('papers')
    e.relay.supervisor = true
    e.relay.lines()
    await e.see(() => e.line.state.at === 'visit' && e.line.state.supervisor)
    e.case().toSupervisor()
    expect(caseOf(e, 'closed')).toMatchObject({ why: 'second_look', outcome: 'none' })
    await e.see(() => e.visit.state.at === 'line' && e.visit.state.second)
    supervises = true
    await e.otherDesk()
    await e.see(() => e.line.state.at === 'line' && e.line.state.ready === 1)
    e.line.next()
    await e.see(atVisit(e, 'called'))
    e.visit.ready()
    await e.see(atCase(e, 'papers'))
    expect(await shows()).toEqual([])
    await offered(e)
  })

  test('a second look that finds the same is final: the slip says so, and there is no third', async () => {
    const e = await evening()
    e.relay.supervisor = true
    await begun(e)
    await e.case().refuse()
    await e.see(atVisit(e, 'refused'))
    await e.visit.askSecond()
    await e.see(() => e.visit.state.at === 'line' && e.visit.state.second)
    await supervisorTakes(e)
    await e.case().refuse()
    await e.see(atVisit(e, 'refused'))
    const refused = visitOf(e, 'refused')
    expect(refused.second).toBe('final')
    expect(await verifyRefusal(city.made.root, refused.slip!, verify, cityDay)).toMatchObject({ alias: '15', unmet: refused.unmet })
    expect(refused.unmet).toContain('looked_twice')
    const said = e.relay.said.length
    await e.visit.askSecond()
    expect(visitOf(e, 'refused').second).toBe('final')
    expect(e.relay.said).toHaveLength(said)
  })

  test('no supervisor is there: nothing is offered, and whoever asks all the same stays where they are', async () => {
    const e = await evening()
    await begun(e)
    await e.case().refuse()
    await e.see(atVisit(e, 'refused'))
    expect(visitOf(e, 'refused').second).toBe('none')
    await e.visit.askSecond()
    expect(e.relay.said).not.toContain('second_look')
  })

  test('the supervisor leaves between the offer and the question: the refusal stands, and says that nobody is there', async () => {
    const e = await evening()
    e.relay.supervisor = true
    await begun(e)
    await e.case().refuse()
    await e.see(atVisit(e, 'refused'))
    e.relay.supervisor = false
    e.relay.lines()
    await e.see(() => e.line.state.at === 'visit' && !e.line.state.supervisor)
    await e.visit.askSecond()
    await e.see(() => e.visit.state.at === 'refused' && e.visit.state.second === 'none')
    expect(caseOf(e, 'refused').second).toBe('none')
  })

  test('the line drops with the question on its way: it is asked again', async () => {
    const e = await evening()
    e.relay.supervisor = true
    await begun(e)
    await e.case().refuse()
    await e.see(atVisit(e, 'refused'))
    e.relay.cut('phone')
    await e.visit.askSecond()
    await e.see(() => e.visit.state.at === 'line' && e.visit.state.second)
    expect(e.relay.said.filter(word => word === 'second_look')).toHaveLength(1)
  })

  test('another phone with the stolen place: the desk has dropped everything before it hears a word', async () => {
    const e = await evening()
    await begun(e)
    await looked(e)
    const pictures = caseOf(e, 'papers').pages.map(page => page.picture)
    e.kept.things.clear()
    await e.reload({ ...maria, name: 'Somebody Else' })
    await e.see(atVisit(e, 'called'))
    await e.see(atCase(e, 'called'))
    expect(pictures.every(picture => picture.every(byte => byte === 0))).toBe(true)
    e.visit.ready()
    await e.see(atCase(e, 'papers'))
    expect(caseOf(e, 'papers')).toMatchObject({ again: true, pages: [], ticks: {}, samePerson: null, notes: [] })
    expect(caseOf(e, 'papers').answers.name).toBe('Somebody Else')
    expect(visitOf(e, 'showing')).toMatchObject({ pages: [], notes: [] })
  })

  test('another phone while the card is on its way gets no card', async () => {
    const e = await evening()
    await begun(e)
    await looked(e)
    await offered(e)
    await agreed(e)
    e.relay.passing = (cell, to) => (to === 'phone' && e.case().state.at === 'handing' ? [] : [cell])
    await e.case().approve()
    await e.see(atCase(e, 'handing'))
    e.relay.passing = cell => [cell]
    e.kept.things.clear()
    await e.reload()
    await e.see(atVisit(e, 'called'))
    e.visit.ready()
    await e.see(atCase(e, 'papers'))
    expect(visitOf(e, 'showing').pages).toEqual([])
    expect(e.kept.things.has('unsaved')).toBe(false)
  })

  test('the clerk ends the visit', async () => {
    const e = await evening()
    await begun(e)
    await e.visit.showPage(photo(1), 'paper', 'passport')
    e.case().end()
    expect(caseOf(e, 'closed')).toMatchObject({ why: 'ended', outcome: 'none' })
    await e.see(atVisit(e, 'over'))
    expect(visitOf(e, 'over')).toMatchObject({ why: 'ended_by_clerk', outcome: 'none' })
    expect(e.kept.things.size).toBe(0)
    expect(e.relay.said).toEqual(['next', 'goodbye'])
  })

  test('the resident stops: the place is given up, and the clerk’s screen is empty', async () => {
    const e = await evening()
    await begun(e)
    const picture = photo(1)
    await e.visit.showPage(picture, 'paper', 'passport')
    await e.visit.stop()
    expect(visitOf(e, 'over')).toMatchObject({ why: 'stopped' })
    expect(picture.every(byte => byte === 0)).toBe(true)
    await e.see(atCase(e, 'closed'))
    expect(caseOf(e, 'closed')).toMatchObject({ why: 'resident_stopped', outcome: 'none' })
    await e.reload()
    await e.see(atVisit(e, 'barred'))
    expect(visitOf(e, 'barred').trouble).toBe('place_unknown')
  })

  test('one after the other: the desk takes the next when the last is closed', async () => {
    const e = await evening()
    await begun(e)
    e.case().end()
    e.line.next()
    await e.see(() => e.relay.said.length === 3)
    expect(e.relay.said).toEqual(['next', 'goodbye', 'next'])
    e.line.rest()
    expect(e.line.state.at).toBe('line')
  })
})

describe('a desk that is none of the city’s', () => {
  test('a forged chain: nothing leaves the phone but hello', async () => {
    const other = await makeCity('testville')
    const e = await evening({ desk: { clerkCertificate: other.clerk.certified } })
    await e.visit.start()
    e.line.start()
    await e.see(() => e.line.state.at === 'line' && e.line.state.ready === 1)
    e.line.next()
    await e.see(atVisit(e, 'barred'))
    expect(visitOf(e, 'barred').trouble).toBe('chain')
    expect(e.relay.cells).toEqual({ desk: 1, phone: 1 })
  })

  test('other rules, or a clock two days off: the page says which', async () => {
    for (const [trouble, phone] of [
      ['rules', { rulesVersion: '2024-1' }],
      ['clock', { clock: () => now + 200_000 }],
    ] as const) {
      const e = await evening({ phone })
      await e.visit.start()
      e.line.start()
      await e.see(() => e.line.state.at === 'line' && e.line.state.ready === 1)
      e.line.next()
      await e.see(atVisit(e, 'barred'))
      expect(visitOf(e, 'barred').trouble).toBe(trouble)
    }
  })

  test('pictures that this phone cannot show: no yes is asked for', async () => {
    const e = await evening({ phone: { checkPictures: async () => false } })
    await begun(e)
    await looked(e)
    await e.case().approve()
    await e.see(atVisit(e, 'barred'))
    expect(visitOf(e, 'barred').trouble).toBe('card_unreadable')
  })
})

describe('a server that swallows cells', () => {
  test('no Offer ever comes: tried again, and then said by its name', async () => {
    // Time is short while nothing can come anyway, and itself again where a busy machine needs it.
    let faster = 200
    const later = (milliseconds: number, run: () => void) => {
      const timer = setTimeout(run, milliseconds / faster)
      return () => clearTimeout(timer)
    }
    const e = await evening({ phone: { later } })
    e.relay.passing = (cell, to) => (to === 'phone' ? [] : [cell])
    await e.visit.start()
    e.line.start()
    await e.see(() => e.line.state.at === 'line' && e.line.state.ready === 1)
    e.line.next()
    await e.see(atVisit(e, 'barred'))
    expect(visitOf(e, 'barred').trouble).toBe('stalled')
    // A hello that its own short time overtook is not there to be counted.
    expect(e.relay.cells.desk).toBeGreaterThan(1)
    expect(e.relay.cells.desk).toBeLessThanOrEqual(6)
    // The way is free again, and the resident tries once more.
    faster = 1
    e.relay.passing = cell => [cell]
    e.visit.reconnect()
    await e.see(atVisit(e, 'called'))
  })
})

describe('the tab is opened again', () => {
  test('after the seal: the card is there without a line', async () => {
    const e = await evening()
    await begun(e)
    await looked(e)
    await offered(e)
    await agreed(e)
    await e.case().approve()
    await e.see(atCase(e, 'handed'))
    const { sealed } = visitOf(e, 'sealed')
    await e.reload()
    await e.see(atVisit(e, 'sealed'))
    expect(visitOf(e, 'sealed').sealed).toEqual(sealed)
    await e.visit.save()
    await e.reload()
    await e.see(() => e.visit.state.at === 'sealed' && e.visit.state.saved)
    await e.visit.goodbye()
    expect([...e.kept.things.keys()].sort()).toEqual(['card', 'holder'])
  })

  test('what was kept cannot be read: the visit starts fresh, and nobody is told anything wrong', async () => {
    const e = await evening()
    await begun(e)
    await looked(e)
    for (const key of ['visit', 'draft', 'unsaved']) e.kept.things.set(key, Uint8Array.of(1, 2, 3))
    await e.reload()
    await e.see(atVisit(e, 'called'))
    e.visit.ready()
    await e.see(atCase(e, 'papers'))
    expect(caseOf(e, 'papers').pages).toEqual([])
  })
})
