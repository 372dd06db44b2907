/** Every test file starts on the cpu backend, without tfjs's advertisement for tfjs-node. */
import * as tf from '@tensorflow/tfjs';
import {silenceCpuAdvertisement} from '../src/backends/silenceCpuAdvertisement';

// The cpu backend is made when it is chosen, and at once: there is nothing to wait for.
void tf.setBackend('cpu');
silenceCpuAdvertisement(tf.backend());
