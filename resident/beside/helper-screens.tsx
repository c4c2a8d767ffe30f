import { GiveBackPage } from './give-back-page.tsx'
import { HelperPage } from './helper-page.tsx'

/** Screens of whoever has a helper: one file of code for both. */
export const HelperScreens = ({ at }: { at: 'helper' | 'give_back' }) => (at === 'helper' ? <HelperPage /> : <GiveBackPage />)
