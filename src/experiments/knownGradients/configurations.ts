import {binary} from './binary';
import type {Configuration} from './configuration';
import {layerConfigurations} from './layers';
import {norms} from './norms';
import {convolutions, pools} from './pictures';
import {products} from './products';
import {reductions} from './reductions';
import {secondDerivatives} from './secondDerivatives';
import {shaping} from './shaping';
import {unary} from './unary';

/** Everything that the sweep looks at, by family. */
export const configurations: Readonly<Record<string, readonly Configuration[]>> = {
  unary,
  binary,
  reductions,
  products,
  shaping,
  convolutions,
  pools,
  normsAndLosses: norms,
  layers: layerConfigurations,
  secondDerivatives,
};
