/**
 * Certify a period and its blanks. The key of the quarter is made in this page's memory, cannot be exported, signs the blanks and is gone:
 * nobody can make another blank of that quarter afterwards, so the order is the stock of the whole quarter.
 */
import { periodLast, periodOf } from '@latchkey/certificates/period.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { ChoiceField } from '@latchkey/ui/field.tsx'
import { formatDay, formatNumber } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { clock } from '@latchkey/ui/platform.ts'
import { Progress } from '@latchkey/ui/progress.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import { useState } from 'preact/hooks'
import { AskFault, type AskFaultCode } from '../ask-server.ts'
import { useCity } from '../city.ts'
import { FaultPanel } from './fault-panel.tsx'
import { makeStockApart } from './make-stock.ts'
import { listAddressOf, quarterName } from './quarter.ts'
import type { ActProps } from './settings.tsx'
import { TouchRow, useTouches } from './use-touches.tsx'

export function PeriodAct({ server, passkeys, state, onDone, onBack }: ActProps) {
  const text = useText()
  const { code } = useLanguage()
  const { root } = useCity()
  const now = periodOf(clock())
  const free = [now, now + 1, now + 2].filter(period => !state.periods.some(one => one.period === period))
  const [period, setPeriod] = useState(String(free[0] ?? now))
  const [pools, setPools] = useState('1')
  const [step, setStep] = useState<'choose' | 'sign' | 'make' | 'send'>('choose')
  const [made, setMade] = useState(0)
  const [fault, setFault] = useState<AskFaultCode | null>(null)
  const asking = useTouches(root, passkeys)
  if (!root) return null
  const count = Number(pools) * state.poolSize

  async function make() {
    if (!root) return
    setFault(null)
    setMade(0)
    try {
      setStep('sign')
      const number = Number(period)
      const order = {
        city: root.city,
        period: number,
        listAddress: listAddressOf(location.origin, number),
        listKey: toBytes(state.listKey),
        poolKey: toBytes(state.poolKey),
        count,
      }
      const stock = await makeStockApart(order, asking.ask(root.threshold), done => {
        setStep('make')
        setMade(done)
      })
      asking.end()
      setStep('send')
      for (let pool = 0; pool < count; pool += state.poolSize) {
        await server.sendPeriod({
          certified: toText(stock.certified),
          x509: toText(stock.x509),
          blanks: stock.blanks.slice(pool, pool + state.poolSize).map(blank => ({
            index: blank.index,
            certificate: toText(blank.certificate),
            signature: toText(blank.signature),
            key: toText(blank.key),
            closed: toText(blank.closed),
          })),
        })
      }
      onDone(text('settings.period.done', { quarter: quarterName(number), count: formatNumber(code, count) }))
    } catch (error) {
      asking.end()
      setStep('choose')
      if (error instanceof AskFault) setFault(error.code)
    }
  }

  return (
    <Screen
      at="act-period"
      title={text('settings.period')}
      lead={text('settings.period.lead')}
      onBack={step === 'choose' ? onBack : undefined}
    >
      {fault && <FaultPanel code={fault} />}
      {free.length === 0 && <Notice tone="info" title={text('settings.period.none')} />}
      {step === 'choose' && free.length > 0 && (
        <>
          <div class="two-fields">
            <ChoiceField
              name="period"
              label={text('settings.period.quarter')}
              choices={free.map(one => ({
                value: String(one),
                label: quarterName(one),
                hint: text(one === now ? 'settings.period.now' : 'settings.period.later', {
                  day: formatDay(code, new Date(periodLast(one) * 1000).toISOString().slice(0, 10)),
                }),
              }))}
              value={period}
              onInput={setPeriod}
            />
            <ChoiceField
              name="pools"
              label={text('settings.period.count')}
              hint={text('settings.period.count.hint')}
              choices={['1', '2', '4'].map(value => ({ value, label: formatNumber(code, Number(value) * state.poolSize) }))}
              value={pools}
              onInput={setPools}
            />
          </div>
          <Notice tone="info">{text('settings.period.key')}</Notice>
          <div class="buttons">
            <Button kind="main" id="make-period" onPress={() => void make()}>
              {text('settings.sign', { count: root.threshold })}
            </Button>
          </div>
        </>
      )}
      {step === 'sign' && asking.touches && (
        <TouchRow root={root} touches={asking.touches} threshold={root.threshold} onCancel={() => asking.touches?.cancel()} />
      )}
      {(step === 'make' || step === 'send') && (
        <div aria-live="polite">
          <Progress
            id="blanks-made"
            label={text('settings.period.making', { done: formatNumber(code, made), count: formatNumber(code, count) })}
            value={made}
            max={count}
          />
          <p class="soft">{text(step === 'send' ? 'settings.period.sending' : 'settings.period.stay')}</p>
        </div>
      )}
    </Screen>
  )
}
