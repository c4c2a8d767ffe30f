import { useText } from '@latchkey/ui/language.ts'
import { parseText } from '@latchkey/wire/edge.ts'
import { type HeldNow, heldNow } from '@latchkey/wire/record.ts'
import { useEffect, useState } from 'preact/hooks'

/** *What the server holds right now*: the inventory with live counts, asked again every second. It stays empty of people. */
export function HeldNowStrip() {
  const text = useText()
  const [now, setNow] = useState<HeldNow | null>(null)
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    let over = false
    let last = new Map<string, number>()
    const look = async () => {
      try {
        const answer = await fetch('/practice/now', { cache: 'no-store', credentials: 'omit' })
        const found = parseText(heldNow, await answer.text())
        if (over) return
        setChanged(new Set(found.held.filter(one => last.size > 0 && last.get(one.name) !== one.count).map(one => one.name)))
        last = new Map(found.held.map(one => [one.name, one.count]))
        setNow(found)
      } catch {
        // The next look tries again; the strip keeps what it last saw.
      }
      if (!over) setTimeout(look, 1000)
    }
    void look()
    return () => {
      over = true
    }
  }, [])
  const part = (where: 'memory' | 'disk') => (
    <section>
      <h3>{text(`try.held.${where}`)}</h3>
      <dl>
        {now?.held
          .filter(one => one.where === where)
          .map(one => (
            <div key={one.name} class={changed.has(one.name) ? 'held-changed' : undefined}>
              <dt title={one.says}>{one.name.replaceAll(/[-_]/g, ' ')}</dt>
              <dd>{one.count}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
  return (
    <section class="tour-held" aria-label={text('try.held')}>
      <h2>{text('try.held')}</h2>
      {part('memory')}
      {part('disk')}
      <p class="tour-nobody">
        <strong>0</strong> {text('try.nobody')}
      </p>
    </section>
  )
}
