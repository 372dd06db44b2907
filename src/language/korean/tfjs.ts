/** Korean for what tfjs itself says where it has no gradient: its words, and what they mean. */
export const tfjs: Readonly<Record<string, string>> = {
  'Cannot compute gradient: gradient function not found for Equal.':
    'Cannot compute gradient: gradient function not found for Equal. (Equal의 기울기 함수가 없다는 뜻)',
  'Gradient for tile operation is not implemented for rank-{} tensors yet.':
    'Gradient for tile operation is not implemented for rank-{0} tensors yet. (랭크가 {0}인 텐서에 대한 tile의 기울기는 아직 구현되어 있지 않습니다.)',
  "Error in gradient of conv2D: dilation rates greater than {} are not yet supported in gradients. Got dilations '{},{}'":
    "Error in gradient of conv2D: dilation rates greater than {0} are not yet supported in gradients. Got dilations '{1},{2}' (기울기 계산은 {0}보다 큰 팽창률을 아직 지원하지 않습니다.)",
  "Error in gradient of conv2D: dilation rates greater than {} are not yet supported in gradients. Got dilations '{}'":
    "Error in gradient of conv2D: dilation rates greater than {0} are not yet supported in gradients. Got dilations '{1}' (기울기 계산은 {0}보다 큰 팽창률을 아직 지원하지 않습니다.)",
  "Error in gradient of depthwiseConv2dNative: dilation rates greater than {} are not yet supported. Got dilations '{}'":
    "Error in gradient of depthwiseConv2dNative: dilation rates greater than {0} are not yet supported. Got dilations '{1}' (기울기 계산은 {0}보다 큰 팽창률을 아직 지원하지 않습니다.)",
  "tfjs throws: Cannot read properties of undefined (reading 'dataId')":
    "tfjs의 예외: Cannot read properties of undefined (reading 'dataId')",
  "tfjs throws: Cannot read properties of undefined (reading 'id')":
    "tfjs의 예외: Cannot read properties of undefined (reading 'id')",
  'tfjs throws: Error in transpose: rank of input {} must match length of perm {},{},{}.':
    'tfjs의 예외: Error in transpose: rank of input {0} must match length of perm {1},{2},{3}. (입력의 랭크가 perm의 길이와 맞지 않는다는 뜻)',
  'tfjs throws: Size({}) must match the product of shape {},{},{}':
    'tfjs의 예외: Size({0}) must match the product of shape {1},{2},{3} (크기가 형상의 곱과 맞지 않는다는 뜻)',
  'tfjs throws: Length of inShape ({}) and rank of dy ({}) must match':
    'tfjs의 예외: Length of inShape ({0}) and rank of dy ({1}) must match (입력 형상의 길이와 dy의 랭크가 맞지 않는다는 뜻)',
  "throws: wasm backend Conv2D does not support dataFormat:'channelsFirst'. Please use 'channelsLast'.":
    "예외: wasm backend Conv2D does not support dataFormat:'channelsFirst'. Please use 'channelsLast'. (wasm 백엔드의 Conv2D는 'channelsFirst'를 지원하지 않으므로 'channelsLast'를 써야 합니다.)",
  'throws: GatherV2: the index value {} is not in [{}, NaN]':
    '예외: GatherV2: the index value {0} is not in [{1}, NaN] (인덱스 값이 범위 밖입니다.)',
  "throws: TF Backend supports only 'valid' and 'same' padding while padding was NUMBER":
    "예외: TF Backend supports only 'valid' and 'same' padding while padding was NUMBER (TF 백엔드는 'valid'와 'same' 패딩만 지원하는데 패딩이 NUMBER였습니다.)",
  'throws: Invalid TF_Status: {}': '예외: Invalid TF_Status: {0}',
  "tfjs's gradient of Prod throws: Error in transpose: rank of input {} must match length of perm {},{},{}. Its gradient does not know negative axes: count from the front.":
    'tfjs의 Prod 기울기 함수가 예외를 냅니다: 입력의 랭크 {0}와 perm [{1},{2},{3}]의 길이가 맞지 않습니다. 이 기울기 함수는 음수 축을 모르므로 축을 앞에서부터 세십시오.',
  "tfjs's gradient of Tile throws: Gradient for tile operation is not implemented for rank-{} tensors yet. Write it with ops that have one, or give it one with tf.customGrad.":
    'tfjs의 Tile 기울기 함수가 예외를 냅니다: 랭크가 {0}인 텐서에 대한 tile의 기울기는 아직 구현되어 있지 않습니다. 기울기가 있는 연산으로 다시 쓰거나 tf.customGrad로 기울기를 주십시오.',
  "tfjs's gradient of GatherV2 throws: Size({}) must match the product of shape {},{},{}. Write it with ops that have one, or give it one with tf.customGrad.":
    'tfjs의 GatherV2 기울기 함수가 예외를 냅니다: 크기 {0}와 형상 [{1},{2},{3}]의 곱이 맞지 않습니다. 기울기가 있는 연산으로 다시 쓰거나 tf.customGrad로 기울기를 주십시오.',
  "tfjs's gradient of Conv2D throws: Error in gradient of conv2D: dilation rates greater than {} are not yet supported in gradients. Got dilations '{},{}'. Write it with ops that have one, or give it one with tf.customGrad.":
    'tfjs의 Conv2D 기울기 함수가 예외를 냅니다: {0}보다 큰 팽창률 [{1},{2}]의 기울기는 아직 지원하지 않습니다. 기울기가 있는 연산으로 다시 쓰거나 tf.customGrad로 기울기를 주십시오.',
  "tfjs's gradient of Conv2D throws: Error in gradient of conv2D: dilation rates greater than {} are not yet supported in gradients. Got dilations '{}'. Write it with ops that have one, or give it one with tf.customGrad.":
    'tfjs의 Conv2D 기울기 함수가 예외를 냅니다: {0}보다 큰 팽창률 {1}의 기울기는 아직 지원하지 않습니다. 기울기가 있는 연산으로 다시 쓰거나 tf.customGrad로 기울기를 주십시오.',
  "tfjs's gradient of DepthwiseConv2dNative throws: Error in gradient of depthwiseConv2dNative: dilation rates greater than {} are not yet supported. Got dilations '{}'. Write it with ops that have one, or give it one with tf.customGrad.":
    'tfjs의 DepthwiseConv2dNative 기울기 함수가 예외를 냅니다: {0}보다 큰 팽창률 {1}의 기울기는 아직 지원하지 않습니다. 기울기가 있는 연산으로 다시 쓰거나 tf.customGrad로 기울기를 주십시오.',
  "tfjs's gradient of fusedConv2d throws: Length of inShape ({}) and rank of dy ({}) must match. Write it with ops that have one, or give it one with tf.customGrad.":
    'tfjs의 fusedConv2d 기울기 함수가 예외를 냅니다: 입력 형상의 길이 {0}와 dy의 랭크 {1}가 맞지 않습니다. 기울기가 있는 연산으로 다시 쓰거나 tf.customGrad로 기울기를 주십시오.',
  "tfjs's gradient of FusedBatchNorm throws: Cannot read properties of undefined (reading 'dataId'). Its gradient needs scale and offset: pass both to tf.batchNorm.":
    "tfjs의 FusedBatchNorm 기울기 함수가 예외를 냅니다: undefined에서 'dataId'를 읽을 수 없습니다. 이 기울기 함수에는 scale과 offset이 필요하므로 tf.batchNorm에 둘 다 넘기십시오.",
  "tfjs's gradient of FusedBatchNorm throws: Size({}) must match the product of shape {},{},{}. Its gradient needs scale and offset: pass both to tf.batchNorm.":
    'tfjs의 FusedBatchNorm 기울기 함수가 예외를 냅니다: 크기 {0}와 형상 [{1},{2},{3}]의 곱이 맞지 않습니다. 이 기울기 함수에는 scale과 offset이 필요하므로 tf.batchNorm에 둘 다 넘기십시오.',
  "Cannot read properties of undefined (reading 'id')": "undefined에서 'id'를 읽을 수 없습니다.",
};
