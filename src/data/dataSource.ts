/** Where a run's data came from; every output names it. */
export interface DataSource {
  /** `mnist` only if the files' digests are MNIST's; `idx` for another data set in MNIST's file format. */
  readonly kind: 'mnist' | 'idx' | 'synthetic';
  /** For a person: a directory, a mirror's address, or how the digits were drawn. */
  readonly origin: string;
  /** SHA-256 over the four files' uncompressed bytes, in the order train images, train labels, test images, labels. */
  readonly digest: string;
}
