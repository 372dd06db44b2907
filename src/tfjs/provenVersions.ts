import * as tf from '@tensorflow/tfjs';

/**
 * The releases of tfjs on which losslab's use of private parts was proven, oldest first: `scripts/matrix` runs the packed
 * losslab beside each. What leans on them (float64, the wasm kernels, replayed steps) is off beside any other release, and says so.
 * Each has the SHA-256 of its cpu bundle, which float64 evaluates.
 */
export const cpuBundleDigests: Readonly<Record<string, string>> = {
  '4.10.0': '5ce7c9c6d0efa66abd1bf8eba59614fd75f7c44e4040f43f75659a3b866024dc',
  '4.11.0': '43a6fe840960e5a408b0d6b19e6dc3a5e12ff92086593c42eb6fa96ddc125550',
  '4.12.0': 'b36643009b1a7725f47a0f213ec563647eef4d21dadcc937dd44616c3a5848d8',
  '4.13.0': '947f66a3f43252bd82715aa25f7c6e30ac63b43afaba2b4cf8810c47da8a6620',
  '4.14.0': '7879ee8ef4d182164a20678a15bedbe96f1802f95285bde0087b2dfb3a901f5a',
  '4.15.0': '28b67376e62392f61485563047342dc55f2ee92ba0915c159aaa8ae6b0c53cc3',
  '4.16.0': 'f5130cad039e3b5c790e5ee25569be7ed350dd52662e54f6e0ca24955e4fef47',
  '4.17.0': 'bb9e581a80642216a9c8f246e87653897fa9b15c680687c8094793efd7d45b90',
  '4.18.0': 'a504dc1dfe63884b16a4ff5f7fcfedbaf7a7699fd8260b8dfd395e84b8dfbe93',
  '4.19.0': 'e9df82684d8731936753a5ea985bc25c41bf497d3544339176fbd7883e99efab',
  '4.20.0': '0383dc6b95e42b706a146fbf37e4ef184f4e6764bd5a23367d9f4d682e96e582',
  '4.21.0': '6f91bbc54e30986346ca2afa757191e3d03bbb2439f63c4561c24179cb1f8369',
  '4.22.0': '647bbae169aa72269da63dc0cc78ea34317f2795e28222e118f71da1516ecc1e',
};

const proven: readonly string[] = Object.keys(cpuBundleDigests);

/** The proven releases, for a sentence. */
export const provenRange = `${proven[0]!}–${proven.at(-1)!}`;

/** Whether private parts of this release of tfjs are what they were when losslab was proven; by default the installed one's. */
export function isProven(version: string = tf.version_core): boolean {
  return proven.includes(version);
}
