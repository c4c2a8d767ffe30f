import fc from 'fast-check'
// A stranger's reader of RFC 5545.
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { type CalendarEntry, calendarFile } from './calendar-file.ts'

const entry: CalendarEntry = {
  starts: Date.parse('2026-12-01T16:00:00Z') / 1000,
  ends: Date.parse('2026-12-01T16:30:00Z') / 1000,
  title: 'Appointment',
  place: 'City Hall',
  alarms: [7200],
  uid: 'dGhpcyBpcyByYW5kb20',
  made: Date.parse('2026-11-29T12:34:56Z') / 1000,
}
const read = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file))
  return { calendar, event: new ICAL.Event(calendar.getFirstSubcomponent('vevent')!) }
}

describe('the calendar file', () => {
  it('is read by a stranger as it was meant', () => {
    const { calendar, event } = read(calendarFile(entry))
    expect([calendar.getFirstPropertyValue('version'), calendar.getAllSubcomponents('vevent')].flat()).toHaveLength(2)
    expect([event.summary, event.location, event.uid]).toEqual(['Appointment', 'City Hall', entry.uid])
    expect([event.startDate.toUnixTime(), event.endDate.toUnixTime()]).toEqual([entry.starts, entry.ends])
    const alarms = event.component.getAllSubcomponents('valarm')
    expect(alarms.map(alarm => String(alarm.getFirstPropertyValue('trigger')))).toEqual(['-PT120M'])
    expect(alarms[0]!.getFirstPropertyValue('action')).toBe('DISPLAY')
  })
  it('holds nothing but a neutral word, the place and the time', () => {
    expect(calendarFile(entry).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Latchkey//Calendar//EN',
      'BEGIN:VEVENT',
      'UID:dGhpcyBpcyByYW5kb20',
      'DTSTAMP:20261129T123456Z',
      'DTSTART:20261201T160000Z',
      'DTEND:20261201T163000Z',
      'SUMMARY:Appointment',
      'LOCATION:City Hall',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Appointment',
      'TRIGGER:-PT120M',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ])
    expect(calendarFile({ ...entry, place: null })).not.toContain('LOCATION')
  })
  it('says the moment, whatever the clocks do that night', () => {
    // Chicago's clocks go back on 7 November 2027 at 2: the later half past one is a moment of its own.
    const starts = Date.parse('2027-11-07T07:30:00Z') / 1000
    const { event } = read(calendarFile({ ...entry, starts, ends: starts + 1800 }))
    expect(event.startDate.toUnixTime()).toBe(starts)
    expect(event.startDate.zone).toBe(ICAL.Timezone.utcTimezone)
  })
  it('keeps any name whole, in lines of at most 75 octets', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.constantFrom('Ayuntamiento; piso 2, sala "B" \\ n', 'مكتبة المدينة '.repeat(9), '市政厅'.repeat(30), 'a\nb'),
    )
    fc.assert(
      fc.property(text, place => {
        // Signs that no text of a city has: a calendar has no way to write them.
        fc.pre(place !== '' && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|^\s|\s$/u.test(place.replaceAll('\n', '')))
        const file = calendarFile({ ...entry, place })
        for (const line of file.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
        expect(read(file).event.location).toBe(place)
      }),
    )
  })
})
