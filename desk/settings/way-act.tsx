/**
 * Open or close a way in: phone visits, one site or every counter; now or at a time. One administrator, one touch. The undo is the opposite act. What is
 * signed names what this page saw: if somebody else was quicker, the server says so and nothing is done.
 */
import { actTag, encodeAct } from '@latchkey/certificates/act.ts'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { cityText } from '@latchkey/cities/city.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { ChoiceField, DateField, dayOf, noDate, TextField } from '@latchkey/ui/field.tsx'
import { formatDay, formatTime } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Panel } from '@latchkey/ui/panel.tsx'
import { clock } from '@latchkey/ui/platform.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { toBytes } from '@latchkey/wire/edge.ts'
import type { WayState } from '@latchkey/wire/settings.ts'
import { siteNotice, siteNotices } from '@latchkey/wire/waiting.ts'
import { useState } from 'preact/hooks'
import { AskFault, type AskFaultCode } from '../ask-server.ts'
import { dayIn, useCity } from '../city.ts'
import { AuthorityFields, useWrittenAuthority } from './authority-fields.tsx'
import { FaultPanel } from './fault-panel.tsx'
import { momentOf, timeOf } from './moment.ts'
import type { ActProps } from './settings.tsx'
import { TouchRow, useTouches } from './use-touches.tsx'
import { noticeWords, siteName } from './way-name.ts'

export interface WayActProps extends ActProps {
  /** Sites of one way in that stand alike: all open, or all closed. */
  ways: WayState[]
}

export function WayAct({ server, passkeys, state, ways, onDone, onBack }: WayActProps) {
  const text = useText()
  const { code } = useLanguage()
  const { root, rules, names, texts } = useCity()
  const [first] = ways
  const words = { text, texts, code }
  const phone = first?.way === 'phone'
  const phrases = siteNotices.filter(({ ways }) => ways.some(one => one === first?.way))
  const [notice, setNotice] = useState(String(phone ? (rules.notices[0]?.number ?? 0) : (phrases[0]?.number ?? 0)))
  const others = state.ways.filter(({ way, site }) => way !== 'phone' && ways.every(one => one.site !== site))
  const [to, setTo] = useState(others[0]?.site ?? '')
  const [later, setLater] = useState(false)
  const [day, setDay] = useState(noDate)
  const [time, setTime] = useState('')
  const [writing, setWriting] = useState(false)
  const law = useWrittenAuthority()
  const [fault, setFault] = useState<AskFaultCode | null>(null)
  const asking = useTouches(root, passkeys)
  if (!root || !first) return null

  // What a supervisor has closed for today an administrator opens again as any other.
  const open = !first.open || first.paused
  const where = phone ? text('settings.standing.way') : ways.length > 1 ? text('settings.sites.every') : siteName(words, first.site)
  const recorded = first.authority ?? rules.ways[phone ? 'phone' : 'counter'].authority
  /** Opening outside practice needs the law that lets this way in keep nothing. */
  const needs = open && recorded === null && !state.practice
  const asksAuthority = open && (needs || writing)
  const moves = !open && siteNotice(Number(notice))?.to === true
  const [onDay, atTime] = [dayOf(day), timeOf(time)]
  const at = later && onDay && atTime ? momentOf(onDay, atTime, names.timeZone) : null
  const timely = !later || (at !== null && at > clock())
  const ready = (!asksAuthority || law.written !== null) && timely && (!moves || to !== '')
  const when = (seconds: number) => `${formatDay(code, dayIn(names.timeZone, seconds))}, ${formatTime(code, seconds, names.timeZone)}`
  const ordered = ways.find(({ next }) => next !== null)?.next ?? null

  async function sign(change: Pick<WayState, 'open' | 'notice' | 'to'>, at: number | null, said: string) {
    if (!root || !first) return
    setFault(null)
    try {
      const body = encodeAct({
        act: 'way',
        city: root.city,
        nonce: await server.nonce(),
        way: first.way,
        sites: ways.map(({ site, standing }) => ({ site, standing: toBytes(standing) })).sort((a, b) => (a.site < b.site ? -1 : 1)),
        ...change,
        authority: change.open && asksAuthority ? law.written : null,
        at,
      })
      const certified = await certify(actTag, body, asking.ask(1))
      asking.end()
      await server.send('way', encodeCertified(certified))
      onDone(said)
    } catch (error) {
      asking.end()
      if (error instanceof AskFault) setFault(error.code)
    }
  }
  function signThis() {
    const change = { open, notice: open ? null : Number(notice), to: moves ? to : null }
    if (at !== null) void sign(change, at, text('settings.site.ordered', { site: where, when: when(at) }))
    else if (phone) void sign(change, null, text(open ? 'settings.way.opened' : 'settings.way.closed'))
    else void sign(change, null, text(open ? 'settings.site.opened' : 'settings.site.closed', { site: where }))
  }
  const title = phone
    ? text(open ? 'settings.way.open' : 'settings.way.close')
    : text(open ? 'settings.site.open' : 'settings.site.close', { site: where })
  const lead = phone
    ? text(open ? 'settings.way.open.lead' : 'settings.way.close.lead')
    : text(open ? 'settings.site.open.lead' : 'settings.site.close.lead')

  return (
    <Screen at="act-way" title={title} lead={lead} onBack={onBack}>
      {fault && <FaultPanel code={fault} />}
      {ordered && (
        <Notice
          tone="info"
          id="ordered"
          title={text('settings.way.ordered', { when: when(ordered.at) })}
          actions={
            <Button
              kind="link"
              id="drop-order"
              onPress={() => void sign({ open: first.open, notice: first.notice, to: first.to }, null, text('settings.way.dropped'))}
            >
              {text('settings.way.drop')}
            </Button>
          }
        />
      )}
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
          {needs ? rules.ways[phone ? 'phone' : 'counter'].note : text('settings.authority.practice')}
        </Notice>
      )}
      {open && !needs && !writing && (
        <Button kind="link" id="write-authority" onPress={() => setWriting(true)}>
          {text('settings.authority.write')}
        </Button>
      )}
      {asksAuthority && <AuthorityFields typed={law.typed} type={law.type} />}
      {!open && (
        <ChoiceField
          name="notice"
          label={text('settings.way.notice')}
          hint={text('settings.way.notice.hint')}
          choices={
            phone
              ? rules.notices.map(one => ({ value: String(one.number), label: cityText(texts, code, `notice.${one.number}`) }))
              : phrases.map(one => ({ value: String(one.number), label: noticeWords(words, one.number, one.to ? to || null : null) }))
          }
          value={notice}
          onInput={setNotice}
        />
      )}
      {moves && (
        <ChoiceField
          name="to"
          label={text('settings.site.to')}
          hint={text('settings.site.to.hint')}
          choices={others.map(({ site }) => ({ value: site, label: siteName(words, site) }))}
          value={to}
          onInput={setTo}
        />
      )}
      <ChoiceField
        name="when"
        label={text('settings.way.when')}
        choices={[
          { value: 'now', label: text('settings.way.now') },
          { value: 'later', label: text('settings.way.later') },
        ]}
        value={later ? 'later' : 'now'}
        onInput={one => setLater(one === 'later')}
      />
      {later && (
        <form autocomplete="off" onSubmit={event => event.preventDefault()}>
          <DateField id="later-day" label={text('settings.way.later.day')} value={day} onInput={setDay} />
          <TextField
            id="later-time"
            label={text('settings.way.later.time')}
            hint={text('settings.way.later.time.hint')}
            error={onDay !== null && time.length > 3 && !timely ? text('settings.way.later.wrong') : undefined}
            value={time}
            onInput={setTime}
            maxLength={5}
          />
        </form>
      )}
      {asking.touches ? (
        <TouchRow root={root} touches={asking.touches} threshold={1} onCancel={() => asking.touches?.cancel()} />
      ) : (
        <div class="buttons">
          <Button kind={open ? 'main' : 'danger'} id="sign" disabled={!ready} onPress={signThis}>
            {text(later ? 'settings.way.later.sign' : open ? 'settings.way.open.sign' : 'settings.way.close.sign')}
          </Button>
        </div>
      )}
      <p class="desk-quiet">{text(open ? 'settings.way.undo.open' : 'settings.way.undo.close')}</p>
    </Screen>
  )
}
