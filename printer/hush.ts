/** Nothing of what was printed outlives this process through the platform: no crash report, no stack on the console, no debugger that a signal opens. */
export function hush(): void {
  const { report } = process
  if (report) {
    report.reportOnFatalError = false
    report.reportOnSignal = false
    report.reportOnUncaughtException = false
  }
  const end = () => {
    console.log('broken')
    process.exit(1)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
  // Node opens its debugger on this signal unless somebody listens.
  process.on('SIGUSR1', () => {})
}
