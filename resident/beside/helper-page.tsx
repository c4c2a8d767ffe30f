/** *Somebody helps me*: which language the helper reads, and whose phone this is. */
import { Button } from '@latchkey/ui/button.tsx'
import { ChoiceField } from '@latchkey/ui/field.tsx'
import { isLanguage, type LanguageCode, languageNames, languages, useLanguage, useText } from '@latchkey/ui/language.ts'
import { ErrorPanel } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useState } from 'preact/hooks'
import { useWorld } from '../world.ts'
import { type Helper, setHelper } from './help.ts'

export function HelperPage() {
  const world = useWorld()
  const text = useText()
  const { code } = useLanguage()
  const [missing, setMissing] = useState<LanguageCode | null>(null)
  const { language, borrowed } = world.help ?? { language: null, borrowed: false }
  const change = async (part: Partial<Helper>) => {
    const helper = { language, borrowed, ...part }
    const came = await setHelper(world, helper)
    setMissing(came ? null : helper.language)
  }
  return (
    <Screen
      at="helper"
      title={text('beside.title')}
      lead={text('beside.lead')}
      onBack={() => world.way.back()}
      actions={
        <Button kind="main" id="helper-done" onPress={() => world.way.back()}>
          {text('beside.done')}
        </Button>
      }
    >
      <div class="field">
        <label class="field-label" htmlFor="helper-language">
          {text('beside.language')}
        </label>
        <select
          class="field-input"
          id="helper-language"
          autoComplete="off"
          value={language ?? ''}
          onChange={({ currentTarget: { value } }) => void change({ language: isLanguage(value) ? value : null })}
        >
          <option value="">{text('beside.language.same')}</option>
          {languages
            .filter(one => one !== code)
            .map(one => (
              <option key={one} value={one} lang={one}>
                {languageNames[one]}
              </option>
            ))}
        </select>
      </div>
      {missing && <ErrorPanel id="helper-missing" what={text('shell.language.missing', { language: languageNames[missing] })} />}
      <ChoiceField
        name="helper-phone"
        label={text('beside.phone')}
        choices={[
          { value: 'mine', label: text('beside.phone.mine') },
          { value: 'theirs', label: text('beside.phone.theirs'), hint: text('beside.phone.theirs.text') },
        ]}
        value={borrowed ? 'theirs' : 'mine'}
        onInput={whose => void change({ borrowed: whose === 'theirs' })}
      />
    </Screen>
  )
}
