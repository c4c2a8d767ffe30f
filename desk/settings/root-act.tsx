/**
 * Make the root: the administrators' passkeys, how many must sign, and the file that is built into every part. Nothing is sent: the file is
 * saved by hand and its fingerprint is read out loud, because whoever could swap it would be the city.
 */
import { parseRoot, type Root, rootFingerprint, rootJson } from '@latchkey/certificates/root.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { ChoiceField, TextField } from '@latchkey/ui/field.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { Panel } from '@latchkey/ui/panel.tsx'
import { PasskeyFault } from '@latchkey/ui/passkey.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { base64 } from '@scure/base'
import { useState } from 'preact/hooks'
import { useCity } from '../city.ts'
import type { PasskeyProvider } from '../passkey-provider.ts'

export function RootAct({ passkeys, onBack }: { passkeys: PasskeyProvider; onBack: (() => void) | undefined }) {
  const text = useText()
  const { rules, names } = useCity()
  const [city, setCity] = useState(rules.city)
  const [people, setPeople] = useState<Root['administrators']>([])
  const [alias, setAlias] = useState('')
  const [threshold, setThreshold] = useState('2')
  const [making, setMaking] = useState(false)
  const [missed, setMissed] = useState<string | null>(null)

  const rpId = location.hostname
  const aliases = [...new Set(people.map(one => one.alias))]
  const aliasFine = /^[A-Za-z0-9](?:[A-Za-z0-9 .-]{0,22}[A-Za-z0-9])?$/.test(alias)
  const cityFine = /^[a-z][a-z0-9-]{1,40}$/.test(city)
  const enough = aliases.length >= Number(threshold)
  const made = people.length > 0 && enough && cityFine ? rootOf({ city, threshold: Number(threshold), rpId, people }) : null

  async function add() {
    if (making || !aliasFine) return
    setMaking(true)
    setMissed(null)
    try {
      // Not a practice root, so no key that copies itself: whoever holds the cloud account would be an administrator.
      const passkey = await passkeys.create({ rpId, rpName: names.card, name: alias, refuseBackup: true })
      setPeople(now => [...now, { alias, credentialId: passkey.credentialId, publicKey: passkey.publicKey }])
      setAlias('')
    } catch (error) {
      setMissed(error instanceof PasskeyFault ? error.code : 'not_touched')
    } finally {
      setMaking(false)
    }
  }

  return (
    <Screen at="act-root" title={text('settings.root')} lead={text('settings.root.lead')} onBack={onBack}>
      <form
        autocomplete="off"
        onSubmit={event => {
          event.preventDefault()
          void add()
        }}
      >
        <TextField
          id="root-city"
          label={text('settings.root.city')}
          hint={text('settings.root.city.hint')}
          value={city}
          onInput={setCity}
          maxLength={40}
          dir="ltr"
          error={cityFine ? undefined : text('settings.root.city.wrong')}
        />
        <Panel title={text('settings.root.people')} level={2}>
          {people.length === 0 ? (
            <p class="soft">{text('settings.root.people.none')}</p>
          ) : (
            <ol class="people" id="root-people">
              {people.map(one => (
                <li key={base64.encode(one.credentialId)}>
                  <strong>{one.alias}</strong> <span class="fine">{text('settings.root.key_made')}</span>{' '}
                  <Button
                    kind="link"
                    label={text('settings.root.remove', { alias: one.alias })}
                    onPress={() => setPeople(now => now.filter(other => other !== one))}
                  >
                    {text('settings.root.remove.short')}
                  </Button>
                </li>
              ))}
            </ol>
          )}
          <TextField
            id="root-alias"
            label={text('settings.root.alias')}
            hint={text('settings.root.alias.hint')}
            value={alias}
            onInput={setAlias}
            maxLength={24}
            dir="ltr"
            error={alias !== '' && !aliasFine ? text('settings.clerk.alias.wrong') : undefined}
          />
          {missed && <ErrorPanel what={text(`settings.passkey.${missed}`)} next={text('settings.passkey.next')} />}
          <div class="buttons">
            <Button kind={made ? 'quiet' : 'main'} type="submit" id="root-add" busy={making} disabled={!aliasFine}>
              {text('settings.root.add')}
            </Button>
          </div>
        </Panel>
        <ChoiceField
          name="root-threshold"
          label={text('settings.root.threshold')}
          choices={['1', '2', '3'].map(value => ({
            value,
            label: text('settings.root.threshold.of', { count: Number(value) }),
            hint: value === '1' ? text('settings.root.threshold.one') : undefined,
          }))}
          value={threshold}
          onInput={setThreshold}
        />
      </form>
      {!made && people.length > 0 && !enough && (
        <Notice tone="info" role="status">
          {text('settings.root.more', { count: Number(threshold) - aliases.length })}
        </Notice>
      )}
      {made && <MadeRoot root={made} />}
    </Screen>
  )
}

function rootOf(parts: { city: string; threshold: number; rpId: string; people: Root['administrators'] }): Root | null {
  const { city, threshold, rpId, people } = parts
  try {
    return parseRoot(rootJson({ city, practice: false, threshold, rpId, origins: [location.origin], administrators: people }))
  } catch {
    // The page's own address is one that no root may name: http on anything but localhost.
    return null
  }
}

/** The file and its fingerprint. A `data:` address and no Blob: the file is small and public, and the page keeps no handle to it. */
function MadeRoot({ root }: { root: Root }) {
  const text = useText()
  const json = `${JSON.stringify(rootJson(root), null, 2)}\n`
  const fingerprint = rootFingerprint(root)
  return (
    <Panel title={text('settings.root.made')} tone="good" id="root-made">
      <p>{text('settings.root.fingerprint')}</p>
      <p class="fingerprint" id="root-fingerprint" dir="ltr">
        {fingerprint.match(/.{8}/g)!.join(' ')}
      </p>
      <pre class="root-json" id="root-json" dir="ltr">
        {json}
      </pre>
      <div class="buttons">
        <a
          class="button button-main"
          id="root-download"
          download="root.json"
          href={`data:application/json;base64,${base64.encode(utf8ToBytes(json))}`}
        >
          {text('settings.root.download')}
        </a>
      </div>
      <p>{text('settings.root.next', { place: `cities/${root.city}/root.json` })}</p>
    </Panel>
  )
}
