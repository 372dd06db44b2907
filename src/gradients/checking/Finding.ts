import type {Diagnosis, Verdict} from '../GradientCheck';

/** Ends a check early: the verdict is settled before, or instead of, any comparison of numbers. */
export class Finding extends Error {
  override name = 'Finding';

  constructor(
    readonly verdict: Verdict,
    readonly reason: string,
    readonly details: {readonly diagnosis?: Diagnosis; readonly op?: string} = {},
  ) {
    super(reason);
  }
}
