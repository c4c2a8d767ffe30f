/**
 * A helper beside the resident: which language they read, and whose phone it is. Kept on the phone like the language, so that a reload does not lose it; never
 * sent. This file and what it draws are loaded when somebody says that there is a helper, and at no other time.
 */
import { isLanguage, type LanguageCode } from '@latchkey/ui/language.ts'
import { speakBeside } from '@latchkey/ui/second-language.ts'
import { parse } from '@latchkey/wire/edge.ts'
import type { ComponentType } from 'preact'
import * as v from 'valibot'
import type { World } from '../world.ts'
import { HelperBar } from './helper-bar.tsx'

const kept = v.strictObject({
  /** What the helper reads; null: the same as the resident. */
  language: v.nullable(v.custom<LanguageCode>(isLanguage)),
  /** The phone is the helper's: at the end nothing of the resident may be on it. */
  borrowed: v.boolean(),
})
export type Helper = v.InferOutput<typeof kept>

export interface Help extends Helper {
  /** Stands over every screen. */
  Bar: ComponentType
  /** One language again, and nothing of the helper in the page's memory. */
  end(): void
}

type HelpedWorld = Pick<World, 'kept' | 'help'>

/** Party: resident's page. From now on `helper` is beside them; one with neither a language nor the phone is nobody. @returns false: the words of their language did not come */
export async function setHelper(world: HelpedWorld, helper: Helper): Promise<boolean> {
  const came = await speakBeside(helper.language)
  const is = came ? helper : { ...helper, language: null }
  const somebody = is.language !== null || is.borrowed
  world.help = somebody
    ? {
        ...is,
        Bar: HelperBar,
        end() {
          world.help = null
          void speakBeside(null)
        },
      }
    : null
  if (somebody) await world.kept.put('helper', is)
  else await world.kept.erase('helper')
  // The pages are told once more: what they draw depends on whose phone it is, too.
  await speakBeside(is.language)
  return came
}

/** What was kept before this page was loaded. A helper that another version of the page wrote is none. */
export async function startHelper(world: HelpedWorld): Promise<void> {
  try {
    await setHelper(world, parse(kept, await world.kept.get('helper')))
  } catch {
    await world.kept.erase('helper')
  }
}
