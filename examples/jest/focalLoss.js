const tf = require('@tensorflow/tfjs');

/**
 * Focal loss with γ = 2: cross entropy that takes less interest in what is already right.
 *
 *     FL = −Σ_k t_k (1 − p_k)² ln p_k        averaged over the batch
 *
 * The gradient is written by hand, which saves the graph of seven ops, and is just where a mistake would hide.
 *
 * @see Lin et al., "Focal Loss for Dense Object Detection", 2017.
 */
exports.focalLoss = function focalLoss(labels, probabilities) {
  const op = tf.customGrad((p, save) => {
    save([p]);
    const size = p.shape[0];
    const value = tf.sub(1, p).square().mul(p.log()).mul(labels).sum().div(-size);
    const gradFunc = (dy, [p]) => {
      const q = tf.sub(1, p);
      // d/dp of −(1 − p)² ln p is 2 (1 − p) ln p − (1 − p)² / p.
      const slope = q.mul(p.log()).mul(2).sub(q.square().div(p));
      return slope.mul(labels).div(size).mul(dy);
    };
    return {value, gradFunc};
  });
  return op(probabilities);
};
