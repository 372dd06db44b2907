/** The page's whole style sheet: system fonts, two palettes, one column. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #59636e; --line: #d1d9e0; --panel: #f6f8fa;
  --good: #116329; --bad: #b3111c; --link: #0550ae; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --paper: #0d1117; --soft: #9da7b3; --line: #3d444d; --panel: #161b22;
    --good: #57c96d; --bad: #ff8d85; --link: #6cb0ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 46rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink);
  background: var(--paper); overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1rem 0 .5rem; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 .5rem; }
a { color: var(--link); }
.headline { font-size: 1.15rem; font-weight: 600; margin: .5rem 0; }
section, footer { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1.5rem; }
.answer { font-size: 1.05rem; }
.highlights { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .5rem; margin: 1rem 0; }
.highlights div { background: var(--panel); border-radius: .4rem; padding: .6rem .8rem; }
.highlights dt { color: var(--soft); font-size: .85rem; }
.highlights dd { margin: 0; font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.claims { list-style: none; padding: 0; }
.claims li { padding: .4rem 0 .4rem .8rem; border-left: .25rem solid var(--line); margin: .4rem 0; }
.claims .holds { border-color: var(--good); }
.claims .holds strong { color: var(--good); }
.claims .failed { border-color: var(--bad); }
.claims .failed strong { color: var(--bad); }
.aside { display: block; color: var(--soft); font-size: .85rem; }
figure { margin: 1.25rem 0; }
details { margin: .75rem 0; }
summary { cursor: pointer; font-weight: 600; }
.scroll { overflow-x: auto; margin: .5rem 0; }
table { border-collapse: collapse; font-size: .9rem; overflow-wrap: normal; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr.above-prose td { border-bottom: none; padding-bottom: 0; }
td.prose { color: var(--soft); min-width: 18rem; padding-bottom: .6rem; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
pre { background: var(--panel); border-radius: .4rem; padding: .75rem; white-space: pre-wrap; }
footer { font-size: .9rem; }
footer dt { color: var(--soft); }
footer dd { margin: 0 0 .4rem; }
@media print {
  body { max-width: none; }
  section { break-inside: auto; }
  h2, figure, .claims li { break-inside: avoid; break-after: auto; }
  .scroll { overflow: visible; }
}
`;
