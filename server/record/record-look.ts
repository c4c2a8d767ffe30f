/** One style sheet of all pages without a script that the server writes: the record, the list of sites. Colours are the system's own, so that dark mode and strong contrast follow. */
export const recordLook = `:root { background: Canvas; color: CanvasText; color-scheme: light dark; --line: #767676; --stripe: #b34700; }
body { font: 1.0625rem/1.55 system-ui, sans-serif; margin: 0 auto; max-inline-size: 46rem; overflow-wrap: break-word; padding: 1rem; }
.languages { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin-block-end: .5rem; }
.languages a { display: inline-block; min-inline-size: 2.75rem; padding-block: .6rem; }
a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
.practice { background: var(--stripe); color: #fff; font-weight: 700; margin: 0 0 .5rem; padding: .75rem 1rem; }
.machine { border: 2px solid var(--line); margin-block-end: 0; padding: .5rem .75rem; }
h1 { line-height: 1.2; margin-block-end: .25rem; }
h2 { border-block-start: 1px solid var(--line); line-height: 1.3; margin-block: 2rem .5rem; padding-block-start: 1rem; }
.city { font-weight: 600; margin-block-start: 0; }
.lead { font-size: 1.1875rem; }
section { border-inline-start: 4px solid var(--line); margin-block: 1.5rem; padding-inline-start: 1rem; }
section h2 { border: 0; font-size: 1.1875rem; margin-block: 0 .25rem; padding: 0; }
section p { margin-block: .5rem; }
h3 { margin-block: 1rem .25rem; }
section h3 { margin-block-start: 0; }
dl { display: grid; gap: .25rem 1rem; grid-template-columns: minmax(7rem, max-content) 1fr; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 30rem) { dl { grid-template-columns: minmax(0, 1fr); } dd { margin-block-end: .5rem; } }
code { font-size: .9375rem; overflow-wrap: anywhere; }
.fingerprint code { font-size: 1rem; }
.check { border-block-start: 1px dashed var(--line); padding-block-start: .5rem; }
.changed { border-inline-start: 8px solid var(--stripe); padding-inline-start: .75rem; }
.cards, .doors ul, .index ul { list-style: none; padding: 0; }
.cards li { border-block-start: 1px solid var(--line); }
.cards a, .doors li a, .index a, .next a, .home a { display: block; font-weight: 600; padding-block: .6rem; min-block-size: 1.5rem; }
.cards span { display: block; margin-block: -.5rem .6rem; }
.index ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
.index a { min-inline-size: 2.75rem; }
.doors a[aria-current] { border-inline-start: 4px solid currentColor; color: inherit; padding-inline-start: .75rem; text-decoration: none; }
.next { border-block-start: 1px solid var(--line); margin-block-start: 2rem; }
@media (max-width: 63.99rem) { .first .doors { display: none; } }
table { border-collapse: collapse; font-size: 1rem; inline-size: 100%; margin-block: 1.5rem; }
th, td { border-block-end: 1px solid var(--line); padding: .4rem .5rem; text-align: start; vertical-align: top; }
@media (max-width: 75rem) {
  thead { position: absolute; clip-path: inset(50%); }
  table, tbody, tr, td { display: block; }
  tr { border-inline-start: 4px solid var(--line); margin-block: 1.5rem; padding-inline-start: 1rem; }
  td { border: 0; padding: .15rem 0; }
  td::before { content: attr(data-name) ": "; font-weight: 600; }
}
@media (min-width: 64rem) {
  body:has(.framed) { max-inline-size: 74rem; }
  .framed { display: grid; gap: 3rem; grid-template-columns: minmax(0, 1fr) 15rem; }
  .doors { align-self: start; }
  .doors h2 { font-size: 1rem; margin-block-start: 1rem; }
  .idea > p, .idea > ul, .idea > dl { max-inline-size: 46rem; }
}
main { display: none; scroll-margin-block-start: 100vh; }
main:last-of-type, main:target { display: block; }
main:target ~ main:last-of-type { display: none; }
@supports selector(:has(a)) {
  main:has(:target) { display: block; }
  main:has(:target) ~ main:last-of-type { display: none; }
}
@supports not selector(:has(a)) { .index { display: none; } }
@media print {
  body { font-size: 11pt; max-inline-size: none; padding: 0; }
  .languages, .doors, .index, .next, .home { display: none; }
  .framed { display: block; }
  section, tr, li { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
  a { color: inherit; }
  .idea a[href^='/']::after { content: ' (' attr(href) ')'; font-size: .875em; overflow-wrap: anywhere; }
}
`
