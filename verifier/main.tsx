import { workerUrl } from '@latchkey/ui/worker-url.ts'
import { mountVerifier } from './app.tsx'

const element = document.getElementById('app')
if (element) mountVerifier(element)
if ('serviceWorker' in navigator) void navigator.serviceWorker.register(workerUrl('/check/sw.js'), { scope: '/check/' })
