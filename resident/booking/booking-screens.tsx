/** Screens of somebody who books a time, has one, or asks what a code is of. Their code comes when one of them is first shown. */
import './booking.css'
import type { Screen as Screens } from '../screens.ts'
import { BookPage, SurePage, TimesPage } from './book-screens.tsx'
import { BookedPage } from './booked-page.tsx'
import { LookUpPage } from './look-up-page.tsx'

export type BookingScreen = Extract<Screens, { at: 'book' | 'book_times' | 'book_sure' | 'booked' | 'look_up' }>

export function BookingScreens({ screen }: { screen: BookingScreen }) {
  switch (screen.at) {
    case 'book':
      return <BookPage />
    case 'book_times':
      return <TimesPage id={screen.place} />
    case 'book_sure':
      return <SurePage id={screen.place} time={screen.time} />
    case 'booked':
      return <BookedPage />
    case 'look_up':
      return <LookUpPage first={screen.typed} />
  }
}
