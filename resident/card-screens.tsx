import { BackupPage } from './backup/backup-page.tsx'
import { ErasedPage, KnownPage } from './backup/known-page.tsx'
import type { BookingScreen } from './booking/booking-screens.tsx'
import { CancelPage } from './card/cancel-page.tsx'
import { MyCardPage } from './card/my-card-page.tsx'
import { lazyScreen } from './lazy-screen.tsx'
import { SlipPage } from './refusal/slip-page.tsx'
import type { Screen } from './screens.ts'
import { useWorld } from './world.ts'

const BookingScreens = lazyScreen(() => import('./booking/booking-screens.tsx').then(module => module.BookingScreens))

/** Screens of somebody who has a card or a booked time, or wants to know what this phone holds: one file of code for all of them but the booked times. */
export type CardScreen = Extract<Screen, { at: 'my_card' | 'cancel' | 'backup' | 'slip' | 'known' | 'erased' }> | BookingScreen

export function CardScreens(props: { screen: CardScreen }) {
  const world = useWorld()
  const back = () => world.way.back()
  switch (props.screen.at) {
    case 'my_card':
      return <MyCardPage onBackup={() => world.way.go({ at: 'backup' })} onCancel={() => world.way.go({ at: 'cancel' })} onBack={back} />
    case 'cancel':
      return <CancelPage onBack={back} />
    case 'backup':
      return <BackupPage onBack={back} />
    case 'slip':
      return <SlipPage onBack={back} />
    case 'known':
      return <KnownPage visiting={world.visiting()} onBack={back} onErased={() => world.way.restart({ at: 'erased' })} />
    case 'erased':
      return <ErasedPage onHome={() => world.way.restart()} />
    default:
      return <BookingScreens screen={props.screen} />
  }
}
