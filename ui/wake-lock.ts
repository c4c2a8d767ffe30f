/** Keeps the screen on while somebody waits for their number or stands in a visit. A phone that refuses just sleeps: nothing depends on it. */

/** @returns lets the screen sleep again */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  let over = false
  const take = async () => {
    if (over || document.visibilityState !== 'visible') return
    try {
      lock = (await navigator.wakeLock?.request('screen')) ?? null
      if (over) void lock?.release()
    } catch {
      lock = null
    }
  }
  // The browser drops the lock whenever the page is hidden.
  document.addEventListener('visibilitychange', take)
  void take()
  return () => {
    over = true
    document.removeEventListener('visibilitychange', take)
    void lock?.release().catch(() => {})
  }
}
