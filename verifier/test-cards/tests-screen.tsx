import { testCards } from 'virtual:test-cards'
import { type Answer, checkCode } from '@latchkey/card/check.ts'
import { verifyList } from '@latchkey/card/status-list.ts'
import { verifyPeriod } from '@latchkey/certificates/period-certificate.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import { parseRoot } from '@latchkey/certificates/root.ts'
import { Code } from '@latchkey/ui/code.tsx'
import { inflate } from '@latchkey/ui/inflate.ts'
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { base64urlnopad } from '@scure/base'

/**
 * Eight cards to practise with, sealed at build under a root of their own that is thrown away with its keys:
 * they are checked against that root and no other, so a test card is never a yes of this city.
 */
export function TestsScreen({ verify, onAnswer, onBack }: { verify: Verify; onAnswer(answer: Answer): void; onBack(): void }) {
  const text = useText()
  return (
    <Screen at="check-tests" title={text('check.testsTitle')} lead={text('check.testsLead')} onBack={onBack}>
      <ul class="test-cards">
        {testCards.cards.map(card => (
          <li key={card.kind}>
            <button type="button" data-test-card={card.kind} onClick={() => void checkTestCard(card.text, verify).then(onAnswer)}>
              <Code text={card.text} label={text(`check.test.${card.kind}`)} version={card.version} />
              <span>{text(`check.test.${card.kind}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Screen>
  )
}

/** Checks one test card in the world it was made for: its root, its periods, its list, and the moment it was made. */
export async function checkTestCard(code: string, verify: Verify): Promise<Answer> {
  const root = parseRoot(testCards.root)
  const periods = []
  const lists = new Map()
  for (const { certified, list } of testCards.periods) {
    const period = await verifyPeriod(root, base64urlnopad.decode(certified), verify)
    periods.push(period)
    const expected = { listKey: period.listKey, listAddress: period.listAddress, now: testCards.now, inflate, verify }
    lists.set(period.period, await verifyList(list, expected))
  }
  return checkCode(code, { root, periods, lists, now: testCards.now, builtAt: testCards.now - 1, verify })
}
