/**
 * Puts the server together: reads the store once, wires each thing to its ports, opens the port. What is read here is all that is ever
 * read because the process lives; from then on administrators and the clock write, and residents touch memory only. One file though long: what is
 * wired to what is the whole of it.
 */
import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { verifyBlank } from '@latchkey/certificates/blank.ts'
import { verifyCardInHand } from '@latchkey/certificates/card-in-hand.ts'
import { parseCertified } from '@latchkey/certificates/certified.ts'
import { parseClerk } from '@latchkey/certificates/clerk.ts'
import { CertificateFault } from '@latchkey/certificates/faults.ts'
import { periodOf } from '@latchkey/certificates/period.ts'
import { anyLocalPort, type Root, rootFingerprint } from '@latchkey/certificates/root.ts'
import type { DrillReport } from '@latchkey/wire/drill-report.ts'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { Seizure } from '@latchkey/wire/record.ts'
import { readBlanks } from './blanks/blanks.ts'
import { Booking } from './booking/booking.ts'
import { Seats } from './booking/seats.ts'
import { readCancelled } from './cancelled/cancelled.ts'
import { Changes } from './changes/changes.ts'
import type { BuiltWith } from './city/built-with.ts'
import { readCity } from './city/read-city.ts'
import { Clock } from './clock/clock.ts'
import { dayOf } from './clock/day.ts'
import { closesAt } from './clock/hours.ts'
import { Comebacks } from './comebacks/comebacks.ts'
import { readCounts } from './counts/counts.ts'
import { quarterLook } from './counts/quarter-look.ts'
import { QuarterPages } from './counts/quarter-pages.ts'
import { Disposals, readDisposals } from './disposals/disposals.ts'
import { readEvents } from './events/events.ts'
import type { Endings } from './holds/endings.ts'
import { createEdge, type Tls } from './http/edge.ts'
import { onceATurn } from './http/once-a-turn.ts'
import { readPages } from './http/pages.ts'
import { addRoutes } from './http/routes.ts'
import { readKeys } from './keys/keys.ts'
import { readPoolKey } from './keys/pool-key.ts'
import { readLegal } from './legal/legal.ts'
import { LegalActs } from './legal/legal-acts.ts'
import { dropMemoryFiles, findMemoryFolder } from './memory-files/memory-files.ts'
import { Nonces } from './nonces/nonces.ts'
import { DeskMessages } from './on-duty/desk-messages.ts'
import { OnDuty } from './on-duty/on-duty.ts'
import { OpenPool } from './open-pool/open-pool.ts'
import { type Machine, readMachine, refuseMachine, refuseRoot, refuseRules, refuseWays } from './outside-practice.ts'
import { type Period, readPeriods } from './periods/periods.ts'
import { clock as platformClock, sha256, verify } from './platform.ts'
import { readPublicRecord } from './public-record/public-record.ts'
import { cancelledFile, keysFile, noticesFile, pagesFile, ruleFiles, waysFile } from './public-record/published.ts'
import { jsonFile, type Sources } from './public-record/sources.ts'
import type { WitnessAt } from './public-record/witness-file.ts'
import { Witnesses } from './public-record/witnesses.ts'
import { Ready } from './ready/ready.ts'
import { countThings } from './record/count-things.ts'
import { heldNow } from './record/held-now.ts'
import { holdingsOf } from './record/holdings-of.ts'
import { recordLook } from './record/record-look.ts'
import { RecordPages, recordPaths } from './record/record-pages.ts'
import { emptyPorts, type RecordPorts } from './record/record-state.ts'
import { recordTexts } from './record/record-texts.ts'
import { Relay } from './relay/relay.ts'
import { Rights } from './rights/rights.ts'
import { Rooms } from './rooms/rooms.ts'
import { readSchedule } from './schedule/schedule.ts'
import type { SignerProgram } from './seal/signer-process.ts'
import { WarmSigners } from './seal/warm-signers.ts'
import { Acts } from './settings/acts.ts'
import { readSettings, standingOf, startRules } from './settings/settings.ts'
import { stateOf } from './settings/state.ts'
import { WaysNow } from './settings/ways-now.ts'
import { renderFeed } from './sites/feed.ts'
import { renderOperators } from './sites/operators-page.ts'
import { type SitesPorts, siteList } from './sites/sites.ts'
import { renderSites } from './sites/sites-page.ts'
import { readSlots } from './slots/slots.ts'
import { readStaff } from './staff/staff.ts'
import { readStaffHistory } from './staff-history/staff-history.ts'
import { factsOf } from './statement/facts.ts'
import { letterLook, renderLetter } from './statement/letter-page.ts'
import type { Release } from './statement/statement.ts'
import { readStatements } from './statement/statements.ts'
import { openStore } from './store/open-store.ts'
import { Tallies } from './tallies/tallies.ts'
import { Waiting } from './waiting/waiting.ts'

export interface ServerOptions {
  cityDirectory: string
  dataDirectory: string
  practice: boolean
  /** 0: any free one. */
  port: number
  host?: string
  tls?: Tls | undefined
  /** PostgreSQL; without it the embedded store in the data directory. */
  databaseUrl?: string | undefined
  /** dist/<city>/www; null: no pages. */
  pagesDirectory: string | null
  /** Which languages the pages offer, and which of these a native speaker has checked; left out: every one, none of them checked. */
  languages?: { offered: string[]; reviewed: string[] } | undefined
  /** The versions of the rules, newest first, as the build found them; left out: the record shows none. */
  versions?: BuiltWith['versions'] | undefined
  /** Words of the list of sites as the build found them; left out: the page shows the names of its words. */
  siteTexts?: BuiltWith['siteTexts'] | undefined
  /** The release this server runs from; left out: it runs without one, and its statements say so. */
  release?: Release | null
  /** Reads the last drill's report; null: there is none of this software. Asked at start and at each full hour. */
  drillReport?: () => DrillReport | null
  signer: SignerProgram
  /** Signers that stand ready, 18 MB each; 4. */
  warmSigners?: number
  clock?: () => number
  /** False: no timer runs and the test calls `step`. */
  timer?: boolean
  /** Where the memory file system is; null: there is none. */
  memoryBase?: string | null
  /** Asks the launcher for the seizure of the tour. @returns false when nobody started this server */
  askSeize?: () => boolean
  /** Cards a day and alias. */
  quota?: number
  /** Seconds between two groups that are called; 10, in practice 1. */
  callStep?: number
  /** To measure what a number costs: as many as are asked for, all of today. */
  unboundedNumbers?: boolean
  /** Who cosigns the public record; those of the city's own file when left out. */
  witnesses?: WitnessAt[]
  /** The version of the retention schedule that whoever starts it says is approved. */
  schedule?: number | null
  /** What the machine does with memory; read from /proc when left out. */
  machine?: Machine
}

export interface RunningServer {
  port: number
  address: string
  /** One second of the clock. */
  step(): Promise<void>
  /** The hour: lists, pools, events. */
  tick(): Promise<void>
  /** Queries of the store since the start. */
  queries(): number
  /** The launcher's progress with the seizure. */
  tellSeizure(seizure: Seizure): void
  stop(): Promise<void>
}

/** Why a server does not start, as sentences for the person at the console. */
export class Refused extends Error {
  readonly reasons: string[]
  constructor(reasons: string[]) {
    super(reasons.join('\n'))
    this.reasons = reasons
  }
}

/** A text of the city in each language that has it. */
const namesOf = (texts: Record<string, Record<string, string>>, key: string) =>
  Object.fromEntries(Object.entries(texts).flatMap(([code, of]) => (of[key] === undefined ? [] : [[code, of[key]]])))

/** Where in the line who comes back stands: 0 is a visit that had begun. */
const beforeNumbers = 1
/** Connections that may wait to be taken. After a restart all phones knock at once, and who finds the queue full is seconds late; the machine may allow fewer. */
const mostKnocking = 4096
const poolSizes = { real: 4096, practice: 256 }

/** @throws Refused, CityProblem, StoreLocked, NeedsSchedule, InventoryProblem */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { practice, dataDirectory } = options
  const clock = options.clock ?? platformClock
  const city = readCity(options.cityDirectory)
  const { root, rules } = city
  const zone = city.names.timeZone
  const wrongRoot = refuseRoot(city, practice)
  if (wrongRoot) throw new Refused([wrongRoot])
  // In practice a version can be tried before its day.
  const wrongRules = practice ? null : refuseRules(city, dayOf(clock(), zone))
  if (wrongRules) throw new Refused([wrongRules])

  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
  const memoryFolder = options.memoryBase === null ? null : findMemoryFolder(dataDirectory, options.memoryBase)
  const wrongMachine = practice ? [] : refuseMachine(options.machine ?? readMachine(memoryFolder))
  if (wrongMachine.length > 0) throw new Refused(wrongMachine)

  const asked = { practice, version: options.schedule ?? null }
  const store = await openStore({ directory: dataDirectory, databaseUrl: options.databaseUrl, schedule: asked })
  try {
    return await assemble()
  } catch (problem) {
    await store.close()
    throw problem
  }

  async function assemble(): Promise<RunningServer> {
    const { db } = store
    const started = clock()
    const legal = await readLegal(db, root.threshold === 1)
    const mayEnd = () => !legal.holding()
    const schedule = await readSchedule(store, asked, dayOf(started, zone), { mayEnd })
    const endings: Endings = { mayEnd, days: declaration => schedule.days(declaration) }
    const keys = await readKeys(store)
    const poolKey = readPoolKey(dataDirectory)
    // A copy made for another store, or for this one before `--fresh`, is not read.
    const owner = sha256(keys.waiting)
    const disposals = new Disposals(await readDisposals(db))
    const staff = await readStaff(db)
    const laws = { phone: rules.ways.phone.authority, counter: rules.ways.counter.authority }
    const settings = await readSettings(db, city.sites.sites, { practice, laws, today: () => dayOf(clock(), zone) })
    const wrongWay = practice ? null : refuseWays(settings)
    if (wrongWay) throw new Refused([wrongWay])
    const history = await readStaffHistory(db, disposals.through('staff-history', dayOf(started, zone)))
    await startRules(store, settings, history, rules.version, dayOf(started, zone))
    const periods = await readPeriods(db)
    const events = await readEvents(db, started, endings)
    const openPool = new OpenPool(memoryFolder, owner)
    const blanks = await readBlanks(db, openPool, started, practice, endings)
    const changes = new Changes(memoryFolder, owner)
    const rights = new Rights(memoryFolder, owner)
    const comebacks = new Comebacks({ city: root.city, waitingKey: keys.waiting, memoryFolder, owner })
    const every = practice ? 60 : 3600
    const listsPlan = { city: root.city, cancelKey: keys.cancel, listKey: keys.list, changes, every, endings }
    const cancelled = await readCancelled(db, listsPlan, periods.all(), started)

    const tallies = new Tallies(memoryFolder, owner)
    const sites = city.sites.sites.map(({ id }) => id)
    const counts = await readCounts(db, { hours: rules.plan, zone, sites, now: started }, tallies)

    const nonces = new Nonces()
    const ready = new Ready(memoryFolder, owner)
    const rooms = new Rooms(memoryFolder, owner)
    const onDuty = new OnDuty(options.quota)
    const isSite = (site: string) => city.sites.sites.some(({ id }) => id === site)
    const messages = new DeskMessages(isSite)
    const waiting = new Waiting({
      city: root.city,
      waitingKey: keys.waiting,
      secondsAVisit: rules.plan.secondsAVisit,
      missed: rules.plan.missed,
      cards: rules.plan.cards,
      step: options.callStep ?? (practice ? 1 : 10),
      memoryFolder,
      owner,
      day: dayOf(started, zone),
      unbounded: options.unboundedNumbers ?? false,
      waited: seconds => counts.waited(seconds),
    })
    const ways = new WaysNow({ settings, sites: city.sites.sites, plan: rules.plan, clock, zone })
    const { open, counter: counterOpen, hours } = ways
    const slots = await readSlots(db, city.slots, rules.plan, zone, endings)
    const seats = new Seats(memoryFolder, owner)
    const booking = new Booking({
      city: root.city,
      bookingKey: keys.booking,
      zone,
      slots,
      seats,
      clock,
      sites: city.sites.sites
        .filter(({ id }) => city.slots.rows.some(row => row.site === id))
        .map(({ id }) => ({ id, names: namesOf(city.texts, `site.${id}`) })),
      offered: (way, site, { at, day }) => {
        const found = settings.find(way, site ?? '')
        return found !== null && settings.willBeOpen(found, at, day)
      },
    })
    const release = async (now: number) => {
      await slots.release(store, now)
      booking.released()
    }
    // A closing passed while no server ran, or there was none yet.
    await release(started)
    if (counts.isDue(started)) await counts.close(store, started)
    let drill = options.drillReport?.() ?? null
    const facts = factsOf({
      city,
      practice,
      memoryFiles: memoryFolder !== null,
      release: options.release ?? null,
      drill: () => drill,
      stated: day => legal.stated(day),
    })
    const statements = await readStatements({ root, staff, nonces, clock, day: now => dayOf(now, zone), period: periodOf, facts }, store)
    // Midnight passed while no server ran.
    if (!waiting.goesOn) {
      ready.clear(() => false)
      rights.startDay()
      comebacks.startDay()
    }
    // Places at a counter are their desk's to ask for.
    const visiting = (hash: Uint8Array) => {
      const place = ready.find(hash)
      return place?.begun && !place.counter ? place : null
    }
    rooms.goOn(started, visiting, () => comebacks.give(waiting.day))
    const pages = readPages(options.pagesDirectory)
    const offered = options.languages?.offered ?? Object.keys(recordTexts)
    const reviewed = options.languages?.reviewed ?? []
    const today = () => dayOf(clock(), zone)
    const [cityTexts, siteTexts] = [city.texts, options.siteTexts ?? {}]
    const sitesPorts: SitesPorts = {
      file: city.sites,
      settings,
      ways,
      today,
      zone,
      practice,
      offered,
      reviewed,
      cityTexts,
      texts: siteTexts,
    }
    const recordPorts: RecordPorts = {
      ...emptyPorts(today),
      quarter: true,
      requests: () => legal.stated(today()),
      schedule: () => holdingsOf(root.city, practice, schedule).schedule,
      drill: () => drill,
      log: () => ({ entries: record.size }),
    }
    const frame = { offered, reviewed, practice, cityName: city.names.city, cityTexts }
    const quarterPages = new QuarterPages(() => counts.published(), frame)
    const recordPages = new RecordPages(() => ({
      offered,
      reviewed,
      cityName: city.names.city,
      cityTexts,
      siteTexts,
      practice,
      settings,
      history: history.ways,
      fingerprint: rootFingerprint(root),
      keys: { count: root.administrators.length, threshold: root.threshold },
      otherRecords: city.names.otherRecords,
      memoryFiles: memoryFolder !== null,
      versions: options.versions ?? [],
      today: today(),
      zone,
      ports: recordPorts,
    }))
    /** Counts and hours, nothing of anyone: what decides how many numbers are of today, and how long one takes. */
    const line = (now: number) => {
      const { closes, opens } = hours(now)
      return {
        now,
        desks: onDuty.count,
        ready: Math.max(0, ready.count - rooms.count),
        booked: booking.toCome(),
        closes,
        planCloses: closesAt(rules.plan, now, zone),
        opens,
        slow: onDuty.slow,
        // Whoever is in a visit has one of them.
        stock: onDuty.stock === null ? null : Math.max(0, onDuty.stock - rooms.count),
      }
    }
    const poolSize = practice ? poolSizes.practice : poolSizes.real

    const seals = new WarmSigners({
      clock,
      program: options.signer,
      rootText: city.rootText,
      cancelKey: keys.cancel,
      poolPrivate: poolKey.privateKey,
      period: () => periods.find(periodOf(clock())),
      draw: () => openPool.draw(),
      blanksLeft: () => openPool.period === periodOf(clock()) && openPool.left > 0,
      failed: () => events.add('signer_failed'),
      warm: options.warmSigners ?? 4,
    })

    const witnesses = new Witnesses(options.witnesses ?? city.witnesses)
    const pagesPublished = pagesFile(pages)
    // One function a kind.
    const sources: Sources = {
      keys: () => [
        keysFile({
          rootText: city.rootText,
          fingerprint: rootFingerprint(root),
          listKey: keys.list.publicKey,
          record: record.key,
          witnesses: witnesses.keys,
          periods,
          staff,
        }),
      ],
      rules: () => ruleFiles(city.rulesText, options.versions ?? []),
      ways: () => [waysFile(settings)],
      notices: () => [noticesFile(settings, city.texts)],
      cancelled: () =>
        cancelledFile(
          periods.all().map(({ certificate }) => certificate.period),
          period => cancelled.list(period),
        ),
      counts: () => [jsonFile('counts.json', counts.published())],
      requests: () => [jsonFile('requests.json', legal.stated(today()).requests)],
      statements: () => statements.files(),
      // The whole release by one hash; of what it serves as pages each file.
      manifest: () => [...pagesPublished, ...(options.release ? [jsonFile('manifest/release.json', options.release)] : [])],
    }
    const record = await readPublicRecord(db, { origin: recordName(root), keys: keys.record, every, sources })
    const publish = async (now: number) => {
      if (await record.tick(store, now)) void witnesses.ask(record)
    }

    let port = options.port
    const scheme = options.tls ? 'https' : 'http'
    const own = () => root.origins.map(origin => (origin === anyLocalPort ? `${anyLocalPort}:${port}` : origin))
    const ownOrigin = (origin: string) => own().includes(origin)
    const relay = new Relay({
      clock,
      ready,
      rooms,
      onDuty,
      messages,
      ways: () =>
        settings.all().map(way => ({
          way: way.way,
          site: way.site,
          open: way.open && settings.mayOpen(way),
          paused: settings.isPaused(way),
          standing: toText(standingOf(way)),
        })),
      pause: (clerk, certified) => acts.pause(clerk, certified),
      seals,
      certify: (clerk, desk) => staff.certify(root, clerk, desk, clock()),
      open,
      counter: counterOpen,
      isSite,
      rights,
      claimAtCounter: (number, placeHash) => {
        startDay(clock())
        waiting.claim(
          number,
          counterOpen(),
          () => false,
          () => holdPlace(placeHash),
          false,
        )
      },
      block: asked => booking.block(asked),
      comeBooked: (code, people, placeHash) => {
        startDay(clock())
        booking.arrive(
          code,
          'counter',
          people,
          counterOpen(),
          () => false,
          () => holdPlace(placeHash),
        )
      },
      holdPlace: placeHash => holdPlace(placeHash),
      comeback: () => comebacks.give(waiting.day),
      replace: code => cancelled.replace(code),
      cardInHand: async (clerk, certified) => {
        try {
          const said = await verifyCardInHand(root, parseClerk(parseCertified(clerk).body), certified, verify)
          const period = periods.find(said.period)
          if (!period) throw new Fault('not_certified')
          await verifyBlank(period.certificate, said.blank, verify)
          return cancelled.end(said.period, said.blank.index, clock())
        } catch (problem) {
          if (problem instanceof CertificateFault) throw new Fault(problem.code === 'malformed' ? 'malformed' : 'not_certified')
          throw problem
        }
      },
      waiting: () => waiting.waiting,
      visitBegan: (at, between) => waiting.pace.began(at, between ?? 0),
      visitOver: (beganAt, until, ended) => waiting.pace.over(beganAt, until, ended),
      sealed: () => counts.issued(),
      looksAgain: seconds => counts.secondLook(seconds),
      handIn: (handed, cards) => counts.handIn(handed, cards),
      ownOrigin,
    })

    const acts: Acts = new Acts({
      root,
      clock,
      day: () => dayOf(clock(), zone),
      store,
      nonces,
      staff,
      settings,
      periods,
      blanks,
      history,
      listKey: keys.list.publicKey,
      poolSize,
      notices: rules.notices.map(({ number }) => number),
      clerkChanged: (alias, certificate) => relay.desks.clerkChanged(alias, certificate),
      periodCertified: () => clockwork.tick(),
      wayChanged: () => relay.changed(),
    })

    const holdPlace = (placeHash: Uint8Array) => {
      if (ready.add(0, placeHash, true) === null) throw new Fault('too_fast')
    }
    // Also before each number and claim: in the second after midnight nobody gets a number of yesterday.
    const startDay = (now: number) => {
      const day = dayOf(now, zone)
      if (day === waiting.day) return
      waiting.startDay(day)
      relay.phones.dayEnds()
      ready.clear(place => rooms.byPlace(place) !== null)
      rights.startDay()
      comebacks.startDay()
      booking.startDay()
      onDuty.startDay()
      messages.startDay()
      relay.changed()
    }
    let givenTold = waiting.given
    const legalActs = new LegalActs({ root, clock, day: today, store, nonces, staff, legal, law: city.law })
    const clockwork: Clock = new Clock({
      now: clock,
      step: now => {
        startDay(now)
        relay.step(now)
        seals.step(now)
        nonces.forget(now)
        booking.told()
        // Who is called and not seen takes a new number; who is not called is first tomorrow.
        const calling = open() || counterOpen()
        const called = waiting.step({ ...line(now), idle: relay.desks.idle, calling, ready: relay.phones.line().length })
        if (called || waiting.given !== givenTold) relay.changed()
        givenTold = waiting.given
      },
      due: async now => {
        await acts.step(now)
        if (slots.isDue(now)) await release(now)
        if (counts.isDue(now)) await counts.close(store, now)
        // A tick that failed: the hour gets its entry late, not never.
        if (record.size > 0 && now % every >= 60 && record.isDue(now)) await publish(now)
      },
      tick: async now => {
        const period = periodOf(now)
        await schedule.settle(store, endings)
        await blanks.openAhead(store, period)
        await blanks.endPast(store, now, endings)
        dropMemoryFiles(memoryFolder, name => name.startsWith('pool-') && !name.startsWith(`pool-${period}-`))
        if (blanks.left(period) !== 'many') events.add('blanks_low')
        await cancelled.make(store, periods.all(), now)
        events.add('tick')
        await events.write(store, now)
        drill = options.drillReport?.() ?? null
        await statements.tick(now)
        await disposals.end(store, endings, dayOf(now, zone))
        seals.fill()
        // After the lists: the hour's entry is over what is served from now on.
        await publish(now)
      },
      nextTick: now => cancelled.nextAt(now),
      failed: () => events.add('fault'),
    })

    // A city that has periods has their lists: made now only if they are missing.
    events.add('start')
    await blanks.openAhead(store, periodOf(started))
    const isListed = (one: Period) => cancelled.list(one.certificate.period) !== null || cancelled.isOver(one, started)
    if (!periods.all().every(isListed)) await cancelled.make(store, periods.all(), started)
    // The first of the month passed while no server ran; without it this server runs as well, and the next hour tries again.
    await statements.tick(started).catch(() => events.add('fault'))
    await publish(started)
    seals.fill()

    /** What all who take a number in the same turn find. */
    const forNumbers = onceATurn(() => {
      const now = clock()
      startDay(now)
      return { line: line(now), open: { phone: open(), counter: counterOpen() } }
    })

    let seizure: Seizure = { state: 'idle', percent: 0, step: '', results: [] }
    const held = {
      staff,
      settings,
      blanks,
      history,
      cancelled,
      periods,
      events,
      waiting,
      ready,
      rooms,
      openPool,
      changes,
      rights,
      comebacks,
      onDuty,
      messages,
      nonces,
      seals,
      slots,
      booking,
      counts,
      tallies,
      statements,
      record,
      schedule,
      disposals,
      // What everyone may count: never more than what may be stated.
      legal: () => ({ requests: legal.stated(today()).requests.length, acts: legal.statedActs(today()) }),
    }
    const app = createEdge({ faulted: () => events.add('fault'), tls: options.tls })
    addRoutes(app, {
      practice,
      now: () => waiting.now(line(clock()), ways.now(), settings.shown(settings.phone).notice, hours(clock())),
      today: () => waiting.today(line(clock())),
      number: way => {
        const { line, open } = forNumbers()
        // Desks hear of it with the next second: a message to each for every number would cost more than the number, and tell the moment it was taken.
        return waiting.give(way, open[way], line)
      },
      // The order, and nothing else, crosses from the waiting to the line (PROTOCOL §2).
      claim: (number, placeHash) => {
        startDay(clock())
        const again = (order: number) => {
          const place = ready.find(placeHash)
          return place !== null && (place.order === order || place.order === 0)
        }
        const hold = (order: number) => {
          if (ready.add(order, placeHash) === null) throw new Fault('too_fast')
        }
        waiting.claim(number, open(), again, hold)
      },
      // Before everyone who was not called yet, after visits that had begun: as somebody who was away when called.
      comeBack: (comeback, placeHash) => {
        startDay(clock())
        const again = () => ready.find(placeHash) !== null
        const hold = () => {
          if (ready.add(beforeNumbers, placeHash) === null) throw new Fault('too_fast')
        }
        comebacks.use(comeback, waiting.day, open(), again, hold)
      },
      slots: () => booking.told(),
      book: asked => booking.book(asked),
      lookBooked: code => booking.look(code),
      cancelBooked: ({ code, moved }) => booking.cancel(code, moved),
      // Like somebody who comes back: before everyone who was not called yet, after visits that had begun.
      arriveBooked: ({ code, placeHash }) => {
        startDay(clock())
        const hash = toBytes(placeHash)
        const again = () => ready.find(hash) !== null
        const hold = () => {
          if (ready.add(beforeNumbers, hash) === null) throw new Fault('too_fast')
        }
        booking.arrive(code, 'phone', 1, open(), again, hold)
      },
      pressFace: face => counts.pressed(face, clock()),
      cancel: code => cancelled.cancel(code, clock()),
      list: period => cancelled.list(period),
      recordPaths,
      recordPage: path => recordPages.page(path),
      recordLook,
      letterPage: () =>
        renderLetter({
          offered,
          reviewed,
          cityName: city.names.city,
          cityTexts,
          practice,
          otherRecords: city.names.otherRecords,
          stated: (statements.newest()?.pdf ?? null) !== null,
          today: today(),
        }),
      quarterPage: asked => quarterPages.page(asked),
      quarterFile: asked => quarterPages.file(asked),
      quarterLook,
      letterLook,
      statement: () => statements.newest(),
      askStatement: certified => statements.ask(certified),
      record,
      sitesPage: () => renderSites(sitesPorts),
      operatorsPage: () => renderOperators(sitesPorts),
      siteList: () => siteList(sitesPorts),
      feed: (site, day) => renderFeed(sitesPorts, site, day),
      holdings: () => holdingsOf(root.city, practice, schedule),
      periods: () => ({ periods: periods.all().map(({ certified, x509 }) => ({ certified: toText(certified), x509: toText(x509) })) }),
      heldNow: () => heldNow(clock(), countThings(held)),
      seize: () => {
        if (seizure.state === 'running') return
        if (!options.askSeize?.()) throw new Fault('broken')
        seizure = { state: 'running', percent: 0, step: '', results: [] }
      },
      seizure: () => seizure,
      nonce: () => nonces.give(clock()),
      certifyClerk: certified => acts.clerk(certified),
      certifyPeriod: message => acts.period(message),
      setWay: certified => acts.way(certified),
      lookLegal: certified => legalActs.look(certified),
      actLegal: certified => legalActs.act(certified),
      state: () =>
        stateOf({
          root,
          poolKey: poolKey.publicKey,
          listKey: keys.list.publicKey,
          poolSize,
          staff,
          periods,
          blanks,
          settings,
        }),
      pages,
      ownOrigin,
      sockets: () => own().map(origin => origin.replace(/^http/, 'ws')),
    })
    app.server.on('upgrade', (request, socket, head) => relay.upgrade(request, socket, head))
    await app.listen({ port, host: options.host ?? 'localhost', backlog: mostKnocking })
    port = (app.server.address() as AddressInfo).port
    if (options.timer !== false) clockwork.start()

    return {
      port,
      address: `${scheme}://localhost:${port}`,
      step: () => clockwork.step(),
      tick: () => clockwork.tick(),
      queries: () => store.queries(),
      tellSeizure: told => {
        seizure = told
      },
      stop: async () => {
        await clockwork.stop()
        await witnesses.close()
        relay.close()
        seals.close()
        const closed = app.close()
        // Who asked and does not read the answer cannot hold the server.
        const patience = setTimeout(() => app.server.closeAllConnections(), 2000)
        await closed
        clearTimeout(patience)
        counts.stop()
        for (const held of [waiting, ready, rooms, openPool, changes, rights, comebacks, seats]) held.close()
        await store.close()
      },
    }
  }
}

/** The log's name: the city's own, as its certificates say it, behind the site that its passkeys are for. */
const recordName = ({ rpId, city }: Root): string => `${rpId}/${city.replace(/[^a-z0-9/-]/g, '-')}`
