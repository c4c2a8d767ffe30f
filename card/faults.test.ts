import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CardFault, cardFaults } from './faults.ts'

const sources = readdirSync(new URL('.', import.meta.url)).filter(
  name => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'faults.ts',
)
const code = sources.map(name => readFileSync(new URL(name, import.meta.url), 'utf8')).join('\n')

describe('faults', () => {
  it('are each thrown somewhere', () => {
    // Quoted in code, not only named in a comment.
    const thrown = Object.keys(cardFaults).filter(fault => new RegExp(`^(?!\\s*(\\*|//)).*'${fault}'`, 'm').test(code))
    expect(thrown).toEqual(Object.keys(cardFaults))
  })

  it('say a sentence each, and carry nothing but their code', () => {
    for (const sentence of Object.values(cardFaults)) expect(sentence).toMatch(/^[A-Z].*\.$/)
    const fault = new CardFault('point')
    expect([fault.message, fault.code, fault.cause]).toEqual(['point', 'point', undefined])
  })
})
