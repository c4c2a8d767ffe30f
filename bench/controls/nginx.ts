/** The control of *now serving*: one process of nginx that gives out the same bytes with the same headers, from a file it keeps open. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { freePort } from '@latchkey/drill/world/free-port.ts'
import type { BenchRun } from '../bench-run.ts'
import { headersToSend } from '../http-load.ts'
import { cores, stayOn } from '../process.ts'

/** @param answer what the real server answered: its body and its headers, as `fetch` has them */
export async function startNginx(
  run: BenchRun,
  path: string,
  answer: { body: string; headers: Headers },
): Promise<{ pid: number; port: number }> {
  const folder = join(run.home, 'nginx')
  const port = await freePort()
  mkdirSync(join(folder, 'pages'), { recursive: true })
  writeFileSync(join(folder, 'pages', path), answer.body)
  const headers = headersToSend(answer.headers)
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${folder}/${name};`)
  const text = `
    daemon off;
    master_process off;
    pid ${folder}/pid;
    error_log stderr crit;
    events { worker_connections 512; }
    http {
      access_log off;
      default_type '${answer.headers.get('content-type')}';
      sendfile on;
      keepalive_requests 100000000;
      open_file_cache max=10 inactive=1h;
      open_file_cache_valid 1h;
      ${places.join(' ')}
      server {
        listen 127.0.0.1:${port};
        root ${folder}/pages;
        ${headers.map(([name, value]) => `add_header ${name} '${value}';`).join('\n        ')}
      }
    }`
  writeFileSync(join(folder, 'nginx.conf'), text)
  const search = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`
  const child = spawn('nginx', ['-p', folder, '-c', 'nginx.conf'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PATH: search },
  })
  run.later(() => child.kill('SIGKILL'))
  const pid = child.pid ?? 0
  await listens(port)
  stayOn(cores.measured, pid)
  return { pid, port }
}

/** Resolves when somebody takes connections there. @throws Error when nobody does for ten seconds */
async function listens(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const socket = connect(port, '127.0.0.1')
    const taken = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(() => false)
    socket.destroy()
    if (taken) return
    await new Promise(done => setTimeout(done, 50))
  }
  throw new Error('nginx does not listen')
}
