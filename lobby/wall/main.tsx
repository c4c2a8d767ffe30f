/** The wall (docs/protocol/waiting.md, *On paper*): a tab on a big screen that nobody touches. */
import '@latchkey/ui/tokens.css'
import './wall.css'
import { render } from 'preact'
import { WallPage } from './wall-page.tsx'

const element = document.getElementById('app')
if (element) render(<WallPage />, element)
