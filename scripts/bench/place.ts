import {selectBackend} from '../../src/backends/selectBackend';

/** Where a contestant runs. */
export interface Place {
  readonly backend: string;
  /** The kernels as the backend brings them. */
  readonly stock?: boolean;
}

export const stockCpu: Place = {backend: 'cpu'};
export const stockWasm: Place = {backend: 'wasm', stock: true};
export const wasm: Place = {backend: 'wasm'};
export const native: Place = {backend: 'tensorflow'};

/** Makes the place the current one. */
export async function goTo({backend, stock = false}: Place): Promise<void> {
  await selectBackend(backend, {stock});
}

/** The places of these that can be used on this machine. */
export async function usable(places: readonly Place[]): Promise<Place[]> {
  const found: Place[] = [];
  for (const place of places) {
    const works = await goTo(place).then(
      () => true,
      () => false,
    );
    if (works) found.push(place);
  }
  return found;
}
