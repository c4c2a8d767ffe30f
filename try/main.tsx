import { root } from 'virtual:city'
import { startLanguage } from '@latchkey/ui/language.ts'
import { render } from 'preact'
import { Tour } from './tour/tour.tsx'

const element = document.getElementById('app')
const practice = (root as { practice?: boolean }).practice === true
if (element && practice) void startLanguage().then(() => render(<Tour />, element))
