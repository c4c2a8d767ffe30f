/** The desk of the practice city: the real desk with a key that is no secret. `#robot`: the practice clerk sits there. `#supervisor`: the key of a supervisor. A place behind it or alone, `#supervisor,main_office`: where it stands. Counsel’s key lies beside either. */
import { names, root, rules, texts } from 'virtual:city'
import { earlier } from 'virtual:city/earlier'
import { parseRoot } from '@latchkey/certificates/root.ts'
import type { CityNames, CityTexts } from '@latchkey/cities/city.ts'
import { mountDesk } from '@latchkey/desk/app.tsx'
import { standsAt } from '@latchkey/desk/stands-at.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { practiceKeys } from './practice-keys.ts'
import { runClerk } from './robots/clerk.ts'
import { until } from './robots/pace.ts'
import { pace, tellTour } from './tour/frames.ts'

const robot = location.hash === '#robot'
const city = parseRules(rules)
let working = false

mountDesk(document.getElementById('app')!, {
  passkey: practiceKeys(/^#supervisor\b/.test(location.hash) ? '2' : '7', '9'),
  supervisorKeys: practiceKeys('2'),
  root: parseRoot(root),
  rules: city,
  earlier: earlier.map(parseRules),
  texts: texts as CityTexts,
  names: names as CityNames,
  site: standsAt(location.hash, (texts as CityTexts).en ?? {}),
  onLine(line) {
    line.subscribe(state => tellTour({ from: 'desk', at: state.at }))
    if (!robot || working) return
    working = true
    void runClerk(line, city, pace)
  },
})

if (robot) {
  // The practice clerk touches the key, as the screen asks.
  void until(() => document.querySelector<HTMLButtonElement>('#touch:not([disabled])')).then(async button => {
    await pace.take(1)
    button.click()
  })
}
