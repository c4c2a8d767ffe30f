/** Product §6's old phone: a small screen, a sixth of this computer's speed, 400 kbit/s, 400 ms there and back. */
import type { CDPSession, Page } from 'playwright-core'
import type { Person } from '../browser.ts'

export const oldPhone = { slower: 6, bytesASecond: 400_000 / 8, roundTrip: 400 }

/** Slows the page down; its line too unless `offline`, then there is none. */
export async function makeOld(cdp: CDPSession, { offline = false } = {}) {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: oldPhone.slower })
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', {
    offline,
    latency: oldPhone.roundTrip,
    downloadThroughput: oldPhone.bytesASecond,
    uploadThroughput: oldPhone.bytesASecond,
  })
}

export interface Wire {
  /** Bytes over the wire, as the browser counts them. */
  bytes: number
  open: Set<string>
}

/** Counts what the page itself loads, with its cache off. */
export async function countWire(cdp: CDPSession): Promise<Wire> {
  const wire: Wire = { bytes: 0, open: new Set() }
  await cdp.send('Network.enable')
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
  cdp.on('Network.requestWillBeSent', ({ requestId }) => wire.open.add(requestId))
  cdp.on('Network.loadingFailed', ({ requestId }) => wire.open.delete(requestId))
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    wire.bytes += encodedDataLength
    wire.open.delete(requestId)
  })
  return wire
}

export interface Seen {
  taps: number
  typed: number
  screens: string[]
}

/** Taps, letters and screens, in every page of this phone from its next load on. */
export async function watchHands({ context }: Person) {
  await context.addInitScript(() => {
    const seen: Seen = { taps: 0, typed: 0, screens: [] }
    Object.assign(globalThis, { hands: seen })
    addEventListener('click', event => event.isTrusted && event.detail > 0 && seen.taps++, true)
    addEventListener('input', event => event instanceof InputEvent && seen.typed++, true)
    new MutationObserver(() => {
      for (const node of document.querySelectorAll<HTMLElement>('[data-screen]')) {
        const at = node.dataset.screen ?? ''
        if (seen.screens.at(-1) !== at) seen.screens.push(at)
      }
    }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-screen'] })
  })
}

export const handsOf = (page: Page): Promise<Seen> => page.evaluate(() => (globalThis as unknown as { hands: Seen }).hands)
