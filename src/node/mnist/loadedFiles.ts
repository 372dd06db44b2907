import {datasetParts, type Dataset, type DatasetPart} from '../../data/mnist';
import type {FileContent} from './unpack';

/** The four files' bytes and where they were found, for a person. */
export interface LoadedFiles {
  readonly contents: Readonly<Record<DatasetPart, FileContent>>;
  readonly origin: string;
}

/** Calls `load` for the four files at the same time. */
export async function loadParts<T>(load: (part: DatasetPart) => Promise<T>): Promise<Record<DatasetPart, T>> {
  const entries = datasetParts.map(async part => [part, await load(part)] as const);
  // fromEntries forgets the keys' type; all four parts are there
  return Object.fromEntries(await Promise.all(entries)) as Record<DatasetPart, T>;
}

/** The parts whose digest is the data set's own, in their order. */
export function genuineParts(dataset: Dataset, contents: LoadedFiles['contents']): DatasetPart[] {
  return datasetParts.filter(part => contents[part].sha256 === dataset.files[part].sha256);
}
