import {binaryOps, constantOps} from './binary';
import {kinkedOps} from './kinked';
import type {Op} from './Op';
import {matrixOps, productOps} from './products';
import {reductionOps} from './reductions';
import {joiningOps, shapingOps} from './shaping';
import {smoothOps} from './smooth';

/** The families, each as likely as its weight says, and within a family each op as likely as the next. */
export const families: readonly {readonly weight: number; readonly ops: readonly Op[]}[] = [
  {weight: 5, ops: smoothOps},
  {weight: 3, ops: kinkedOps},
  {weight: 2, ops: constantOps},
  {weight: 3, ops: binaryOps},
  {weight: 2, ops: reductionOps},
  {weight: 2, ops: shapingOps},
  {weight: 1, ops: joiningOps},
  {weight: 2, ops: productOps},
  {weight: 1, ops: matrixOps},
];

export const allOps: readonly Op[] = families.flatMap(({ops}) => ops);
