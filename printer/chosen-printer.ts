/**
 * The printer that was chosen at the start, and no other: what it can do is asked once, who it is before every job. A job is followed to its end; one
 * that stops or is lost sight of is cancelled, and what the printer did not call completed was not printed.
 */
import { type Answer, type Attributes, ask, constantTitle, strings, succeeded } from './ask.ts'
import { type Abilities, document, readAbilities } from './document.ts'
import { HelperFault, type HelperFaultCode, type PageJob, type PrinterStatus } from './job.ts'
import { cancelJob, cancelUnanswered, type LostJobPorts } from './lost-job.ts'
import { faultOf } from './reasons.ts'

export interface ChosenPrinterPorts {
  uri: string
  /** Plastic must be ID-1; paper and labels take what the printer has. */
  kind: 'card' | 'paper' | 'labels'
  /** Between two looks at a job. */
  pause(): Promise<void>
  /** After so many looks a job is given up and cancelled. */
  looks: number
}

const described = [
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'printer-uuid',
  'printer-name',
  'printer-make-and-model',
]

/** Looks in a row that may bring no answer before a job is given up: a cable is pulled and put back, a printer is busy. */
const mostMissed = 3

/** Who a printer is: its UUID where it has one. */
const identity = (printer: Attributes, certificate: string): string =>
  JSON.stringify([printer['printer-uuid'] ?? [printer['printer-name'], printer['printer-make-and-model']], certificate])

export class ChosenPrinter {
  readonly #ports: ChosenPrinterPorts
  readonly #identity: string
  readonly #certificate: string
  readonly abilities: Abilities

  private constructor(ports: ChosenPrinterPorts, answer: Answer) {
    this.#ports = ports
    this.#identity = identity(answer.printer, answer.certificate)
    this.#certificate = answer.certificate
    this.abilities = readAbilities(answer.printer, ports.kind)
  }

  /** @throws HelperFault printer_absent; printer_other when it is not a printer for this kind of page */
  static async choose(ports: ChosenPrinterPorts): Promise<ChosenPrinter> {
    const answer = await ask(ports.uri, { operation: 'Get-Printer-Attributes', attributes: { 'requested-attributes': ['all'] } })
    if (!succeeded(answer)) throw new HelperFault('printer_absent')
    return new ChosenPrinter(ports, answer)
  }

  async status(): Promise<PrinterStatus> {
    const { media, twoSided, purges } = this.abilities
    const fault = await this.#look().then(printer => keptBy(printer), codeOf)
    return { fault, media, twoSided, purges }
  }

  /** Resolves when the printer says that the job is completed. @throws HelperFault */
  async print(job: PageJob): Promise<void> {
    const kept = keptBy(await this.#look())
    if (kept) throw new HelperFault(kept)
    const { format, pieces, attributes } = document(job, this.abilities)
    const sent = await this.#ask(
      'Print-Job',
      { 'job-name': constantTitle, 'document-format': format },
      { job: attributes, pages: pieces },
    ).catch((error: unknown) => {
      // Another certificate: nothing was sent. Anything else: the printer may have the job all the same.
      if (codeOf(error) === 'printer_other') throw error
      return null
    })
    if (sent && !succeeded(sent)) throw new HelperFault(faultOfRefusal(sent.status))
    const id = sent?.jobs[0]?.['job-id']
    if (typeof id !== 'number') throw new HelperFault(await cancelUnanswered(this.#lost))
    await this.#follow(id)
  }

  async #follow(id: number): Promise<void> {
    let missed = 0
    let reasons: string[] = []
    for (let look = 0; look < this.#ports.looks; look++) {
      const seen = await this.#see(id).catch(codeOf)
      if (typeof seen === 'string') {
        missed++
        if (seen !== 'printer_absent' || missed > mostMissed) throw await this.#cancelled(id, seen)
        await this.#ports.pause()
        continue
      }
      missed = 0
      const { answer, printer } = seen
      reasons = strings(printer['printer-state-reasons'])
      // A queue without history forgets a job as soon as it is over; then only the printer can say whether something went wrong.
      if (answer.status === 'client-error-not-found') {
        const fault = keptBy(printer) ?? faultOf(reasons, 'warning')
        if (fault) throw new HelperFault(fault)
        return
      }
      const job = answer.jobs[0]
      if (!succeeded(answer) || !job) throw await this.#cancelled(id, 'stopped')
      const state = job['job-state']
      if (state === 'completed' && !strings(job['job-state-reasons']).includes('job-completed-with-errors')) return
      if (state === 'completed' || state === 'aborted' || state === 'canceled')
        throw new HelperFault(faultOf(reasons, 'report') ?? 'stopped')
      // It waits for somebody to load it, however mildly it says so; ippeveprinter and some others do not call that stopped.
      const waits = reasons.some(reason => /^media-needed(-warning)?$/.test(reason)) ? 'cards_out' : null
      const kept = keptBy(printer) ?? waits ?? (state === 'processing-stopped' ? (faultOf(reasons, 'report') ?? 'stopped') : null)
      if (kept) throw await this.#cancelled(id, kept)
      await this.#ports.pause()
    }
    throw await this.#cancelled(id, faultOf(reasons, 'report') ?? 'stopped')
  }

  /** One look at a job and at the printer it is in. */
  async #see(id: number): Promise<{ answer: Answer; printer: Attributes }> {
    const answer = await this.#ask('Get-Job-Attributes', { 'job-id': id, 'requested-attributes': ['job-state', 'job-state-reasons'] })
    return { answer, printer: await this.#look() }
  }

  /** What stopped must not come out of the printer when somebody opens it an hour later. */
  async #cancelled(id: number, code: HelperFaultCode): Promise<HelperFault> {
    return new HelperFault(await cancelJob(this.#lost, id, code))
  }

  get #lost(): LostJobPorts {
    return {
      ask: (operation, attributes) => this.#ask(operation, attributes),
      look: () => this.#look(),
      pause: () => this.#ports.pause(),
      operations: this.abilities.operations,
    }
  }

  /** Asks the printer to forget its jobs and looks whether it lists any. @throws HelperFault printer_absent, printer_other */
  async purge(): Promise<'purged' | 'cannot'> {
    await this.#look()
    const { operations } = this.abilities
    if (operations.includes('Purge-Jobs')) await this.#ask('Purge-Jobs')
    else if (operations.includes('Cancel-My-Jobs')) await this.#ask('Cancel-My-Jobs')
    for (const which of ['not-completed', 'completed']) {
      const answer = await this.#ask('Get-Jobs', { 'which-jobs': which, 'my-jobs': false, 'requested-attributes': ['job-id'] })
      if (!succeeded(answer) || answer.jobs.length > 0) return 'cannot'
    }
    return 'purged'
  }

  /** What the printer says of itself now, and that it is the one that was chosen. */
  async #look(): Promise<Attributes> {
    const answer = await this.#ask('Get-Printer-Attributes', { 'requested-attributes': described })
    if (!succeeded(answer)) throw new HelperFault('printer_absent')
    if (identity(answer.printer, answer.certificate) !== this.#identity) throw new HelperFault('printer_other')
    return answer.printer
  }

  #ask(operation: string, attributes: Attributes = {}, more: { job?: Attributes; pages?: Uint8Array[] } = {}): Promise<Answer> {
    return ask(this.#ports.uri, { operation, attributes, certificate: this.#certificate, ...more })
  }
}

/** Why a printer would not print now, or null. */
function keptBy(printer: Attributes): HelperFaultCode | null {
  const reasons = strings(printer['printer-state-reasons'])
  const fault = faultOf(reasons, 'error')
  if (fault) return fault
  if (printer['printer-state'] === 'stopped') return faultOf(reasons, 'report') ?? 'stopped'
  return printer['printer-is-accepting-jobs'] === false ? 'stopped' : null
}

const faultOfRefusal = (status: string): HelperFaultCode =>
  /document-format|attributes-or-values/.test(status) ? 'printer_other' : 'stopped'

const codeOf = (error: unknown): HelperFaultCode => (error instanceof HelperFault ? error.code : 'stopped')
