/** A hand scanner that types: it is set to a US keyboard, and the computer makes of its keys what its own keyboard's language says. */
import type { Page } from 'playwright-core'

/** Where a scanner that is set to a US keyboard presses, and what two computers make of it: the letter or mark itself, or as on a French keyboard. */
export const places: Record<string, { code: string; shift: boolean; french: string }> = Object.fromEntries([
  ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter, at) => [
    letter,
    { code: `Key${letter}`, shift: true, french: 'QBCDEFGHIJKL?NOPARSTUVZXYW'[at]! },
  ]),
  ...[...'0123456789'].map((digit, at) => [digit, { code: `Digit${digit}`, shift: false, french: 'à&é"\'(-è_ç'[at]! }]),
  [' ', { code: 'Space', shift: false, french: ' ' }],
  ['$', { code: 'Digit4', shift: true, french: '4' }],
  ['%', { code: 'Digit5', shift: true, french: '5' }],
  ['*', { code: 'Digit8', shift: true, french: '8' }],
  ['+', { code: 'Equal', shift: true, french: '+' }],
  ['-', { code: 'Minus', shift: false, french: ')' }],
  ['.', { code: 'Period', shift: false, french: ':' }],
  ['/', { code: 'Slash', shift: false, french: '!' }],
  [':', { code: 'Semicolon', shift: true, french: 'M' }],
])

/** A whole code as the page hears it. In one go: how long a busy machine takes between two letters is not what is tested. */
export async function scanIntoPage(page: Page, text: string, computer: 'us' | 'french' = 'us') {
  const presses = [...text].map(letter => {
    const { code, shift, french } = places[letter]!
    return { key: computer === 'us' ? letter : french, code, shiftKey: shift }
  })
  await page.evaluate(presses => {
    for (const press of [...presses, { key: 'Enter', code: 'Enter', shiftKey: false }])
      for (const type of ['keydown', 'keyup'])
        (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent(type, { ...press, bubbles: true, cancelable: true }))
  }, presses)
}
