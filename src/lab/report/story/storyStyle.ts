import {curveEnds} from './weightCurves';

/** A range's thumb stops half its width before the end. */
const halfThumb = '8px';
const share = (part: number) => `${(100 * part).toFixed(2)}%`;

/** What a story needs on top of the page's style. */
export const storyStyle = `
.opening { margin: 0; }
.pages { font-size: .85rem; color: var(--soft); margin: 0; }
.opening h1 { margin: .35rem 0 .4rem; }
.opening .answer { margin: 0 0 .75rem; }
.knob { margin: 0; display: grid; gap: .25rem 2rem; }
.knob .picture svg { width: 100%; }
.knob text { fill: var(--ink); }
.knob .soft { fill: var(--soft); }
.atlas { position: absolute; }
.knob figcaption { order: 3; font-weight: 400; font-size: .9rem; margin: .5rem 0 0; text-wrap: wrap; max-width: 46rem; }
.wrong-side { fill: var(--wrong); } .right-side { fill: var(--panel); }
.border { stroke: var(--ink); stroke-width: 2; }
.knob .count-wrong { font-weight: 700; fill: var(--bad); } .knob .count-right { font-weight: 700; fill: var(--good); }
@media screen and (prefers-color-scheme: dark) { .digit use { filter: invert(1); } }
.digit rect { fill: none; stroke: none; stroke-width: 2; }
.digit.wrong rect { stroke: var(--bad); }
.digit.marked rect { stroke: var(--series-1); stroke-width: 5; }
.knob path { fill: none; stroke: var(--series-1); stroke-width: 2; }
.knob .loss path { stroke: var(--series-2); }
.knob circle { fill: var(--series-1); stroke: var(--paper); stroke-width: 1.5; } .knob .loss circle { fill: var(--series-2); }
.knob .title { font-weight: 600; } .knob .grid { stroke: var(--grid); }
.knob .cursor { stroke: var(--soft); stroke-dasharray: 2 3; }
.control input { display: block; margin: .1rem 0 0 calc(${share(curveEnds.from)} - ${halfThumb});
  width: calc(${share(curveEnds.to - curveEnds.from)} + 2 * ${halfThumb}); height: 1.75rem; accent-color: var(--series-1); }
.control label { display: block; font-size: .85rem; color: var(--soft); margin-left: ${share(curveEnds.from)}; }
.control[hidden], .crossed[hidden] { display: none; }
.reading { margin: .1rem 0 0 ${share(curveEnds.from)}; font-weight: 600; font-variant-numeric: tabular-nums; }
.crossed { margin: 0; font-size: .9rem; min-height: 1.5em; text-wrap: balance; }
.question { border-left: 4px solid var(--series-1); padding: .25rem 0 .25rem 1rem; margin: 1.5rem 0; }
.question fieldset { border: 0; padding: 0; margin: 0; }
.question legend { font-weight: 600; padding: 0; margin-bottom: .35rem; }
.question label { display: inline-block; margin: .15rem 1.25rem .15rem 0; padding-left: 1.6rem; text-indent: -1.6rem; }
.question input { margin: 0 .3rem 0 0; width: 1rem; }
.answered .fits { color: var(--good); font-weight: 600; } .answered .fits::after { content: ' ✓'; }
.answered .misses:has(:checked)::after { content: ' ✗'; color: var(--bad); }
.question details { font-size: 1rem; }
.question details figure { font-size: 1rem; margin-bottom: .5rem; }
.columns { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.code pre { overflow-x: auto; white-space: pre; overflow-wrap: normal; font-size: .8rem; line-height: 1.45; margin: .15rem 0 0; }
.code .small, .code .aside { margin: 0; }
.evidence { font-size: .9rem; }
.player { margin-top: .5rem; } .player table { margin-top: .5rem; }
.player th { font-weight: 400; border: 0; padding: .05rem 1rem .05rem 0; } .player td { border: 0; padding: .05rem 0; font-weight: 600; }
.player button { font: inherit; font-weight: 600; padding: .35rem 1rem; border-radius: .4rem; border: 1px solid var(--link);
  background: var(--panel); color: var(--link); cursor: pointer; }
.place { font-variant-numeric: tabular-nums; margin-left: .5rem; }
.cover { fill: var(--paper); }
.steps li { margin: .35rem 0; }
dfn { font-style: normal; font-weight: 700; }
/* Fractions on lines one below the other keep off each other. */
p mfrac { padding: .15em 0; }
@media (max-width: 29.99rem) { .control label { margin-left: 0; text-wrap: balance; } .opening h1 { font-size: 1.3rem; } .opening .answer { font-size: .95rem; line-height: 1.4; } body { padding: .75rem 1rem; } }
@media (min-width: 62rem) {
  .opening { width: min(calc(100vw - 4rem), 74rem); margin-left: calc((46rem - 2rem - min(calc(100vw - 4rem), 74rem)) / 2); }
  .opening .answer { max-width: 62rem; }
  .knob { grid-template-columns: minmax(0, 4fr) minmax(0, 3fr); grid-template-rows: auto 1fr; }
  .knob .curves { grid-column: 2; grid-row: 1 / 3; }
  .columns { grid-template-columns: repeat(3, minmax(0, 1fr)); width: min(calc(100vw - 4rem), 74rem); }
  .columns, .code > .small {
    margin-left: calc((46rem - 2rem - min(calc(100vw - 4rem), 74rem)) / 2); }
}
@media print { .control, .crossed, .player button { display: none; } .question details::details-content { content-visibility: visible; display: block; } }
`;
