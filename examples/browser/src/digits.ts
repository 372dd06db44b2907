/** Digits that losslab drew when the page was built: a byte of label for each, then 784 bytes of image for each. */
export interface Digits {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

export async function loadDigits(): Promise<Digits> {
  const answer = await fetch('digits.bin');
  if (!answer.ok) throw new Error(`digits.bin: ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const size = bytes.length / 785;
  return {labels: bytes.subarray(0, size), images: bytes.subarray(size)};
}
