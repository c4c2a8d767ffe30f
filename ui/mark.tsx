/** Latchkey's own mark: a card with a keyhole. No city's seal, no flag. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 24" width="32" height="24" aria-hidden="true" focusable="false">
      <rect x="1" y="1" width="30" height="22" rx="4" fill="currentColor" />
      <path class="mark-hole" d="M16 6a4 4 0 0 1 1.8 7.6L19 18h-6l1.2-4.4A4 4 0 0 1 16 6z" />
    </svg>
  )
}
