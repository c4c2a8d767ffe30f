/**
 * D9 The board: a supervisor sees who waits and who is on, moves desks, tells clerks where they are needed, and closes a way in for today. Every act names what
 * was seen, so that of two supervisors the second is told and nothing is done twice.
 */
import './board.css'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { encodePause, pauseTag } from '@latchkey/certificates/pause.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { waitOf } from '@latchkey/ui/wait.ts'
import { type Board, deskLines, type FromBoard } from '@latchkey/wire/board.ts'
import { toBytes } from '@latchkey/wire/edge.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Server } from '../ask-server.ts'
import { useCity } from '../city.ts'
import type { DeskLine } from '../waiting/desk-line.ts'
import { BoardScreen, type WaitNow } from './board-screen.tsx'
import { type BoardTrouble, troubleOf } from './faults.ts'
import { PauseWay } from './pause-way.tsx'
import { Pick } from './pick.tsx'
import { Planner } from './planner.tsx'
import { Stock } from './stock.tsx'
import { type BoardWay, deskName, wayName, wayStands } from './words.ts'
import { WritePhrase } from './write-phrase.tsx'

export type BoardStep =
  | { at: 'board' }
  | { at: 'plan' }
  | { at: 'write' }
  | { at: 'stock' }
  | { at: 'move' }
  /** As it was seen: what another supervisor does meanwhile must not change what a key does here. */
  | { at: 'move_to'; desk: Board['desks'][number] }
  | { at: 'pause' }
  | { at: 'pause_way'; way: BoardWay }

export interface BoardTaskProps {
  line: DeskLine
  alias: string
  passkey: Passkey
  server: Server
  lost: boolean
  dark: boolean
  /** Back to the line. */
  onDone(): void
  /** Where it begins; only the pages of examples begin elsewhere. */
  first?: BoardStep
}

export function BoardTask({ line, alias, passkey, server, lost, dark, onDone, first = { at: 'board' } }: BoardTaskProps) {
  const text = useText()
  const { code } = useLanguage()
  const { root, texts } = useCity()
  const words = { text, texts, code }
  const [step, setStep] = useState(first)
  const [said, setSaid] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<BoardTrouble | null>(null)
  const [touching, setTouching] = useState(false)
  const busy = useRef(false)
  const wait = useWait(server)
  useEffect(() => {
    line.watch(true)
    return () => line.watch(false)
  }, [line])
  const { board } = line
  const home = () => {
    setTrouble(null)
    setStep({ at: 'board' })
  }
  const begin = (next: BoardStep) => {
    setSaid(null)
    setTrouble(null)
    setStep(next)
  }
  async function run(act: () => Promise<void>, done: string) {
    if (busy.current) return
    busy.current = true
    setSaid(null)
    setTrouble(null)
    try {
      await act()
      setSaid(done)
    } catch (fault) {
      setTrouble(troubleOf(fault))
    } finally {
      busy.current = false
      setStep({ at: 'board' })
    }
  }
  const act = (what: FromBoard, done: string) => void run(() => line.act(what), done)

  async function pause(way: BoardWay, notice: number | null) {
    if (!root || busy.current) return
    busy.current = true
    setTouching(true)
    setTrouble(null)
    try {
      const { standing, site } = way
      const body = encodePause({
        city: root.city,
        nonce: await server.nonce(),
        way: way.way,
        site,
        standing: toBytes(standing),
        on: notice !== null,
        notice,
      })
      const certified = await certify(pauseTag, body, [passkey]).catch(() => null)
      if (!certified) return setTrouble('not_touched')
      await line.pause(encodeCertified(certified))
      setSaid(text(notice === null ? 'board.done.resumed' : 'board.done.paused', { way: wayName(words, way) }))
      setStep({ at: 'board' })
    } catch (fault) {
      setTrouble(troubleOf(fault))
      setStep({ at: 'board' })
    } finally {
      busy.current = false
      setTouching(false)
    }
  }

  if (step.at === 'plan') return <Planner dark={dark} onBack={home} />
  if (board && step.at === 'stock') {
    const count = (cards: number | null) =>
      act({ say: 'stock', cards }, cards === null ? text('board.done.uncounted') : text('board.done.counted', { count: cards }))
    return <Stock stock={board.stock} dark={dark} onCount={count} onBack={home} />
  }
  if (board && step.at === 'write') {
    const send = (message: Parameters<Parameters<typeof WritePhrase>[0]['onSend']>[0]) =>
      act({ say: 'send', message }, text('board.done.sent'))
    return <WritePhrase board={board} alias={alias} dark={dark} onSend={send} onBack={home} />
  }
  if (board && step.at === 'move') {
    const answers = board.desks.map(desk => ({
      id: desk.alias,
      label: deskName(text, desk),
      hint: text(`board.line.${desk.line}`),
      onPick: () => begin({ at: 'move_to', desk }),
    }))
    return (
      <Pick at="board-move" title={text('board.move.title')} lead={text('board.move.lead')} answers={answers} dark={dark} onBack={home} />
    )
  }
  if (step.at === 'move_to') {
    const { desk } = step
    const name = deskName(text, desk)
    const answers = deskLines.map(to => ({
      id: to,
      label: text(`board.line.${to}`),
      hint: to === desk.line ? text('board.move.now') : undefined,
      disabled: to === desk.line,
      onPick: () =>
        act(
          { say: 'move', alias: desk.alias, from: desk.line, to },
          text('board.done.moved', { desk: name, line: text(`board.line.${to}`) }),
        ),
    }))
    const back = () => begin({ at: 'move' })
    const lead = text('board.move.line.lead')
    return <Pick at="board-line" title={text('board.move.line', { desk: name })} lead={lead} answers={answers} dark={dark} onBack={back} />
  }
  if (board && step.at === 'pause') {
    const answers = board.ways.map(way => ({
      id: way.site || 'phone',
      label: wayName(words, way),
      hint: `${wayStands(text, way)}: ${text(!way.open ? 'board.pause.not_ours' : way.paused ? 'board.pause.resume' : 'board.pause.hint')}`,
      disabled: !way.open,
      onPick: () => begin({ at: 'pause_way', way }),
    }))
    return (
      <Pick
        at="board-pause"
        title={text('board.pause.title')}
        lead={text('board.pause.lead')}
        answers={answers}
        dark={dark}
        onBack={home}
      />
    )
  }
  if (step.at === 'pause_way') {
    const { way } = step
    const again = () => begin({ at: 'pause' })
    const touch = (notice: number | null) => void pause(way, notice)
    return <PauseWay way={way} touching={touching} trouble={trouble} dark={dark} onTouch={touch} onBack={again} />
  }
  return (
    <BoardScreen
      board={board}
      wait={wait}
      lost={lost}
      dark={dark}
      said={said}
      trouble={trouble}
      onPause={() => begin({ at: 'pause' })}
      onMove={() => begin({ at: 'move' })}
      onWrite={() => begin({ at: 'write' })}
      onStock={() => begin({ at: 'stock' })}
      onPlan={() => begin({ at: 'plan' })}
      onSlow={() => board && act({ say: 'slow', on: !board.slow }, text(board.slow ? 'board.done.fast' : 'board.done.slow'))}
      onTakeBack={id => act({ say: 'take_back', id }, text('board.done.taken_back'))}
      onDone={onDone}
    />
  )
}

/** Seconds between two looks at what residents read of the wait. */
const lookEvery = 10

/** The wait as residents read it: of the same public answer, so that a supervisor promises nothing else than the page does. */
function useWait(server: Server): WaitNow | null | undefined {
  const [wait, setWait] = useState<WaitNow | null | undefined>(undefined)
  useEffect(() => {
    let on = true
    const look = async () => {
      try {
        const now = await server.now()
        const { low, high } = waitOf(now, now.given + 1)
        if (on) setWait(now.desks && (now.open || now.counter) && now.gives === 'today' ? { low, high, planned: now.planned } : null)
      } catch {
        if (on) setWait(undefined)
      }
    }
    void look()
    const timer = setInterval(() => void look(), lookEvery * 1000)
    return () => {
      on = false
      clearInterval(timer)
    }
  }, [server])
  return wait
}
