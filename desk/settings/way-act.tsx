/** Open or close phone visits: one administrator, one touch. The undo is the opposite act. */
import { type Authority, actTag, encodeAct } from '@latchkey/certificates/act.ts'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { cityText } from '@latchkey/cities/city.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { ChoiceField, DateField, dayOf, noDate, TextField } from '@latchkey/ui/field.tsx'
import { formatDay } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Panel } from '@latchkey/ui/panel.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useState } from 'preact/hooks'
import { AskFault, type AskFaultCode } from '../ask-server.ts'
import { useCity } from '../city.ts'
import { FaultPanel } from './fault-panel.tsx'
import type { ActProps } from './settings.tsx'
import { TouchRow, useTouches } from './use-touches.tsx'

export function WayAct({ server, passkeys, state, onDone, onBack }: ActProps) {
  const text = useText()
  const { code } = useLanguage()
  const { root, rules, texts } = useCity()
  const way = state.ways[0]
  const [notice, setNotice] = useState(String(rules.notices[0]?.number ?? 0))
  const [writing, setWriting] = useState(false)
  const [citation, setCitation] = useState('')
  const [says, setSays] = useState('')
  const [date, setDate] = useState(noDate)
  const [settledBy, setSettledBy] = useState('')
  const [fault, setFault] = useState<AskFaultCode | null>(null)
  const asking = useTouches(root, passkeys)
  if (!root || !way) return null

  const open = !way.open
  const recorded = way.authority ?? rules.ways.phone.authority
  const day = dayOf(date)
  const written: Authority | null =
    citation.trim() && says.trim() && day && settledBy.trim()
      ? { citation: citation.trim(), text: says.trim(), date: day, settledBy: settledBy.trim() }
      : null
  /** Opening outside practice needs the law that lets this way in keep nothing. */
  const needs = open && recorded === null && !state.practice
  const asksAuthority = open && (needs || writing)
  const ready = !asksAuthority || written !== null

  async function sign() {
    if (!root || !ready) return
    setFault(null)
    try {
      const body = encodeAct({
        act: 'way',
        city: root.city,
        nonce: await server.nonce(),
        way: 'phone',
        open,
        notice: open ? null : Number(notice),
        authority: asksAuthority ? written : null,
        at: null,
      })
      const certified = await certify(actTag, body, asking.ask(1))
      asking.end()
      await server.send('way', encodeCertified(certified))
      onDone(text(open ? 'settings.way.opened' : 'settings.way.closed'))
    } catch (error) {
      asking.end()
      if (error instanceof AskFault) setFault(error.code)
    }
  }

  return (
    <Screen
      at="act-way"
      title={text(open ? 'settings.way.open' : 'settings.way.close')}
      lead={text(open ? 'settings.way.open.lead' : 'settings.way.close.lead')}
      onBack={onBack}
    >
      {fault && <FaultPanel code={fault} />}
      {open && recorded && (
        <Panel title={text('settings.authority')} tone="soft">
          <p>
            <strong>{recorded.citation}</strong>
            <br />
            {recorded.text}
          </p>
          <p class="fine">{text('settings.authority.settled', { name: recorded.settledBy, day: formatDay(code, recorded.date) })}</p>
        </Panel>
      )}
      {open && recorded === null && (
        <Notice
          tone={needs ? 'warn' : 'info'}
          title={text(needs ? 'settings.authority.needed' : 'settings.authority.none')}
          id="authority-needed"
        >
          {needs ? rules.ways.phone.note : text('settings.authority.practice')}
        </Notice>
      )}
      {open && !needs && !writing && (
        <Button kind="link" id="write-authority" onPress={() => setWriting(true)}>
          {text('settings.authority.write')}
        </Button>
      )}
      {asksAuthority && (
        <form autocomplete="off" onSubmit={event => event.preventDefault()}>
          <TextField
            id="authority-citation"
            label={text('settings.authority.citation')}
            hint={text('settings.authority.citation.hint')}
            value={citation}
            onInput={setCitation}
            maxLength={200}
          />
          <TextField
            id="authority-text"
            label={text('settings.authority.text')}
            hint={text('settings.authority.text.hint')}
            value={says}
            onInput={setSays}
            maxLength={500}
            rows={3}
          />
          <DateField id="authority-date" label={text('settings.authority.date')} value={date} onInput={setDate} />
          <TextField
            id="authority-settled"
            label={text('settings.authority.settledBy')}
            hint={text('settings.authority.settledBy.hint')}
            value={settledBy}
            onInput={setSettledBy}
            maxLength={120}
          />
        </form>
      )}
      {!open && (
        <ChoiceField
          name="notice"
          label={text('settings.way.notice')}
          hint={text('settings.way.notice.hint')}
          choices={rules.notices.map(one => ({ value: String(one.number), label: cityText(texts, code, `notice.${one.number}`) }))}
          value={notice}
          onInput={setNotice}
        />
      )}
      {asking.touches ? (
        <TouchRow root={root} touches={asking.touches} threshold={1} onCancel={() => asking.touches?.cancel()} />
      ) : (
        <div class="buttons">
          <Button kind={open ? 'main' : 'danger'} id="sign" disabled={!ready} onPress={() => void sign()}>
            {text(open ? 'settings.way.open.sign' : 'settings.way.close.sign')}
          </Button>
        </div>
      )}
      <p class="desk-quiet">{text(open ? 'settings.way.undo.open' : 'settings.way.undo.close')}</p>
    </Screen>
  )
}
