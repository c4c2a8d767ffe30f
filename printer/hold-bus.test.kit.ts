/** For `npm test`: dbus and avahi-daemon for as long as this runs, so that of two runs side by side neither ends what the other needs. Ends with its input. */
import { startBus } from './ippeveprinter.test.kit.ts'

const bus = await startBus()
console.log('ready')
process.stdin.resume()
process.stdin.on('end', () => void bus.stop().then(() => process.exit(0)))
