import { periodOf } from '@latchkey/certificates/period.ts'
import { makeStock, type Stock } from '@latchkey/certificates/x509/stock.ts'
import { parse, toBytes, toText } from '@latchkey/wire/edge.ts'
import { done, type Period } from '@latchkey/wire/settings.ts'
import { practiceAdministrators, practiceAliases, practiceClerk } from './practice-people.ts'
import { askPracticeState, askSettings, type PracticeServer, setPracticeWay } from './practice-way.ts'

export interface PracticeOpening extends PracticeServer {
  /** Seconds since 1970; the platform's clock when left out. */
  now?: number
}

/**
 * What the administrators of a real city do on their page, done by the practice ones through the very same routes: certify the clerks, open
 * phone visits, certify the current quarter with one pool of blanks. It finds out first what is already so, so it may be called after every start;
 * phone visits are opened on a fresh store only: what somebody closed stays closed. The period's key is random and lives only inside the call.
 * @throws Error `not_practice` when the server is no practice server, `practice_refused` when it refuses an act
 */
export async function openPractice({ now = Math.floor(Date.now() / 1000), ...server }: PracticeOpening): Promise<void> {
  const settings = await askPracticeState(server)
  const { city } = settings

  const certified = new Set(settings.clerks.filter(one => one.from <= now && now + 86_400 <= one.to).map(one => one.alias))
  for (const alias of practiceAliases.filter(one => !certified.has(one))) {
    parse(done, await askSettings(server, 'clerk', { certified: toText(await practiceClerk(city, alias, now)) }))
  }

  if (settings.periods.length === 0) await setPracticeWay(server, true, null)

  const period = periodOf(now)
  if (settings.periods.some(one => one.period === period)) return
  const stock = await makeStock({
    city,
    period,
    listAddress: `${server.address}/cancelled/list/${period}`,
    listKey: toBytes(settings.listKey),
    poolKey: toBytes(settings.poolKey),
    count: settings.poolSize,
    passkeys: practiceAdministrators(),
    random: length => crypto.getRandomValues(new Uint8Array(length)),
  })
  parse(done, await askSettings(server, 'period', periodMessage(stock)))
}

/** A stock as the settings conversation carries it. */
function periodMessage({ certified, x509, blanks }: Stock): Period {
  return {
    certified: toText(certified),
    x509: toText(x509),
    blanks: blanks.map(({ index, certificate, signature, key, closed }) => ({
      index,
      certificate: toText(certificate),
      signature: toText(signature),
      key: toText(key),
      closed: toText(closed),
    })),
  }
}
