/** A job that was lost sight of must not come out when nobody waits for it: it is cancelled, and where nobody can know, the desk is told just that. */
import { type Answer, type Attributes, constantTitle, succeeded } from './ask.ts'
import type { HelperFault, HelperFaultCode } from './job.ts'

export interface LostJobPorts {
  ask(operation: string, attributes?: Attributes): Promise<Answer>
  /** @throws HelperFault printer_absent, printer_other */
  look(): Promise<unknown>
  pause(): Promise<void>
  /** What the printer says that it can do. */
  operations: readonly string[]
}

/** How often a silent printer is asked. */
const mostTries = 3

/** (Helper) Cancels one job. @returns `code` when the printer agreed, may_come_out when it did not or does not answer */
export async function cancelJob(ports: LostJobPorts, id: number, code: HelperFaultCode): Promise<HelperFaultCode> {
  const cancelled = await persist(ports, async () => {
    if (succeeded(await ports.ask('Cancel-Job', { 'job-id': id }))) return true
    // What is over cannot be cancelled; how it ended, its state says.
    const { jobs } = await ports.ask('Get-Job-Attributes', { 'job-id': id, 'requested-attributes': ['job-state'] })
    return ['canceled', 'aborted'].includes(String(jobs[0]?.['job-state']))
  })
  return cancelled ? code : 'may_come_out'
}

/**
 * (Helper) No answer came to a job that was sent: whatever the printer took of this user is cancelled. Another desk at the same printer may lose a job by
 * it, and is told so by its own helper.
 * @returns printer_absent when the job was there and is cancelled, may_come_out otherwise: a job that is not listed may never have arrived, or be printed
 */
export async function cancelUnanswered(ports: LostJobPorts): Promise<HelperFaultCode> {
  const found = await persist(ports, async () => {
    const answer = await ports.ask('Get-Jobs', {
      'which-jobs': 'not-completed',
      'my-jobs': true,
      'requested-attributes': ['job-id', 'job-name'],
    })
    if (succeeded(answer)) return answer.jobs.filter(job => (job['job-name'] ?? constantTitle) === constantTitle)
    if (ports.operations.includes('Cancel-My-Jobs')) await ports.ask('Cancel-My-Jobs')
    return []
  })
  const ids = (found ?? []).map(job => job['job-id']).filter((id): id is number => typeof id === 'number')
  let code: HelperFaultCode = ids.length > 0 ? 'printer_absent' : 'may_come_out'
  for (const id of ids) if ((await cancelJob(ports, id, code)) === 'may_come_out') code = 'may_come_out'
  return code
}

/** Asks until there is an answer. Never at another printer: its jobs have the same numbers. @returns null when none came */
async function persist<T>({ look, pause }: LostJobPorts, question: () => Promise<T>): Promise<T | null> {
  for (let at = 0; at < mostTries; at++) {
    if (at > 0) await pause()
    try {
      await look()
      return await question()
    } catch (error) {
      if ((error as HelperFault).code === 'printer_other') return null
    }
  }
  return null
}
