/** The jurisdictions there are, by the name in a city's law.json. A city without that file has what federal law says, and no date of its own. */
import { type Jurisdiction, parseJurisdiction } from './jurisdiction.ts'
import elsewhere from './jurisdictions/elsewhere.json' with { type: 'json' }
import illinois from './jurisdictions/illinois.json' with { type: 'json' }
import newYork from './jurisdictions/new-york.json' with { type: 'json' }

export const jurisdictions: readonly Jurisdiction[] = [illinois, newYork, elsewhere].map(parseJurisdiction)

/** @param id of a city's law.json; left out: `elsewhere` */
export const jurisdictionOf = (id = 'elsewhere'): Jurisdiction =>
  jurisdictions.find(one => one.id === id) ?? (jurisdictions.find(one => one.id === 'elsewhere') as Jurisdiction)
