/** Examples: a supervisor's board and its screens. */
import type { Examples } from '@latchkey/ui/example-pages.tsx'
import { type Board, deskPhrases } from '@latchkey/wire/board.ts'
import type { Server } from './ask-server.ts'
import { BoardScreen } from './board/board-screen.tsx'
import { type BoardStep, BoardTask } from './board/board-task.tsx'
import { PauseWay } from './board/pause-way.tsx'
import { firstPlan, Planner } from './board/planner.tsx'
import { Stock } from './board/stock.tsx'
import { WritePhrase } from './board/write-phrase.tsx'
import type { DeskLine } from './waiting/desk-line.ts'

const nowhere = () => {}
const desk = (alias: string, change: Partial<Board['desks'][number]> = {}) => ({
  alias,
  supervisor: false,
  site: null,
  line: 'all' as const,
  cards: 12,
  quotaLeft: 108,
  busy: true,
  ...change,
})
const way = (way: 'phone' | 'counter' | 'event', site: string, change: Partial<Board['ways'][number]> = {}) => ({
  way,
  site,
  open: true,
  paused: false,
  standing: 'AAAAAAAAAAA',
  ...change,
})
const board: Board = {
  say: 'board',
  waiting: 24,
  ready: 3,
  second: [10, 0],
  slow: false,
  stock: 213,
  desks: [
    desk('2', { supervisor: true, cards: 3, busy: false }),
    desk('7', { site: 'main_office' }),
    desk('14', { line: 'counter' }),
    desk('21', { line: 'print', busy: false }),
  ],
  messages: [
    { id: 2, phrase: 3, site: null, station: 4, to: null },
    { id: 1, phrase: 7, site: null, station: null, to: '14' },
  ],
  ways: [
    way('phone', ''),
    way('counter', 'main_office'),
    way('counter', 'north_office', { paused: true }),
    way('event', 'library_day', { open: false }),
  ],
}
const quiet: Board = { ...board, waiting: 0, ready: 0, second: [], stock: null, messages: [], ways: board.ways.slice(0, 2) }
const screen = {
  board,
  wait: { low: 20, high: 30, planned: false },
  lost: false,
  dark: false,
  said: null,
  trouble: null,
  onPause: nowhere,
  onMove: nowhere,
  onWrite: nowhere,
  onSlow: nowhere,
  onStock: nowhere,
  onPlan: nowhere,
  onTakeBack: nowhere,
  onDone: nowhere,
}
const line = { board, watch: nowhere } as unknown as DeskLine
const server = {
  now: async () => {
    throw new Error('not here')
  },
} as unknown as Server
const passkey = { credentialId: new Uint8Array(1), publicKey: new Uint8Array(65), assert: async () => Promise.reject(new Error()) }
const Task = ({ first }: { first: BoardStep }) => (
  <BoardTask line={line} alias="2" passkey={passkey} server={server} lost={false} dark={false} onDone={nowhere} first={first} />
)
const touch = { touching: false, trouble: null, dark: false, onTouch: nowhere, onBack: nowhere }
const write = { board, alias: '2', dark: false, onSend: nowhere, onBack: nowhere }

export const boardPages: Examples = {
  board: () => <BoardScreen {...screen} />,
  board_none: () => <BoardScreen {...screen} board={null} wait={undefined} lost />,
  board_quiet: () => <BoardScreen {...screen} board={quiet} wait={{ low: 0, high: 0, planned: true }} />,
  board_no_phone: () => (
    <BoardScreen {...screen} board={{ ...board, slow: true, desks: board.desks.slice(2) }} wait={null} trouble="way_changed" />
  ),
  board_move: () => <Task first={{ at: 'move' }} />,
  board_move_to: () => <Task first={{ at: 'move_to', desk: board.desks[2]! }} />,
  board_pause: () => <Task first={{ at: 'pause' }} />,
  board_pause_phone: () => <PauseWay {...touch} way={board.ways[0]!} />,
  board_pause_place: () => <PauseWay {...touch} way={board.ways[1]!} trouble="not_touched" />,
  board_resume: () => <PauseWay {...touch} way={board.ways[2]!} touching />,
  board_stock: () => <Stock stock={213} dark={false} onCount={nowhere} onBack={nowhere} />,
  board_write: () => <WritePhrase {...write} />,
  board_write_where: () => <WritePhrase {...write} first={{ phrase: deskPhrases[0] }} />,
  board_write_who: () => <WritePhrase {...write} first={{ phrase: deskPhrases[1], station: 4 }} />,
  board_plan: () => <Planner dark={false} onBack={nowhere} />,
  board_plan_grows: () => <Planner dark={false} onBack={nowhere} first={{ ...firstPlan, clerks: '3' }} />,
  board_plan_wrong: () => <Planner dark={false} onBack={nowhere} first={{ ...firstPlan, people: '9999' }} />,
}
