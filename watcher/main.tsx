/** The watcher: reads any city's public record and compares what it serves with what it published. No account, nothing kept but what somebody saves. */
import '@latchkey/ui/all.css'
import './watcher.css'
import { root } from 'virtual:city'
import { startLanguage } from '@latchkey/ui/language.ts'
import { render } from 'preact'
import { Watcher } from './watcher.tsx'

const element = document.getElementById('app')
const practice = (root as { practice?: boolean } | null)?.practice === true
if (element) void startLanguage().then(() => render(<Watcher own={location.origin} practice={practice} />, element))
