import { createKept } from '@latchkey/ui/kept.ts'
import { both } from '@latchkey/ui/language.ts'
import { secondOf } from '@latchkey/ui/second-language.ts'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { createKeptThings } from '../kept-things.ts'
import type { Screen } from '../screens.ts'
import type { World } from '../world.ts'
import { giveBack } from './give-back-page.tsx'
import { setHelper, startHelper } from './help.ts'

const phone = () => {
  const kept = createKept('test', undefined)
  return { kept, help: null } as Pick<World, 'kept' | 'help'>
}
const heard = () => secondOf(both(code => code))
let world = phone()
afterEach(() => world.help?.end())

describe('a helper', () => {
  it('is beside the resident after the page was loaded again, on the same phone only', async () => {
    world = phone()
    await setHelper(world, { language: 'ar', borrowed: true })
    expect(heard()).toBe('ar')
    world.help?.end()
    expect(heard()).toBe('en')
    const again = { kept: world.kept, help: null } as typeof world
    await startHelper(again)
    expect(again.help).toMatchObject({ language: 'ar', borrowed: true })
    expect(heard()).toBe('ar')
    world = again
  })

  it('with neither a language of their own nor the phone is nobody, and nothing is kept of them', async () => {
    world = phone()
    await setHelper(world, { language: 'ar', borrowed: false })
    await setHelper(world, { language: null, borrowed: false })
    expect(world.help).toBeNull()
    expect(await world.kept.list()).toEqual([])
  })

  it('that another page kept in another way is none, whatever was kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async value => {
        world = phone()
        await world.kept.put('helper', value)
        await startHelper(world)
        expect(world.help).toBeNull()
        expect(await world.kept.list()).toEqual([])
      }),
    )
  })
})

describe('giving the phone back', () => {
  const leave = async (framed: boolean) => {
    world = phone()
    const did: string[] = []
    await setHelper(world, { language: 'ar', borrowed: true })
    await world.kept.put('answers', { name: 'Ana' })
    await world.kept.put('card', new Uint8Array(8))
    const things = createKeptThings(world.kept, (async () => new Response()) as typeof fetch)
    const page = {
      history: { replaceState: (state: unknown) => did.push(JSON.stringify(state)) },
      location: { reload: () => did.push('the page begins anew') },
    } as unknown as Window
    Object.assign(page, { parent: framed ? {} : page })
    const way = { restart: (screen: Screen) => void did.push(screen.at) } as World['way']
    await giveBack({ things, way }, page)
    return { did, left: await world.kept.list() }
  }

  it('leaves nothing kept, and a page that begins anew with nothing in its history but that', async () => {
    expect(await leave(false)).toEqual({ did: ['{"step":0,"erased":true}', 'the page begins anew'], left: [] })
  })

  it('in a frame of the tour the tab stays', async () => {
    expect(await leave(true)).toEqual({ did: ['erased'], left: [] })
  })
})
