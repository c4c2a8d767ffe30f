import { toText } from '@latchkey/wire/edge.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { takeDoor } from './door.ts'

function bar(hash: string) {
  const shown = { address: `/${hash}` }
  return {
    shown,
    location: { hash, pathname: '/', search: '' },
    history: {
      state: { step: 2 },
      replaceState: (state: unknown, _: string, address?: string | URL | null) => {
        expect(state).toEqual({ step: 2 })
        shown.address = String(address)
      },
    },
  }
}

describe('the code of a desk, opened on a phone', () => {
  test('gives the place, and the address shows it no more', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), place => {
        const page = bar(`#counter=${toText(place)}`)
        expect(takeDoor(page)).toEqual(place)
        expect(page.shown.address).toBe('/')
      }),
    )
  })
  test.each(['', '#', '#robot', '#settings'])('leaves another address alone: %s', hash => {
    const page = bar(hash)
    expect(takeDoor(page)).toBe(null)
    expect(page.shown.address).toBe(`/${hash}`)
  })
  test.each(['#counter=', '#counter=AAAA', `#counter=${'A'.repeat(44)}`, `#counter=${'A'.repeat(42)}!`, `#counter=${'_'.repeat(43)}`])(
    'a damaged one opens nothing and is not left standing: %s',
    hash => {
      const page = bar(hash)
      expect(takeDoor(page)).toBe(null)
      expect(page.shown.address).toBe('/')
    },
  )
})
