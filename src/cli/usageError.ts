/** A command line that cannot be followed: an unknown name, a value out of range, a place that cannot be written. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/**
 * Runs work whose arguments come straight from options. The library's own refusals of them become usage errors:
 * RangeError and TypeError in its form `who: expected what, got what`, a backend that cannot be used here, training
 * that diverged. Anything else passes.
 *
 * @throws {UsageError} With the refusal's sentence.
 */
export async function asUsage<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isRefusal(error)) throw new UsageError(error.message, {cause: error});
    throw error;
  }
}

/**
 * The form is what tells a refused argument from a bug: V8's own TypeErrors do not read so. The errors of backends
 * and training are known by name, because their classes would bring TensorFlow.js into `losslab --help`.
 */
function isRefusal(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error.name === 'BackendUnavailableError' || error.name === 'NonFiniteLossError') return true;
  return (
    (error instanceof RangeError || error instanceof TypeError) && /^[\w.]+: expected /.test(error.message)
  );
}
