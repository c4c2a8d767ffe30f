/**
 * One public calendar a site and day (RFC 5545), the same for everyone, holding only what changed: nothing in it says who follows it or why. Moments are UTC, so
 * that no calendar has to know the city's time zone; the words are in every language the city offers, because the address names none.
 */
import { dayAfter, type Site, timesOn, wayAt } from '@latchkey/wire/sites.ts'
import { siteNotice } from '@latchkey/wire/waiting.ts'
import { momentOf } from '../clock/day.ts'
import type { Way } from '../settings/settings.ts'
import { citySays, type SitesPorts } from './sites.ts'
import { standsAs } from './sites-page.ts'

/** @returns the calendar; null for a site that is none or a day that is not of the coming year. `day` is whatever somebody put into an address */
export function renderFeed(ports: SitesPorts, siteId: string, day: string): string | null {
  const site = ports.file.sites.find(one => one.id === siteId)
  if (!site || !isComing(ports.today(), day)) return null
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Latchkey//Places//EN',
    'METHOD:PUBLISH',
    ...timesOn(site, day).flatMap((time, at) => event(ports, site, day, time, at)),
    'END:VCALENDAR',
  ]
  return lines.map(fold).join('\r\n') + '\r\n'
}

function isComing(today: string, day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) && day >= today && day <= dayAfter(today, 366)
}

function event(ports: SitesPorts, site: Site, day: string, { from, to }: { from: string; to: string }, at: number): string[] {
  const { settings, zone, offered } = ports
  const begins = momentOf(day, from, zone)
  const way = settings.find(wayAt(site), site.id) as Way
  if (settings.willBeOpen(way, begins, day)) return []
  const change = settings.standsAt(way, begins, day)
  const phrase = siteNotice(change.notice)
  const codes = ['en', ...offered.filter(code => code !== 'en')]
  const name = citySays(ports, 'en', `site.${site.id}`)
  const says = codes.map(code => `${citySays(ports, code, `site.${site.id}`)}: ${standsAs(ports, code, site, change)}`)
  const place = change.to ?? site.id
  return [
    'BEGIN:VEVENT',
    `UID:${site.id}-${day}-${at}@latchkey`,
    // Of the day and not of the moment it was asked for: two who ask get the same bytes.
    `DTSTAMP:${utc(momentOf(day, '00:00', zone))}`,
    `DTSTART:${utc(begins)}`,
    `DTEND:${utc(momentOf(day, to, zone))}`,
    `SUMMARY:${escaped(`${name}: ${standsAs(ports, 'en', site, change)}`)}`,
    `DESCRIPTION:${escaped([...new Set(says)].join('\n'))}`,
    `LOCATION:${escaped(`${citySays(ports, 'en', `site.${place}`)}. ${citySays(ports, 'en', `site.${place}.where`)}`)}`,
    `STATUS:${phrase?.id.startsWith('moved') ? 'CONFIRMED' : 'CANCELLED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

const utc = (moment: number): string => new Date(moment * 1000).toISOString().replace(/[-:]|\.000/g, '')

/** RFC 5545 §3.3.11. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, sign => `\\${sign}`).replace(/\r?\n/g, '\\n')

/** RFC 5545 §3.1: lines of at most 75 octets, and never inside a character. */
function fold(line: string): string {
  let folded = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}
