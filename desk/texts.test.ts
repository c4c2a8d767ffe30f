/** Texts whose id is put together at run time: the guard in tools/ sees only ids that stand in the code as they are. */
import { readFileSync } from 'node:fs'
import { lineNames } from '@latchkey/card/facts.ts'
import { roles } from '@latchkey/certificates/clerk.ts'
import { courtActs, decisions, grounds, instruments, issuers, outcomes, served, steps } from '@latchkey/law/lists.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { passkeyFaults } from '@latchkey/ui/passkey.ts'
import { deskLines, deskPhrases } from '@latchkey/wire/board.ts'
import { Fault, type FaultCode, faults } from '@latchkey/wire/faults.ts'
import { expect, test } from 'vitest'
import { AskFault } from './ask-server.ts'
import { troubleOf as boardTroubleOf } from './board/faults.ts'
import { startTroubleText, troubleOf } from './counter/start-trouble.ts'
import { openingTicks } from './day/opening.ts'
import { legalTroubles } from './legal/use-legal.ts'
import { statementTroubles } from './statement/statement-screen.tsx'
import { looks } from './visit/checks.ts'
import { troubleText } from './visit/trouble-text.ts'

const texts = Object.assign(
  {},
  ...['desk', 'settings', 'shell', 'visit', 'counter', 'day', 'slip', 'board', 'legal', 'statement'].map(name =>
    JSON.parse(readFileSync(new URL(`../ui/languages/en/${name}.json`, import.meta.url), 'utf8')),
  ),
)
const rules = parseRules(JSON.parse(readFileSync(new URL('../cities/chicago/rules.json', import.meta.url), 'utf8')))

const ids = [
  ...statementTroubles.flatMap(trouble => [`statement.fault.${trouble}`, `statement.fault.${trouble}.next`]),
  ...looks.map(look => `desk.look.${look}`),
  ...['zoom', 'turn', 'compare', 'next_picture'].map(tool => `desk.tool.${tool}`),
  ...rules.needs.flatMap(({ id }) => [`desk.need.${id}`, `shell.tick.${id}`]),
  ...[...rules.languages, 'other'].flatMap(code => [`desk.reads.${code}`, `desk.language.${code}`]),
  ...['name', 'nameLatin', 'birthDate', 'address', 'gender', 'emergencyContact', ...lineNames, 'none', 'short'].map(
    field => `desk.fact.${field}`,
  ),
  ...['other', 'not_ours'].map(no => `slip.no.${no}`),
  ...['portrait', 'same_person', 'pictures', 'portrait.unusable', 'fee'].map(one => `desk.waits.${one}`),
  ...['joining', 'called'].flatMap(at => [`desk.${at}.title`, `desk.${at}.lead`]),
  ...['checking', 'fixed', 'touch', 'sealing', 'handing', 'handed'].flatMap(at => [`desk.card.${at}.title`, `desk.card.${at}.text`]),
  ...['goodbye.card', 'goodbye.refused', 'goodbye.none', 'ended', 'handed_over', 'resident_stopped', 'unknown_kind'].map(
    why => `desk.closed.${why}`,
  ),
  ...['quota', 'elsewhere', 'broken'].flatMap(fault => [`desk.barred.${fault}`, `desk.barred.${fault}.next`]),
  ...roles.flatMap(role => [`settings.role.${role}`, `settings.role.${role}.hint`]),
  ...Object.keys(passkeyFaults).map(code => `settings.passkey.${code}`),
  ...['none', 'few', 'many'].map(left => `settings.blanks.${left}`),
  ...['clerk', 'period', 'root', 'sites'].flatMap(act => [`settings.${act}`, `settings.${act}.hint`]),
  ...['unreachable', 'stale', 'not_certified', 'not_allowed', 'needs_authority', 'way_changed', 'malformed', 'broken'].flatMap(code => [
    `settings.fault.${code}`,
    `settings.fault.${code}.next`,
  ]),
  'settings.way.hint',
  ...openingTicks.flatMap(tick => [`day.open.${tick}`, `day.open.${tick}.short`]),
  ...['now', 'out', 'failed'].map(testing => `day.open.test.${testing}`),
  ...['unpaired', 'mistyped', 'paired', 'failed'].map(pairing => `day.open.helper.${pairing}`),
  ...['made', 'not_made', 'make_again'].map(made => `counter.made.${made}`),
  ...['sealed', 'open'].map(left => `counter.left.${left}`),
  ...['paper', 'asking', 'card', 'done'].map(step => `counter.after.${step}`),
  ...deskLines.map(line => `board.line.${line}`),
  ...deskLines.filter(line => line !== 'all').map(line => `board.told.${line}`),
  ...deskPhrases.map(({ id }) => `board.phrase.${id}`),
  ...['people', 'minutes', 'differs', 'missed', 'clerks'].map(field => `board.plan.${field}`),
  ...['even', 'steady', 'missed', 'one', 'formula'].map(one => `board.plan.assumes.${one}`),
  ...['card', 'refused', 'again', 'none'].map(outcome => `counter.closed.${outcome}`),
  ...instruments.map(one => `legal.instrument.${one}`),
  ...issuers.map(one => `legal.issuer.${one}`),
  ...served.map(one => `legal.served.${one}`),
  ...decisions.map(one => `legal.decision.${one}`),
  ...outcomes.map(one => `legal.outcome.${one}`),
  ...courtActs.map(one => `legal.court.${one}`),
  ...grounds.map(one => `legal.ground.${one}`),
  ...steps.map(one => `legal.step.${one}`),
  ...['instrument', 'issuer', 'received', 'served', 'seal'].flatMap(one => [`legal.ask.${one}`, `legal.ask.${one}.lead`]),
  ...['none', 'day', 'open'].flatMap(one => [`legal.seal.${one}`, `legal.seal.${one}.hint`]),
  ...['at_once', 'when_court_acts', 'never', 'by_court', 'lifted'].map(one => `legal.binds.${one}`),
  ...['rule', 'paper', 'extended', 'given'].map(one => `legal.answer.${one}`),
  ...['open', 'closed', 'released'].map(one => `legal.state.${one}`),
  ...['counsel', 'administrator'].map(one => `legal.${one}`),
  ...['due', 'extend', 'decide', 'court', 'close', 'reseal', 'state', 'name', 'release'].flatMap(one => [
    `legal.act.${one}`,
    `legal.act.${one}.hint`,
  ]),
  ...legalTroubles.flatMap(one => [`legal.fault.${one}`, `legal.fault.${one}.next`]),
]

test('every text that a screen puts together exists', () => {
  expect(ids.filter(id => !texts[id])).toEqual([])
})

test('whatever keeps a room at the counter shut, the clerk reads a sentence and what to do next', () => {
  const met = [...(Object.keys(faults) as FaultCode[]).map(code => new Fault(code)), new Error('no line')]
  const ids = met.map(fault => startTroubleText(troubleOf(fault)))
  expect(ids.flatMap(id => [id, `${id}.next`]).filter(id => !texts[id])).toEqual([])
})

test('whatever an act on the board meets, the supervisor reads a sentence and what to do next', () => {
  const met = [...(Object.keys(faults) as FaultCode[]).map(code => new Fault(code)), new Error('no line'), new AskFault('unreachable')]
  const ids = [...met.map(fault => `board.fault.${boardTroubleOf(fault)}`), 'board.fault.not_touched']
  expect(ids.flatMap(id => [id, `${id}.next`]).filter(id => !texts[id])).toEqual([])
})

test('whatever the seal meets, the clerk reads a sentence and what to do next', () => {
  for (const code of ['touch_refused', ...Object.keys(faults)]) {
    const id = troubleText(code as never)
    expect(texts[id], code).toBeTruthy()
    expect(texts[`${id}.next`], code).toBeTruthy()
  }
})
