import { names, root, rules, texts } from 'virtual:city'
import { earlier } from 'virtual:city/earlier'
import { parseRoot } from '@latchkey/certificates/root.ts'
import type { CityNames, CityTexts } from '@latchkey/cities/city.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { mountDesk } from './app.tsx'
import { standsAt } from './stands-at.ts'

mountDesk(document.getElementById('app')!, {
  passkey: 'browser',
  root: root === null ? null : parseRoot(root),
  rules: parseRules(rules),
  earlier: earlier.map(parseRules),
  texts: texts as CityTexts,
  names: names as CityNames,
  site: standsAt(location.hash, (texts as CityTexts).en ?? {}),
})
