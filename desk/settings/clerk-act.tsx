/** Certify a clerk: their passkey is made on this page, administrators say whose it is and for how long. */
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { clerkTag, encodeClerk, type Role, roles } from '@latchkey/certificates/clerk.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { addYears } from '@latchkey/rules/ends.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { ChoiceField, DateField, dayOf, partsOf, TextField } from '@latchkey/ui/field.tsx'
import { formatDay } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { PasskeyFault } from '@latchkey/ui/passkey.ts'
import { clock } from '@latchkey/ui/platform.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useState } from 'preact/hooks'
import { AskFault, type AskFaultCode } from '../ask-server.ts'
import { dayIn, useCity } from '../city.ts'
import { FaultPanel } from './fault-panel.tsx'
import type { ActProps } from './settings.tsx'
import { TouchRow, useTouches } from './use-touches.tsx'

/** certificates/ takes the same and no more: an alias never is a name of a person. */
const aliasPattern = /^[A-Za-z0-9](?:[A-Za-z0-9 .-]{0,22}[A-Za-z0-9])?$/

export function ClerkAct({ server, passkeys, state, onDone, onBack }: ActProps) {
  const text = useText()
  const { code } = useLanguage()
  const { root, names } = useCity()
  const today = dayIn(names.timeZone, clock())
  const [alias, setAlias] = useState('')
  const [role, setRole] = useState<Role>('clerk')
  const [from, setFrom] = useState(partsOf(today))
  const [to, setTo] = useState(partsOf(addYears(today, 1)))
  const [passkey, setPasskey] = useState<Passkey | null>(null)
  const [making, setMaking] = useState(false)
  const [missed, setMissed] = useState<string | null>(null)
  const [fault, setFault] = useState<AskFaultCode | null>(null)
  const asking = useTouches(root, passkeys)
  if (!root) return null

  const first = dayOf(from)
  const last = dayOf(to)
  const aliasFine = aliasPattern.test(alias)
  const datesFine = first !== null && last !== null && first <= last
  const known = state.clerks.find(one => one.alias === alias)

  async function make() {
    if (!root || making) return
    setMaking(true)
    setMissed(null)
    try {
      setPasskey(await passkeys.create({ rpId: root.rpId, rpName: names.card, name: alias, refuseBackup: !root.practice }))
    } catch (error) {
      setMissed(error instanceof PasskeyFault ? error.code : 'not_touched')
    } finally {
      setMaking(false)
    }
  }

  async function sign() {
    if (!root || !passkey || first === null || last === null) return
    setFault(null)
    try {
      const body = encodeClerk({
        city: root.city,
        alias,
        role,
        credentialId: passkey.credentialId,
        publicKey: passkey.publicKey,
        // The server takes the one of two certificates of an alias that begins later, to the second.
        from: Math.max(first === today ? clock() - 300 : secondOf(first, false), (known?.from ?? 0) + 1),
        to: secondOf(last, true),
      })
      const certified = await certify(clerkTag, body, asking.ask(root.threshold))
      asking.end()
      await server.send('clerk', encodeCertified(certified))
      onDone(text('settings.clerk.done', { alias, day: formatDay(code, last) }))
    } catch (error) {
      asking.end()
      if (error instanceof AskFault) setFault(error.code)
    }
  }

  return (
    <Screen at="act-clerk" title={text('settings.clerk')} lead={text('settings.clerk.lead')} onBack={onBack}>
      {fault && <FaultPanel code={fault} />}
      <form autocomplete="off" onSubmit={event => event.preventDefault()}>
        <TextField
          id="clerk-alias"
          label={text('settings.clerk.alias')}
          hint={text('settings.clerk.alias.hint')}
          value={alias}
          onInput={setAlias}
          maxLength={24}
          dir="ltr"
          disabled={passkey !== null}
          error={alias !== '' && !aliasFine ? text('settings.clerk.alias.wrong') : undefined}
        />
        {known && <Notice tone="info">{text('settings.clerk.known')}</Notice>}
        <ChoiceField
          name="clerk-role"
          label={text('settings.clerk.role')}
          choices={roles.map(value => ({ value, label: text(`settings.role.${value}`), hint: text(`settings.role.${value}.hint`) }))}
          value={role}
          onInput={setRole}
        />
        <div class="two-fields">
          <DateField id="clerk-from" label={text('settings.clerk.first')} value={from} onInput={setFrom} />
          <DateField
            id="clerk-to"
            label={text('settings.clerk.last')}
            value={to}
            onInput={setTo}
            error={datesFine ? undefined : text('settings.clerk.dates.wrong')}
          />
        </div>
      </form>
      {missed && <ErrorPanel what={text(`settings.passkey.${missed}`)} next={text('settings.passkey.next')} />}
      {passkey === null ? (
        <div class="buttons">
          <Button kind="main" id="make-passkey" busy={making} disabled={!aliasFine || !datesFine} onPress={() => void make()}>
            {text('settings.clerk.make')}
          </Button>
        </div>
      ) : (
        <Notice tone="good" role="status" id="passkey-made" title={text('settings.clerk.made', { alias })} />
      )}
      {passkey !== null && asking.touches === null && (
        <div class="buttons">
          <Button kind="main" id="sign" disabled={!datesFine} onPress={() => void sign()}>
            {text('settings.sign', { count: root.threshold })}
          </Button>
        </div>
      )}
      {asking.touches && (
        <TouchRow root={root} touches={asking.touches} threshold={root.threshold} onCancel={() => asking.touches?.cancel()} />
      )}
    </Screen>
  )
}

/** First or last second of a day, in UTC; an office hour more or less does not matter for a year's certificate. */
const secondOf = (day: string, end: boolean): number => Date.parse(`${day}T${end ? '23:59:59' : '00:00:00'}Z`) / 1000
