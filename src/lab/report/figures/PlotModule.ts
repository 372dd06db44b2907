import type * as Plot from '@observablehq/plot' with {'resolution-mode': 'import'};

/** Observable Plot, handed in by whoever loads it: it is an ES module, and a report draws without touching files. */
export type PlotModule = typeof Plot;

export type {Markish} from '@observablehq/plot' with {'resolution-mode': 'import'};
