// Loaded into the real server and into its control (`node --expose-gc --import`): whoever started it asks for a collection and hears what stays.
// The flag costs nothing; a server in service has none.
process.on('message', message => {
  if (message.do !== 'collect') return
  // Twice: what the first frees may hold what the second does.
  globalThis.gc()
  setImmediate(() => {
    globalThis.gc()
    process.send({ at: 'collected', residentKb: process.memoryUsage.rss() / 1024 })
  })
})
