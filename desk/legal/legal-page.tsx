/** Counsel's desk, behind #legal: what has come, by when it is answered, and the acts on it, each signed by a touch. */
import './legal.css'
import { jurisdictionOf } from '@latchkey/law/jurisdictions.ts'
import { clock, verify } from '@latchkey/ui/platform.ts'
import type { LegalRequest } from '@latchkey/wire/legal.ts'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Fetch, Server } from '../ask-server.ts'
import { useCity } from '../city.ts'
import type { PasskeyProvider } from '../passkey-provider.ts'
import { statementServerOf } from '../statement/ask-statement.ts'
import { StatementScreen } from '../statement/statement-screen.tsx'
import { legalServerOf } from './ask-legal.ts'
import { EnterAct } from './enter-act.tsx'
import { Intake } from './intake.tsx'
import { OpenLegal } from './open-legal.tsx'
import { anyOf, type LegalPerson, legalPeople } from './people.ts'
import { Release } from './release.tsx'
import { RequestList } from './request-list.tsx'
import { type ActToEnter, RequestScreen } from './request-screen.tsx'
import { LookAgain } from './trouble.tsx'
import { useLegal } from './use-legal.ts'

export interface LegalPageProps {
  server: Server
  fetch: Fetch
  passkeys: PasskeyProvider
  dark: boolean
  onLeave(): void
}

type Step =
  | { at: 'list' }
  | { at: 'intake' }
  | { at: 'statement' }
  | { at: 'request'; number: number }
  | { at: 'act'; number: number; act: ActToEnter }

export function LegalPage({ server, fetch, passkeys, dark, onLeave }: LegalPageProps) {
  const { root } = useCity()
  const legal = useLegal(
    server,
    useMemo(() => legalServerOf(fetch), [fetch]),
  )
  const statements = useMemo(() => statementServerOf(fetch), [fetch])
  const [people, setPeople] = useState<LegalPerson[] | null>(null)
  const [unreachable, setUnreachable] = useState(false)
  const [me, setMe] = useState<LegalPerson | null>(null)
  const [step, setStep] = useState<Step>({ at: 'list' })
  const [turn, setTurn] = useState<LegalPerson | null>(null)

  async function look() {
    if (!root) return
    setUnreachable(false)
    try {
      const { clerks } = await server.state()
      setPeople(await legalPeople({ root, clerks, keys: passkeys, now: clock(), verify }))
    } catch {
      setUnreachable(true)
    }
  }
  useEffect(() => void look(), [])

  const go = (next: Step) => {
    legal.quiet()
    setStep(next)
  }
  const { desk, touching, trouble, told } = legal
  if (desk === null || me === null) {
    return (
      <OpenLegal
        people={people}
        unreachable={unreachable}
        touching={touching}
        trouble={trouble}
        dark={dark}
        onAgain={() => void look()}
        onTouch={async person => {
          if (await legal.say([person], { act: 'look' })) setMe(person)
        }}
        onLeave={onLeave}
      />
    )
  }
  const law = jurisdictionOf(desk.jurisdiction)
  /** Of two who saw the same the second looks at how it stands now: that takes their touch again. */
  const request = 'number' in step ? desk.requests.find(({ number }) => number === step.number) : undefined

  if (step.at === 'statement') {
    const counsel = { alias: me.alias, passkey: anyOf(me) }
    return <StatementScreen counsel={counsel} server={server} statements={statements} dark={dark} onBack={() => go({ at: 'list' })} />
  }
  if (step.at === 'intake') {
    return (
      <Intake
        law={law}
        today={desk.today}
        dark={dark}
        touching={touching}
        trouble={trouble}
        onTouch={async said => {
          if (await legal.say([me], said)) setStep({ at: 'list' })
        }}
        onLeave={() => go({ at: 'list' })}
      />
    )
  }
  if (step.at === 'act' && request) {
    const { number } = request
    if (trouble === 'legal_changed') {
      const again = async () => {
        if (await legal.say([me], { act: 'look' })) setStep({ at: 'request', number })
      }
      return <LookAgain dark={dark} touching={touching} onTouch={() => void again()} onBack={() => go({ at: 'list' })} />
    }
    const back = () => go({ at: 'request', number })
    const common = { request, desk, touching, trouble, dark, onBack: back }
    if (step.act === 'release') {
      const touch = async (two: LegalPerson[]) => {
        const inTurn = two.map(person => ({
          ...person,
          passkeys: person.passkeys.map(passkey => ({
            ...passkey,
            assert: (challenge: Uint8Array) => {
              setTurn(person)
              return passkey.assert(challenge)
            },
          })),
        }))
        if (await legal.say(inTurn, { act: 'release' }, request)) setStep({ at: 'request', number })
        setTurn(null)
      }
      return <Release {...common} me={me} people={people ?? []} turn={turn} onTouch={two => void touch(two)} />
    }
    return (
      <EnterAct
        {...common}
        act={step.act}
        law={law}
        onTouch={async said => {
          if (await legal.say([me], said, request as LegalRequest)) setStep({ at: 'request', number })
        }}
      />
    )
  }
  if (step.at === 'request' && request) {
    return (
      <RequestScreen
        request={request}
        desk={desk}
        law={law}
        told={told}
        trouble={trouble}
        dark={dark}
        onEnter={act => go({ at: 'act', number: request.number, act })}
        onBack={() => go({ at: 'list' })}
      />
    )
  }
  return (
    <RequestList
      desk={desk}
      law={law}
      person={me}
      told={told}
      trouble={trouble}
      dark={dark}
      onArrived={() => go({ at: 'intake' })}
      onStatement={() => go({ at: 'statement' })}
      onPick={({ number }) => go({ at: 'request', number })}
      onLeave={onLeave}
    />
  )
}
