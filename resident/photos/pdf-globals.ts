/**
 * Before pdf.js is loaded in a worker: it takes a place without `window` for the worker that it starts itself, and then listens to our own messages.
 * Imported first, for what it does.
 */
const place = globalThis as { window?: unknown }
place.window ??= globalThis
