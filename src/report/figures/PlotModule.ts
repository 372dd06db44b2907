/** Observable Plot, handed in by whoever loads it: it is an ES module, and a report draws without touching files. */
export type PlotModule = typeof import('@observablehq/plot', {with: {'resolution-mode': 'import'}});

/** What Plot makes of a mark function's arguments. */
export type Markish = import('@observablehq/plot', {with: {'resolution-mode': 'import'}}).Markish;
