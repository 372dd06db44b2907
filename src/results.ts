/** What an experiment hands over and a report shows: plain data, so that either side can do without the other. */

/** `quick`: under a minute for all experiments, on subsets. `full`: the book's own sizes. */
export type Profile = 'quick' | 'full';

/** A statement that the numbers of this run bear out or not. */
export interface Claim {
  /** Stable and unique within the experiment: what a script reads. */
  readonly id: string;
  readonly statement: string;
  /** What was to be seen, in words: `0`, `94.2 to 95.2 %`. */
  readonly expected: string;
  readonly measured: number | string;
  /** `skipped`: this run has nothing to judge it by; `reason` says what is missing. */
  readonly holds: boolean | 'skipped';
  /** Why it is skipped, as a sentence goes on after "it": `needs MNIST`. */
  readonly reason?: string;
  /** `measured` is a time, or made of times: the next run with the same seed measures another. */
  readonly timed?: true;
}

/** A metric that a summary shows, with the words to show it in. */
export interface Highlight {
  readonly label: string;
  /** A key of the result's `metrics`. */
  readonly metric: string;
  /** Written behind the number as it is; nothing is converted. */
  readonly unit?: string;
}

/** Numbers in rows; the first row of a page's table is `columns`. */
export interface Table {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** It has times in it: those of the next run with the same seed differ. */
  readonly timed?: true;
}

/** One axis of a figure. A log axis holds positive data only; a figure that gives it others is not drawn. */
export interface Axis {
  readonly label: string;
  readonly unit?: string;
  readonly scale: 'linear' | 'log' | 'category';
  /** What the axis spans at least, where the data alone would mislead: `[0, 1]` of a share. */
  readonly include?: readonly number[];
}

/**
 * A point of a mark. A `y` that is not finite leaves a gap. `x2` ends the interval of a histogram's bar; on a numeric
 * axis a bar whose `x` is text (`'0'` on a log axis) is set apart, left of the axis.
 */
export interface Point {
  readonly x: number | string;
  readonly x2?: number;
  readonly y: number;
}

/** One series of a figure, in the order in which it is to be drawn. */
export interface Mark {
  /** `rule`: a reference line across the figure at each point's `x`. `level`: one along it, at each point's `y`. */
  readonly type: 'line' | 'step' | 'dot' | 'bar' | 'rule' | 'level';
  readonly name: string;
  readonly points: readonly Point[];
  /** `context` is drawn in grey: what the others are to be compared with. */
  readonly emphasis?: 'context';
  /** Marks of one panel share a small picture of their own; those without a panel are in every one. */
  readonly panel?: string;
}

/** A picture as data and encodings, not pixels. */
export interface Figure {
  readonly id: string;
  /** The one message of the picture. */
  readonly title: string;
  /** What a person who cannot see the picture needs to know. */
  readonly alt: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly marks: readonly Mark[];
  /** It shows times: those of the next run with the same seed differ. */
  readonly timed?: true;
}

/** A formula of an experiment. */
export interface Formula {
  /** For those who hear the page: support for MathML differs among screen readers. */
  readonly spoken: string;
  /** In LaTeX: letters, numbers, signs, `_`, `^`, groups in braces, and \\ln, \\frac, \\sqrt, \\sum_k and \\cases. */
  readonly tex: string;
}

/** What an experiment found. */
export interface ExperimentResult {
  /** The question answered in one sentence. */
  readonly answer: string;
  readonly claims: readonly Claim[];
  /** Flat, with stable keys (`cee.testAccuracy`): what a script reads. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The three metrics that a summary shows. */
  readonly highlights: readonly Highlight[];
  readonly tables: readonly Table[];
  readonly figures: readonly Figure[];
  /** Shown below the answer. */
  readonly formulas?: readonly Formula[];
  /** Ids of figures over one and the same x, which a slider below the last of them moves through. */
  readonly slider?: readonly string[];
  /** Its answer is that of the whole page, and stands above all experiments. */
  readonly lead?: true;
}
