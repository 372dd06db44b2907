/**
 * Keeps tfjs's cpu backend from printing its advertisement for tfjs-node at its first op. The backend has no
 * option for that; it asks a public field of its own, `firstUse`, before it prints.
 */
export function silenceCpuAdvertisement(backend: unknown): void {
  if (typeof backend === 'object' && backend !== null && 'firstUse' in backend) backend.firstUse = false;
}
