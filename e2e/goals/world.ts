/** The practice city with one real server that can be killed, and the old phone's line to it. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import { openPractice } from '@latchkey/try/practice-root/open-practice.ts'
import { buildCity, top } from '../../tools/build.mjs'
import { openPerson, phoneSize } from '../browser.ts'
import type { Journey } from '../journey.ts'
import { type RunningServer, startServer } from '../server.ts'
import { tell } from './goal.ts'
import { makeOld, oldPhone } from './old-phone.ts'
import { openSlowLine, type SlowLine } from './slow-line.ts'

export interface GoalWorld {
  directory: string
  /** Where desks are: in an office, on a good line. */
  office: string
  /** Where the old phone is. */
  line: SlowLine
  server(): RunningServer
  /** kill -9. @returns starts it again; that resolves with the moment at which it answers, milliseconds since 1970 */
  kill(): Promise<() => Promise<number>>
}

export async function openWorld(run: Journey): Promise<GoalWorld> {
  const directory = join(top, 'cities/chicago')
  const out = join(top, 'dist/goals')
  tell('building the practice city')
  await buildCity({ city: directory, outDirectory: out, say: () => {} })
  const data = join(run.folder, 'data')
  mkdirSync(data)
  const options = { out, directory, data, port: await freePort(), practice: true }
  let server = await startServer(options)
  run.later(() => server.stop())
  tell('the practice administrators open it')
  await openPractice({ address: server.address, fetch })
  await server.tick()
  const line = await openSlowLine(server.port)
  run.later(() => line.close())
  line.limitsSockets = !(await browserSlowsSockets(run, line.address))
  tell(`sockets are slowed by ${line.limitsSockets ? 'the harness' : 'the browser'}`)
  return {
    directory,
    office: server.address,
    line,
    server: () => server,
    async kill() {
      await server.kill()
      return async () => {
        server = await startServer(options)
        return Date.now()
      }
    },
  }
}

/** Chromium before its version 99 leaves WebSockets at full speed. */
async function browserSlowsSockets(run: Journey, address: string): Promise<boolean> {
  const phone = await openPerson({ phone: true, size: phoneSize })
  run.later(() => phone.close())
  await makeOld(phone.cdp)
  await phone.page.goto(address)
  const took = await phone.page.evaluate(
    address =>
      new Promise<number>((done, failed) => {
        const began = performance.now()
        const socket = new WebSocket(address)
        socket.onopen = () => {
          done(performance.now() - began)
          socket.close()
        }
        socket.onerror = () => failed(new Error('no socket'))
      }),
    `${address.replace('http', 'ws')}/relay/phone`,
  )
  await phone.close()
  return took >= oldPhone.roundTrip * 0.9
}
