/**
 * What of a topology only Keras 3 writes, and how the same is written for tfjs, which reads that of Keras 2.
 *
 * @param topology The `modelTopology` of a model.json.
 * @returns The end of a sentence, or undefined if there is nothing of Keras 3 in it.
 *
 * @example
 * keras3Advice({class_name: 'InputLayer', config: {batch_shape: [null, 4]}});
 * // 'this was saved by Keras 3, which tfjs does not read: rename batch_shape to batch_input_shape; …'
 */
export function keras3Advice(topology: unknown): string | undefined {
  const changes = new Set<string>();
  collect(topology, changes);
  if (changes.size === 0) return undefined;
  return (
    `this was saved by Keras 3, which tfjs does not read: ${[...changes].join(', ')}; ` +
    'or save it with Keras 2 (the package tf_keras, or TF_USE_LEGACY_KERAS=1)'
  );
}

function collect(value: unknown, changes: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    const change = changeOf(key, each);
    if (change !== undefined) changes.add(change);
    collect(each, changes);
  }
}

/** What to do with one key. */
function changeOf(key: string, value: unknown): string | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (key === 'batch_shape') return 'rename batch_shape to batch_input_shape';
  if (key === 'dtype' && isObject && 'config' in value) return 'write dtype as its name, "float32"';
  if (key === 'inbound_nodes' && Array.isArray(value) && value.some(hasArguments)) {
    return 'write inbound_nodes as [[["layer", 0, 0, {}]]]';
  }
  return undefined;
}

function hasArguments(node: unknown): boolean {
  return typeof node === 'object' && node !== null && !Array.isArray(node) && 'args' in node;
}
