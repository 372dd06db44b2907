import {darkSeries, lightSeries} from './figures/theme';

/** Series colours as the custom properties that pictures name. */
function seriesVariables(colors: readonly string[]): string {
  return colors.map((color, i) => `--series-${i + 1}: ${color};`).join(' ');
}

/** So many columns of a table can be said to be numbers by a class of the table, `n1` for the first. */
export const classedColumns = 12;

/** Of no weight, so that prose across a row stays prose. */
const numberCells = Array.from(
  {length: classedColumns},
  (_, i) => `:where(.n${i + 1}) td:where(:nth-child(${i + 1}))`,
).join(', ');

/** The page's whole style sheet: system fonts, two palettes, one column. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #59636e; --line: #d1d9e0; --panel: #f6f8fa;
  --grid: #e2e7ec; --wrong: #fdecea; --good: #116329; --bad: #b3111c; --link: #0550ae; ${seriesVariables(lightSeries)} }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --paper: #0d1117; --soft: #9da7b3; --line: #3d444d; --panel: #161b22;
    --grid: #2a313a; --wrong: #2d1618; --good: #57c96d; --bad: #ff8d85; --link: #6cb0ff; ${seriesVariables(darkSeries)} }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 46rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink);
  background: var(--paper); overflow-wrap: break-word; }
:lang(ko) { word-break: keep-all; }
.whole { white-space: nowrap; }
sub, sup { line-height: 0; font-size: .75em; }
.pages { font-size: .85rem; }
h1 small { font-size: 1.1rem; font-weight: 400; color: var(--soft); }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 1.5rem 0 .75rem; text-wrap: balance; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 .5rem; text-wrap: balance; }
.small { font-size: .9rem; margin: 1.5rem 0 .25rem; }
a { color: var(--link); }
nav li { margin: .15rem 0; }
.headline { font-size: 1.15rem; font-weight: 600; margin: .5rem 0; }
section, footer { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1.75rem; }
.answer { font-size: 1.1rem; margin: .25rem 0 1rem; }
.formulas { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem 2.5rem; padding: 0; margin: 1rem 0; }
math { font-size: 1.1rem; }
figure { margin: 1.75rem 0; }
figcaption { font-weight: 600; margin-bottom: .6rem; text-wrap: balance; }
.picture svg { display: block; max-width: 100%; height: auto; font-variant-numeric: tabular-nums; }
.picture.narrow svg { width: 30rem; }
.wide { display: none; }
@media (min-width: 47rem) { .wide { display: block; } .narrow { display: none; } }
.cursor { stroke: var(--ink); stroke-width: 1.5; }
.highlights { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .5rem; margin: 1.25rem 0; }
.highlights div { background: var(--panel); border-radius: .4rem; padding: .6rem .8rem; display: flex;
  flex-direction: column; justify-content: space-between; }
.highlights dt { color: var(--soft); font-size: .85rem; line-height: 1.35; }
.highlights dd { margin: .15rem 0 0; font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.command { font-size: .9rem; color: var(--soft); }
.command .aside, .command code { white-space: nowrap; }
code { font: .92em ui-monospace, monospace; color: var(--ink); background: var(--panel); border-radius: .3rem;
  padding: .15rem .25rem; }
.claims { list-style: none; padding: 0; margin: 0; font-size: .9rem; line-height: 1.45; }
.claims li { padding-left: 1.5rem; position: relative; margin: .2rem 0; }
.mark { position: absolute; left: 0; font-weight: 700; }
.holds .mark { color: var(--good); }
.failed { color: var(--bad); font-weight: 600; }
.skipped { color: var(--soft); }
.aside { color: var(--soft); font-size: .85rem; font-weight: 400; }
.failed .aside { display: block; }
details { margin: .5rem 0; font-size: .9rem; }
summary { cursor: pointer; color: var(--link); padding: .15rem 0; }
.scroll { overflow-x: auto; margin: .5rem 0; max-height: 24rem; overflow-y: auto; }
/* Where there is room beside the column, a wide table takes of it what it needs. */
@media screen and (min-width: 62rem) { .scroll { width: fit-content; min-width: 100%; max-width: calc(100% + 8rem); } }
table { border-collapse: collapse; font-size: .9rem; overflow-wrap: normal; }
caption { text-align: left; padding-bottom: .25rem; }
th, td { text-align: left; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
tr.above-prose td { border-bottom: none; padding-bottom: 0; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
table.notes td:first-child { white-space: nowrap; }
table.notes .true td:first-child { color: var(--good); }
table.notes .false td:first-child { color: var(--bad); }
th.number { text-align: right; }
${numberCells}, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.prose { color: var(--soft); min-width: 18rem; padding-bottom: .6rem; text-align: left; white-space: normal; }
@media (max-width: 30rem) {
  .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .cards, .cards tbody { display: block; }
  .cards tr { display: block; border-bottom: 1px solid var(--line); padding: .3rem 0; } .cards tr.above-prose { border: 0; padding-bottom: 0; }
  .cards td[data-label] { display: flow-root; text-align: right; border: 0; padding: .05rem 0; } .cards td:empty { display: none; }
  .cards td[data-label]::before { content: attr(data-label); color: var(--soft); float: left; max-width: 60%; padding-right: 1rem;
    text-align: left; white-space: normal; }
  .cards td.prose { display: block; min-width: 0; border: 0; }
}
.slider { background: var(--panel); border-radius: .4rem; padding: .8rem 1rem; margin: 1.25rem 0; }
.slider[hidden] { display: none; }
.slider input { display: block; width: 100%; margin: .5rem 0; accent-color: var(--series-1); }
.slider output { font-weight: 600; font-variant-numeric: tabular-nums; }
pre { background: var(--panel); border-radius: .4rem; padding: .75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
pre span { white-space: nowrap; }
pre code { padding: 0; background: none; }
footer { font-size: .9rem; }
footer dt { color: var(--soft); }
footer dd { margin: 0 0 .4rem; overflow-wrap: anywhere; }
@media print {
  body { max-width: none; font-size: 10pt; padding: 0; }
  nav, .slider, .command, details:not([open]) { display: none; }
  .wide { display: block; } .narrow { display: none; }
  section { margin-top: 1.5rem; padding-top: 1rem; }
  h2, .small { break-after: avoid; }
  figure, details, tr, .highlights, .claims li { break-inside: avoid; }
  .scroll { overflow: visible; max-height: none; }
}
`;
