import * as tf from '@tensorflow/tfjs';
import plain from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url';

/** In the order in which they are tried: for nets as small as these wasm is the quickest. */
const backends = ['wasm', 'webgl', 'webgpu', 'cpu'] as const;

export type Backend = (typeof backends)[number];

/** Makes a backend the current one. @returns Whether it works here. */
export async function useBackend(name: Backend): Promise<boolean> {
  const before = tf.getBackend();
  try {
    await register(name);
    if ((await tf.setBackend(name)) && (await multiplies())) return true;
  } catch {
    // Not here; the caller says so.
  }
  if (before) await tf.setBackend(before);
  return false;
}

/** A graphics card that was lost gives zeros without a word. */
async function multiplies(): Promise<boolean> {
  const product = tf.tidy(() => tf.tensor2d([[2, 3]]).matMul(tf.tensor2d([[5], [7]])));
  const [value] = await product.data();
  product.dispose();
  return value === 31;
}

/** The backends that might work here, told without loading any. */
export async function candidates(): Promise<Backend[]> {
  const canvas = document.createElement('canvas');
  const present: Record<Backend, boolean> = {
    wasm: typeof WebAssembly === 'object',
    webgl: canvas.getContext('webgl2') !== null,
    webgpu: await hasWebGpu(),
    cpu: true,
  };
  return backends.filter(name => present[name]);
}

async function hasWebGpu(): Promise<boolean> {
  // Typed as always there; in many browsers it is not.
  const gpu = (navigator as {gpu?: GPU}).gpu;
  try {
    return Boolean(await gpu?.requestAdapter());
  } catch {
    return false;
  }
}

async function register(name: Backend): Promise<void> {
  if (name === 'wasm') {
    const {setWasmPaths} = await import('@tensorflow/tfjs-backend-wasm');
    if (tf.findBackend('wasm') as unknown) return; // it is too late for paths, and they are set
    setWasmPaths({
      'tfjs-backend-wasm.wasm': plain,
      'tfjs-backend-wasm-simd.wasm': simd,
      'tfjs-backend-wasm-threaded-simd.wasm': threaded,
    });
  }
  if (name === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
}
