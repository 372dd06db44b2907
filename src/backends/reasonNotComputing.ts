import * as tf from '@tensorflow/tfjs';

/** Multiplies two small matrices on the current backend; what is wrong with that, or undefined. */
export async function reasonNotComputing(): Promise<string | undefined> {
  let product: tf.Tensor | undefined;
  try {
    product = tf.tidy(() =>
      tf.matMul(tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]), tf.tensor2d([7, 8, 9, 10, 11, 12], [3, 2])),
    );
    const values = Array.from(await product.data()).join();
    return values === '58,64,139,154' ? undefined : `its matMul gives ${values} for 58,64,139,154`;
  } catch (error) {
    return `its matMul fails: ${(error as Error).message.split('\n', 1)[0]!}`;
  } finally {
    product?.dispose();
  }
}
