/** A backend that cannot be used on this machine. Its message is one sentence that a user can act on. */
export class BackendUnavailableError extends Error {
  override name = 'BackendUnavailableError';
}
