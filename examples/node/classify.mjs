// Which digit is in an image file? Plain tfjs and a model that losslab saved:
//     node examples/node/classify.mjs models/convolution examples/node/seven.pgm
import {readFile} from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';

const [folder, file] = process.argv.slice(2);
const {modelTopology, weightsManifest} = JSON.parse(await readFile(`${folder}/model.json`, 'utf8'));
const weightData = new Uint8Array(await readFile(`${folder}/weights.bin`)).buffer;
const artifacts = {modelTopology, weightSpecs: weightsManifest[0].weights, weightData};
const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
const image = await readFile(file); // a PGM file of 28 × 28 bytes: a few lines of header, then the bytes
const header = /^P5\s+(?:#.*\n\s*)*28\s+28\s+255\s/.exec(image.toString('latin1'))?.[0] ?? '';
if (!header || image.length !== header.length + 784) throw new Error(`${file}: expected PGM of 28x28`);
const shape = [1, ...model.inputs[0].shape.slice(1)];
const x = tf.tensor(image.subarray(header.length), shape, 'float32').div(255);
const probabilities = await model.predict(x).data();
const digit = probabilities.indexOf(Math.max(...probabilities));
console.log(`${digit}, with probability ${probabilities[digit].toFixed(3)}`);
