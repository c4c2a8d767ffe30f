import { mountVerifier } from '@latchkey/verifier/app.tsx'

mountVerifier(document.getElementById('app')!, { cacheName: 'latchkey-try-check' })
