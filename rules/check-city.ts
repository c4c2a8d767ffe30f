/** Everything that is asked of a city's files before pages are built with them: rules, texts and worked cases together. */
import { coverage, failedCases, parseCases } from './cases.ts'
import { RulesFault, type RulesFaultCode, rulesFaults } from './faults.ts'
import { parseRules, type Rules } from './rules.ts'

export interface Finding {
  code: RulesFaultCode
  place: string
  /** What is so, and what whoever wrote the file can do. */
  says: string
  mend: string
}

const finding = (code: RulesFaultCode, place: string): Finding => ({ code, place, ...rulesFaults[code] })

export interface CityFiles {
  /** rules.json, cases.json: as they lie there. */
  rules: unknown
  cases: unknown
  /** Language → key → sentence; nothing of a language into which nobody has put the city yet: it is not offered. */
  texts: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/**
 * @param textKeys every text that rules need (cities/city.ts)
 * @returns nothing found: the version may start
 */
export function checkCity(files: CityFiles, textKeys: (rules: Rules) => string[]): Finding[] {
  try {
    const rules = parseRules(files.rules)
    const begun = rules.languages.filter(language => language === 'en' || Object.keys(files.texts[language] ?? {}).length > 0)
    const texts = begun.flatMap(language =>
      textKeys(rules)
        // Only staff reads the short names of phrases, in English where their language has none.
        .filter(key => language === 'en' || !/^phrase\.\d+\.key$/.test(key))
        .filter(key => !files.texts[language]?.[key]?.trim())
        .map(key => finding('missing_text', `texts/${language}.json ${key}`)),
    )
    const cases = parseCases(rules, files.cases)
    const failed = failedCases(rules, cases).map(({ id, what, written, got }) =>
      finding('case_failed', `cases.json ${id}: ${what} is written as ${written} and comes out as ${got}`),
    )
    const open = coverage(rules, cases).filter(one => one.yes === 0 || one.no === 0)
    return [...texts, ...failed, ...open.map(one => finding('uncovered', `${one.place}: ${one.yes === 0 ? 'never true' : 'never false'}`))]
  } catch (fault) {
    if (fault instanceof RulesFault) return [finding(fault.code, fault.place)]
    throw fault
  }
}
