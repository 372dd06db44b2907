/**
 * What tfjs and JavaScript say in their own words, which no language translates: reports quote it. One that is not
 * here, and reads like a sentence, counts as a text that was forgotten.
 */
const sayings = [
  /Cannot compute gradient: gradient function not found for \w+\.?/g,
  /Gradient for tile operation is not implemented for rank-\d+ tensors yet\.?/g,
  /Error in gradient of conv2D: dilation rates greater than \d+ are not yet supported in gradients\. Got dilations '[\d,]+'\.?/g,
  /Error in gradient of depthwiseConv2dNative: dilation rates greater than \d+ are not yet supported\. Got dilations '[\d,]+'\.?/g,
  /Error in transpose: rank of input \d+ must match length of perm [-\d,]+\.?/g,
  /Size\(\d+\) must match the product of shape [\d,]+\.?/g,
  /Length of inShape \(\d+\) and rank of dy \(\d+\) must match\.?/g,
  /Cannot read properties of undefined \(reading '\w+'\)\.?/g,
  /wasm backend Conv2D does not support dataFormat:'channelsFirst'\. Please use 'channelsLast'\.?/g,
  /GatherV2: the index value -?\d+ is not in \[\d+, NaN\]\.?/g,
  /TF Backend supports only 'valid' and 'same' padding while padding was NUMBER\.?/g,
];

/** A text without what is quoted in it. */
export function withoutQuotations(text: string): string {
  return sayings.reduce((rest, saying) => rest.replaceAll(saying, ''), text);
}
