/** The screens of a counter visit in their states, for examples.tsx: the door, thirteen papers on the table, the face, what is printed. */

import { exampleSaid, nothingShown } from './examples-case.ts'
import { drawnPicture } from './examples-drawn.ts'
import { answers, type Build, Card, Case } from './examples-visit.tsx'
import type { CounterRoom } from './visit/case.ts'

const room: CounterRoom = { place: new Uint8Array(32).fill(7), shared: [] }
const long = {
  ...answers,
  language: 'ar',
  name: 'أمل عبد الرحمن الخطيب',
  nameLatin: 'Amal Abdulrahman Al-Khatib',
  gender: 'F' as const,
  emergencyContact: 'Samir 312 555 0143',
  veteran: false,
  lines: { library: '2 1182 0451 9934', transit: null, pharmacy: 'Rx 4417-2290' },
}
const table = { at: 'papers' as const, again: false, ...nothingShown(answers) }

const laid: Build = (open, sitting) => {
  open.put({ where: 'typed' })
  for (const paper of ['passport', 'lease']) {
    sitting.lay(paper)
    for (const look of ['real', 'same_name', 'in_date'] as const) sitting.do(look)
  }
}
const photographed: Build = (open, sitting) => {
  laid(open, sitting)
  open.photo(drawnPicture('face'))
}

const typing: Build = (open, sitting) => {
  open.put({ phone: { here: false, since: 0 } })
  sitting.do('answers')
}

export const counterPages = {
  counter_door: () => <Case at={{ at: 'joining' }} room={room} build={open => open.put({ phone: { here: false, since: 0 } })} />,
  counter_door_phone: () => <Case at={{ at: 'called' }} room={room} />,
  counter_empty: () => <Case at={table} room={room} build={open => open.put({ where: 'typed' })} />,
  counter_laid: () => <Case at={table} room={room} build={laid} />,
  counter_table: () => <Case at={table} room={room} build={photographed} />,
  counter_phone: () => <Case at={table} room={room} />,
  counter_long: () => <Case at={{ ...table, answers: long }} room={room} build={photographed} />,
  counter_face: () => (
    <Case
      at={table}
      room={room}
      build={(open, sitting) => {
        photographed(open, sitting)
        sitting.do('face')
      }}
    />
  ),
  counter_type: () => <Case at={{ at: 'joining' }} room={room} build={typing} />,
  counter_refused: () => (
    <Case
      at={{ at: 'refused', unmet: ['lives_here'], mends: [['lease'], ['bank_statement']], slip: null, second: 'none', said: exampleSaid }}
      room={room}
      build={open => open.put({ where: 'typed' })}
    />
  ),
  counter_made: () => <Card key="counter_made" at="handed" room={room} />,
  counter_turned: () => <Card key="counter_turned" at="checking" room={room} />,
  counter_again: () => <Case at={{ at: 'closed', why: 'room_lost', outcome: 'again' }} room={room} />,
}
