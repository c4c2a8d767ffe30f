/** Real Chromium for the journeys: one process per person, because a camera film belongs to a process. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import { chromiumPath } from '../tools/prepare-tests.mjs'

export const phoneSize = { width: 360, height: 640 }
export const deskSize = { width: 1280, height: 800 }

export interface Person {
  context: BrowserContext
  page: Page
  cdp: CDPSession
  /** The browser's profile, for sweeps after goodbye. */
  profile: string
  close(): Promise<void>
}

export interface PersonOptions {
  size?: { width: number; height: number }
  /** A y4m file the camera plays. */
  film?: string
  locale?: string
  phone?: boolean
  /** A desk-sized screen that can be touched. */
  touch?: boolean
  dark?: boolean
  profile?: string
  /** The profile outlives the browser (the sweeper reads it). */
  keepProfile?: boolean
  cameraDenied?: boolean
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=Translate,OptimizationHints,MediaRouter',
  '--force-color-profile=srgb',
]

export async function openPerson(options: PersonOptions = {}): Promise<Person> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'latchkey-browser-'))
  mkdirSync(profile, { recursive: true })
  const executablePath = chromiumPath()
  if (!executablePath) throw new Error('Chromium is missing')
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    // The printers' system bus may come and go; a browser that had found it would go with it.
    env: { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent' } as Record<string, string>,
    args: [
      ...quiet,
      '--use-fake-device-for-media-stream',
      ...(options.cameraDenied ? ['--deny-permission-prompts'] : ['--use-fake-ui-for-media-stream']),
      ...(options.film ? [`--use-file-for-fake-video-capture=${options.film}`] : []),
    ],
    viewport: options.size ?? deskSize,
    deviceScaleFactor: options.phone ? 2 : 1,
    hasTouch: options.touch ?? options.phone ?? false,
    isMobile: options.phone ?? false,
    locale: options.locale ?? 'en-US',
    colorScheme: options.dark ? 'dark' : 'light',
    serviceWorkers: 'allow',
  })
  const page = context.pages()[0] ?? (await context.newPage())
  const cdp = await context.newCDPSession(page)
  return {
    context,
    page,
    cdp,
    profile,
    async close() {
      await context.close()
      if (!options.keepProfile) rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** A hardware-like passkey: user verified, not backed up. Each has its own credentials; only the one in hand answers. */
export async function addAuthenticator(person: Person): Promise<{ id: string; hold(): Promise<void>; letGo(): Promise<void> }> {
  await person.cdp.send('WebAuthn.enable', { enableUI: false })
  const { authenticatorId: id } = await person.cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: false,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: false,
    },
  })
  const simulate = (enabled: boolean) => person.cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: id, enabled })
  return { id, hold: async () => void (await simulate(true)), letGo: async () => void (await simulate(false)) }
}

/** Hands a passkey from one browser to another, as a person carries a key from room to room. */
export async function carryPasskeys(from: Person, fromId: string, to: Person, toId: string) {
  const { credentials } = await from.cdp.send('WebAuthn.getCredentials', { authenticatorId: fromId })
  for (const credential of credentials) await to.cdp.send('WebAuthn.addCredential', { authenticatorId: toId, credential })
}
