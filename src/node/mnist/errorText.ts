/**
 * The code of a failed system call or connection, such as ENOENT, where the error carries one.
 * Looks at the form and not with instanceof, so that errors from another realm (a vm context) are read too.
 */
export function errorCode(error: unknown): string | undefined {
  const {code} = (error ?? {}) as {code?: unknown};
  return typeof code === 'string' ? code : undefined;
}

/** What went wrong, in few words: fetch hides the reason of "fetch failed" in the cause. */
export function errorText(error: unknown): string {
  const {message, cause} = (error ?? {}) as {message?: unknown; cause?: unknown};
  if (cause != null) return errorCode(cause) ?? errorText(cause);
  return typeof message === 'string' && message !== '' ? message : (errorCode(error) ?? String(error));
}
