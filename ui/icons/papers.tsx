/** Pictures of papers, drawn by us: no country's colours or arms, so that nobody's paper looks like the wrong one. */
import type { ComponentChildren } from 'preact'

const drawn: Record<string, ComponentChildren> = {
  passport: (
    <>
      <path class="tint" d="M10 8a4 4 0 0 1 4-4h22a2 2 0 0 1 2 2v36a2 2 0 0 1-2 2H14a4 4 0 0 1-4-4z" />
      <circle cx="24" cy="19" r="7" />
      <path d="M17 19h14M24 12c-3 2.2-3.5 4.5-3.5 7s.5 4.8 3.5 7c3-2.2 3.5-4.5 3.5-7s-.5-4.8-3.5-7M18 33h12M20.5 38h7" />
    </>
  ),
  drivers_license: (
    <>
      <rect class="tint" x="4" y="10" width="40" height="28" rx="4" />
      <circle cx="14.5" cy="20" r="3.5" />
      <path d="M8.5 31c.5-4 3-6 6-6s5.5 2 6 6M26 18h4" />
      <path d="M26 31v-3.5l2-4.5h8l2 4.5V31M26 27.5h12M28 31v1.5M36 31v1.5" />
    </>
  ),
  state_id: (
    <>
      <rect class="tint" x="4" y="10" width="40" height="28" rx="4" />
      <circle cx="14.5" cy="20" r="3.5" />
      <path d="M8.5 31c.5-4 3-6 6-6s5.5 2 6 6M26 18h13M26 24h13M26 30h8" />
    </>
  ),
  consular_id: (
    <>
      <rect class="tint" x="4" y="10" width="40" height="28" rx="4" />
      <circle cx="33.5" cy="20" r="3.5" />
      <path d="M27.5 31c.5-4 3-6 6-6s5.5 2 6 6M9 31h11M9 26.5h8" />
      <path d="M10 22v-7M10 15.5c3-2 5 1.5 8.5-.5v5c-3.5 2-5.5-1.5-8.5.5" />
    </>
  ),
  old_city_id: (
    <>
      <rect class="tint" x="4" y="10" width="40" height="28" rx="4" />
      <circle cx="14.5" cy="20" r="3.5" />
      <path d="M8.5 31c.5-4 3-6 6-6s5.5 2 6 6" />
      <path d="M25 31V20l4-3 4 3v11M33 24h6v7M24 31h16M29 24v2" />
    </>
  ),
  birth_certificate: (
    <>
      <rect class="tint" x="5" y="7" width="38" height="30" rx="2" />
      <path d="M13 15h22M13 21h12M13 27h8" />
      <circle cx="33" cy="30" r="5.5" />
      <path d="M30 35v8l3-2 3 2v-8" />
    </>
  ),
  homeland_security_paper: (
    <>
      <path class="tint" d="M9 4h21l9 9v31H9z" />
      <path d="M30 4v9h9" />
      <path d="M15 14h9M15 20h18M15 26h18" />
      <rect x="15" y="31" width="8" height="8" rx="1" />
      <path d="M28 33h6M28 38h6" />
    </>
  ),
  utility_bill: (
    <>
      <path class="tint" d="M9 4h21l9 9v31H9z" />
      <path d="M30 4v9h9" />
      <path d="M15 38h8M29 38h4M15 32h18" />
      <path d="M25 12l-6 8.5h5L22 27l6.5-8.5h-5z" />
    </>
  ),
  lease: (
    <>
      <path class="tint" d="M9 4h21l9 9v31H9z" />
      <path d="M30 4v9h9" />
      <path d="M15 26v-7l7-6 7 6v7zM20 26v-4h4v4" />
      <path d="M15 32h18M15 38c2-2.5 3.5-2.5 4 0s2.5 1 4-1" />
    </>
  ),
  shelter_letter: (
    <>
      <path class="tint" d="M5 14h38v26H5z" />
      <path d="M5 14l19 14 19-14" />
      <path class="tint" d="M24 3l9 7.5V19H15v-8.5z" />
      <path d="M12 13L24 3l12 10M21.5 19v-5h5v5" />
    </>
  ),
  service_letter: (
    <>
      <path class="tint" d="M5 14h38v26H5z" />
      <path d="M5 14l19 14 19-14" />
      <path class="tint" d="M24 20s-7-4-7-9a3.8 3.8 0 0 1 7-2 3.8 3.8 0 0 1 7 2c0 5-7 9-7 9z" />
    </>
  ),
  care_of_letter: (
    <>
      <path class="tint" d="M4 9h40v30H4z" />
      <path d="M34 14h5v6h-5zM9 15h9M9 20h6" />
      <circle cx="20" cy="28" r="2.8" />
      <path d="M14.5 35c.4-2.8 2.5-4 5.5-4s5.1 1.2 5.5 4M30 28h8M30 33h8" />
    </>
  ),
  bank_statement: (
    <>
      <path class="tint" d="M9 4h21l9 9v31H9z" />
      <path d="M30 4v9h9" />
      <path d="M15 22l9-5 9 5zM17.5 22v7M22 22v7M26 22v7M30.5 22v7M15 29h18" />
      <path d="M15 36h8M28 36h5" />
    </>
  ),
  school_paper: (
    <>
      <path class="tint" d="M9 4h21l9 9v31H9z" />
      <path d="M30 4v9h9" />
      <path d="M24 16l10 4-10 4-10-4zM18 22v5c3.5 2.5 8.5 2.5 12 0v-5" />
      <path d="M15 35h18M15 39h10" />
    </>
  ),
  paper: (
    <>
      <path class="tint" d="M9 4h21l9 9v31H9z" />
      <path d="M30 4v9h9" />
      <path d="M15 20h18M15 27h18M15 34h11" />
    </>
  ),
}

/** The pictures rules.json may name (`papers[].picture`). */
export const paperPictures: readonly string[] = Object.keys(drawn)

/** The picture of a paper by its name in the rules; an unknown one is a plain sheet. */
export function PaperPicture(props: { picture: string }) {
  return (
    <svg class="paper" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">
      {drawn[props.picture] ?? drawn.paper}
    </svg>
  )
}
