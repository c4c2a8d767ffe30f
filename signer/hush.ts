/**
 * Nothing of what a signer saw outlives it through the platform: no crash report, no stack on stderr, no debugger that a signal opens.
 * Core files and swap are the machine's: `npm run serve` refuses one that would keep memory.
 */
export function hush(): void {
  process.stderr.write = () => true
  const { report } = process
  if (report) {
    report.reportOnFatalError = false
    report.reportOnSignal = false
    report.reportOnUncaughtException = false
  }
  process.on('uncaughtException', () => process.exit(0))
  process.on('unhandledRejection', () => process.exit(0))
  // Node opens its debugger on this signal unless somebody listens.
  process.on('SIGUSR1', () => {})
}
