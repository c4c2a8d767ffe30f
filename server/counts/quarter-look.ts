/** The report's own style, after the record's: screen in both schemes, forced colours, and paper of either size. */
export const quarterLook = `:root { --bar: #17644c; --ink-soft: #565d60; --hair: #ddd5c7; --sheet: #fffdf9; --warn: #7a4a00; }
@media (prefers-color-scheme: dark) { :root { --bar: #83d1ae; --ink-soft: #b8b5ac; --hair: #3b403f; --sheet: #1f2324; --warn: #f3c377; } }
body { max-inline-size: 64rem; }
.quarter { font-variant-numeric: tabular-nums; }
.quarter > header { border-block-end: 3px solid var(--bar); padding-block-end: 1rem; }
.quarter .city { color: var(--ink-soft); margin: 1.5rem 0 .25rem; }
.quarter h1 { font: 700 clamp(1.75rem, 1.3rem + 2.2vw, 2.75rem)/1.15 "Iowan Old Style", "Palatino Linotype", "Noto Serif", Georgia, serif; margin: 0 0 .25rem; text-wrap: balance; }
:lang(ar) > .quarter h1, :lang(ur) > .quarter h1, :lang(am) > .quarter h1, :lang(zh) > .quarter h1 { font-family: system-ui, sans-serif; }
.quarter .days, .quarter .state { margin: 0; }
.quarter .state { color: var(--ink-soft); }
.quarter section { border: 0; margin: 0; padding: 0; }
.total { display: grid; gap: .5rem 3rem; grid-template-columns: minmax(0, 1fr); margin-block: 2rem !important; }
@media (min-width: 44rem) { .total { align-items: center; grid-template-columns: max-content minmax(0, 1fr); } .total .figure { grid-row: span 2; } }
.total p { margin: 0; max-inline-size: 38rem; }
.total .figure { display: grid; line-height: 1.1; }
.total .figure strong { color: var(--bar); font: 700 clamp(3.5rem, 2.5rem + 8vw, 6.5rem)/1 system-ui, sans-serif; letter-spacing: -.02em; }
.total .at-least { color: var(--ink-soft); font-size: 1.25rem; }
.total .figure span:last-child { font-size: 1.25rem; }
.broken { align-items: center; color: var(--ink-soft); display: flex; gap: .75rem; font-size: .9375rem; }
.broken svg { block-size: 1rem; flex: none; inline-size: 3.75rem; }
.quarter svg .sure { fill: var(--bar); }
.quarter svg .likely { fill: var(--bar); opacity: .32; }
[dir=rtl] .quarter .bars svg, [dir=rtl] .broken svg { transform: scaleX(-1); }
.plots { display: grid; gap: 2.5rem 3.5rem; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 52rem) { .plots { grid-template-columns: repeat(2, minmax(0, 1fr)); } .plot.wide { grid-column: 1 / -1; } }
.plot h2 { border-block-start: 1px solid var(--hair); font-size: 1.25rem; line-height: 1.3; margin: 0; padding-block-start: .75rem; text-wrap: balance; }
.plot p { color: var(--ink-soft); font-size: .9375rem; line-height: 1.45; margin: .25rem 0 0; max-inline-size: 40rem; }
.plot p.found { color: inherit; font-weight: 600; }
.quarter table { border-collapse: collapse; display: table; font-size: .9375rem; inline-size: 100%; margin-block-start: .75rem; }
.quarter tbody { display: table-row-group; }
.quarter tr { border: 0; display: table-row; margin: 0; padding: 0; }
.quarter td { border: 0; display: table-cell; }
.quarter th { border: 0; }
.quarter td::before { content: none; }
.quarter caption { caption-side: bottom; color: var(--ink-soft); font-size: .8125rem; padding-block-start: .375rem; text-align: start; }
.bars { table-layout: fixed; }
.bars th { font-weight: 400; inline-size: 36%; line-height: 1.25; padding: .3125rem 0; text-align: start; vertical-align: middle; overflow-wrap: anywhere; }
.bars td { padding: .3125rem 0; padding-inline-start: .75rem; vertical-align: middle; }
.bars .bar { inline-size: 30%; }
.bars .bar svg { block-size: 1.125rem; display: block; inline-size: 100%; border-inline-start: 1px solid var(--ink-soft); }
.bars .says { line-height: 1.25; text-align: start; }
.bars .none { color: var(--ink-soft); }
.columns { table-layout: fixed; }
.columns thead { clip-path: none; display: table-footer-group; position: static; }
.quarter .columns td { border-block-end: 1px solid var(--ink-soft); block-size: 11rem; padding: 0 min(.5rem, 1vw); vertical-align: bottom; }
.columns svg { block-size: 9.5rem; display: block; inline-size: 100%; }
.columns .says { display: block; font-size: .8125rem; line-height: 1.2; text-align: center; }
.columns .most { font-weight: 700; }
.columns th { color: var(--ink-soft); font-size: .8125rem; font-weight: 400; padding-block-start: .25rem; text-align: center; white-space: nowrap; }
@media (max-width: 40rem) {
  .sparse th:not(:nth-child(3n + 1)), .sparse .says:not(.most) { block-size: 1px; clip-path: inset(50%); display: block; inline-size: 1px; overflow: hidden; position: absolute; white-space: nowrap; }
  .sparse th { overflow: visible; }
  .sparse .says.most { margin-inline: -1rem; }
  .bars th { inline-size: 34%; }
  .bars .bar { inline-size: 28%; }
}
.unverified { border: 1px solid var(--warn); border-radius: .75rem; color: var(--warn); font-size: .8125rem; font-weight: 600; padding: .0625rem .5rem; white-space: nowrap; }
.faces { display: grid; gap: 1rem; grid-template-columns: repeat(3, minmax(0, 1fr)); list-style: none; margin: 1rem 0 0; padding: 0; }
.faces li { display: grid; gap: .25rem; justify-items: center; text-align: center; }
.faces strong { font-size: .9375rem; }
.face { block-size: 3.25rem; inline-size: 3.25rem; }
.face circle, .face path { fill: none; stroke: var(--bar); stroke-linecap: round; stroke-width: 1.75; }
.face .eye { fill: var(--bar); stroke: none; }
.empty { border: 1px solid var(--hair) !important; border-radius: .75rem; background: var(--sheet); margin-block: 2rem !important; padding: 1.5rem !important; }
.empty h2 { margin: 0; }
.quarter footer { border-block-start: 3px solid var(--bar); display: grid; gap: 0 3.5rem; grid-template-columns: minmax(0, 1fr); margin-block-start: 3rem; }
@media (min-width: 52rem) { .quarter footer { grid-template-columns: 2fr 1fr; } }
.quarter footer h2 { font-size: 1.125rem; margin-block: 1rem .25rem; }
.quarter footer ul { margin: 0; padding-inline-start: 1.25rem; }
.quarters ul { list-style: none; padding: 0 !important; }
.quarters a { display: inline-block; padding-block: .375rem; }
.quarters [aria-current] { font-weight: 600; padding-block: .375rem; }
.files { grid-column: 1 / -1; margin-block: 1.25rem 0; }
.files span { color: var(--ink-soft); }
.quarter .next { grid-column: 1 / -1; }
.quarter .chapters { grid-column: 1 / -1; }
@media (min-width: 40rem) { .quarter .chapters ul { columns: 3; } }
@media (forced-colors: active) { .quarter svg .sure { fill: CanvasText; } .quarter svg .likely { fill: GrayText; opacity: 1; } .face circle, .face path { stroke: CanvasText; } .face .eye { fill: CanvasText; } }
@page { margin: 12mm 14mm; }
@media print {
  :root { --bar: #17644c; --ink-soft: #444; --hair: #bbb; --sheet: #fff; --warn: #7a4a00; color-scheme: light; background: #fff; color: #000; }
  body { font-size: 9.5pt; max-inline-size: none; padding: 0; }
  main { display: none; }
  main:last-of-type, main:target { display: block; }
  main:target ~ main:last-of-type { display: none; }
  .quarter .city { margin-block-start: 0; }
  .quarter h1 { font-size: 20pt; }
  .quarter > header { padding-block-end: 2mm; }
  .quarter section { margin: 0; padding: 0; }
  .total { align-items: center; grid-template-columns: max-content minmax(0, 1fr); margin-block: 3mm !important; }
  .total .figure { grid-row: span 2; }
  .total .figure strong { font-size: 36pt; }
  .plots { gap: 4mm 9mm; grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .plot { break-inside: avoid; }
  .plot.wide { grid-column: 1 / -1; }
  .plot h2 { font-size: 11pt; padding-block-start: 1.5mm; }
  .quarter table { margin-block-start: 1mm; }
  .bars th, .bars td { padding-block: .4mm; }
  .bars .bar svg { block-size: 3mm; }
  .face { block-size: 8mm; inline-size: 8mm; }
  .plot p, .quarter table { font-size: 9pt; }
  .quarter caption, .columns .says, .columns th { font-size: 8pt; }
  .quarter .columns td { block-size: 26mm; }
  .columns svg { block-size: 21mm; }
  .quarter footer { break-inside: avoid; grid-template-columns: minmax(0, 1fr); margin-block-start: 4mm; }
  .quarters, .files, .chapters, .next { display: none; }
  .quarter svg, .quarter table { print-color-adjust: exact; }
}
`
