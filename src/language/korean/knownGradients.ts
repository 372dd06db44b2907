/** Korean for the texts of the experiment `known-gradients`: see textKey. */
export const knownGradients: Readonly<Record<string, string>> = {
  "Which of tfjs's own gradients are wrong?": 'tfjs에 내장된 기울기 가운데 무엇이 틀렸는가?',
  'In float64, of {} configurations of {} ops and layers {} have a wrong gradient ({} ops, among them cast, floorDiv, cumsum, mirrorPad, conv2d, maxPool, avgPool, grad(grad(exp)), grad(grad(sigmoid)), grad(grad(tanh)), grad(grad(softmax))) and {} have none; the others agree with finite differences.':
    'float64로 계산하면, 연산(op)과 층 {1}종의 구성 {0}가지 가운데 {2}가지는 기울기가 틀리고(연산 {3}종이며 cast, floorDiv, cumsum, mirrorPad, conv2d, maxPool, avgPool, 그리고 두 번 미분한 exp, sigmoid, tanh, softmax 등이 여기에 속합니다) {4}가지는 기울기가 없습니다. 나머지는 유한 차분과 일치합니다.',
  'The sweep covers tfjs’s differentiable ops in {} configurations and more':
    'tfjs의 미분 가능한 연산(op)을 {0}가지 이상의 구성으로 검사합니다',
  'at least {}': '{0} 이상',
  "The gradients of floorDiv, cast and avgPool with 'same' padding come out wrong":
    "floorDiv, cast, 그리고 'same' 패딩을 쓴 avgPool의 기울기가 틀린 것으로 나옵니다",
  'No other gradient is called wrong than those that were found wrong by hand':
    '손계산으로 틀렸음을 확인한 것 말고는 틀렸다고 판정되는 기울기가 없습니다',
  '{} others': '그 밖에 {0}개',
  'None of the known wrong or missing gradients passes':
    '틀렸거나 없다고 알려진 기울기는 하나도 검사를 통과하지 못합니다',
  'At the smallest example of each bug tfjs gives what its mistake predicts, and finite differences give what the mathematics says':
    '각 버그의 가장 작은 예에서 tfjs는 그 오류로부터 예측되는 값을 내고, 유한 차분은 수학적으로 옳은 값을 냅니다',
  'On wasm, as it comes, conv3d, dilation2d, the max pools and, of batches with a bias, fused matMul are wrong as well; convolutions and gather have no gradient':
    '배포된 그대로의 wasm에서는 conv3d, dilation2d, 최대 풀링, 그리고 편향을 더하는 배치 행렬의 fused matMul도 틀리며, 합성곱과 gather에는 기울기가 없습니다',
  'With the corrected kernels only channels-first convolution is left, which wasm does not have':
    '수정한 커널을 쓰면 wasm에 없는 채널 우선(channels-first) 합성곱만 남습니다',
  'On tensorflow no kernel is wrong; gather along a negative axis and some forms of conv2d are refused':
    'tensorflow에서는 틀린 커널이 없습니다. 다만 음수 축을 따른 gather와 일부 형태의 conv2d는 거부됩니다',
  'configurations checked': '검사한 구성',
  'with a wrong gradient': '기울기가 틀린 구성',
  'without a gradient': '기울기가 없는 구성',
  'Wrong formulas, each at its smallest example (the outputs summed)':
    '공식이 틀린 기울기와 각각의 가장 작은 예(출력을 모두 더함)',
  op: '연산(op)',
  'smallest example': '가장 작은 예',
  'tfjs gives': 'tfjs의 값',
  'finite differences': '유한 차분',
  'by hand': '손계산',
  why: '이유',
  'Cutting off the decimals is a staircase: its slope is {} between the steps. tfjs passes dy through.':
    '소수부를 잘라 내는 함수는 계단 모양이므로 계단과 계단 사이의 기울기는 {0}입니다. tfjs는 dy를 그대로 통과시킵니다.',
  '⌊a/b⌋ is a staircase. tfjs has the slope of a/b, which is {}/b.':
    '⌊a/b⌋는 계단 모양입니다. tfjs는 a/b의 기울기인 {0}/b를 씁니다.',
  '⌊a/b⌋ is a staircase. tfjs has the slope of a/b, which is −a/b².':
    '⌊a/b⌋는 계단 모양입니다. tfjs는 a/b의 기울기인 −a/b²을 씁니다.',
  'An entry of the first row is in both sums of its column. tfjs transposes the gradient unless the axis is the last.':
    '첫 행의 원소는 그 열의 두 합에 모두 들어갑니다. tfjs는 축이 마지막 축이 아니면 기울기를 전치해 버립니다.',
  "Reversed, x[{}] is the second factor of [{}, {}]. The array that split returns is the tape's own: reversing it in place reverses the gradient back.":
    '순서를 뒤집으면 x[{0}]은 [{1}, {2}]의 두 번째 수와 곱해집니다. split이 반환하는 배열은 테이프가 쓰는 바로 그 배열이므로, 제자리에서 뒤집으면 기울기가 다시 거꾸로 뒤집힙니다.',
  "As split: the returned array is the tape's own.":
    'split과 같습니다. 반환된 배열이 테이프가 쓰는 바로 그 배열입니다.',
  'The result is [{}, {}, {}, {}]: each entry is there twice. tfjs forgets the mirror images.':
    '결과는 [{0}, {1}, {2}, {3}]이고 각 원소가 두 번씩 들어 있습니다. tfjs는 거울상으로 복사된 원소를 빠뜨립니다.',
  "The greater one is the output. The cpu backend numbers the window's cells by its height on one way and by its width on the other, so an oblong window loses its gradient.":
    '더 큰 값이 출력됩니다. cpu 백엔드는 윈도의 칸에 번호를 매길 때 순전파와 역전파 중 한쪽에서는 높이를, 다른 쪽에서는 너비를 기준으로 하므로, 가로세로가 다른 윈도에서는 기울기가 사라집니다.',
  'The means are (x₀ + x₁)/{} and, at the edge, x₁ alone: ½ + {}. tfjs divides both by the window, {}.':
    '평균은 (x₀ + x₁)/{0}, 그리고 가장자리에서는 x₁ 하나이므로 ½ + {1}입니다. tfjs는 둘 다 윈도 크기 {2}로 나눕니다.',
  'As avgPool: ½ + {}, of which tfjs makes ½ + ½.':
    'avgPool과 같습니다. ½ + {0}이어야 하지만 tfjs는 ½ + ½로 계산합니다.',
  'It is avgPool: ½ + {}, of which tfjs makes ½ + ½.':
    '실체는 avgPool입니다. ½ + {0}이어야 하지만 tfjs는 ½ + ½로 계산합니다.',
  'With half-pixel centres the samples lie at −¼, ¼, ¾, 1¼ and give x₀ the weights {}, ¾, ¼, {}. tfjs differentiates as if at {}, ½, {}, 1½.':
    '픽셀 중심을 반 픽셀 옮기면(half-pixel centers) 표본은 −¼, ¼, ¾, 1¼에 놓이고 x₀의 가중치는 {0}, ¾, ¼, {1}입니다. tfjs는 표본이 {2}, ½, {3}, 1½에 놓인 것처럼 미분합니다.',
  'With half-pixel centres ⌊(j + ½)·⅔⌋ is {}, {}, {}: x₀ is taken once. tfjs differentiates ⌊j·⅔⌋ = {}, {}, {}.':
    '픽셀 중심을 반 픽셀 옮기면(half-pixel centers) ⌊(j + ½)·⅔⌋는 {0}, {1}, {2}이므로 x₀은 한 번만 쓰입니다. tfjs는 ⌊j·⅔⌋ = {3}, {4}, {5}로 보고 미분합니다.',
  '−Σ t ln p has the slope −ln p₀ = ln {} by t₀. tfjs gives t₀ − p₀ = {} − ½ (soft labels that are learned, as in distillation).':
    '−Σ t ln p의 t₀에 대한 기울기는 −ln p₀ = ln {0}입니다. tfjs는 t₀ − p₀ = {1} − ½을 냅니다(지식 증류에서처럼 소프트 레이블을 학습하는 경우).',
  'The slope is p₀ Σt − t₀. tfjs gives p₀ − t₀, which is right only where the labels sum to {}.':
    '기울기는 p₀ Σt − t₀입니다. tfjs는 p₀ − t₀을 내는데, 이는 레이블의 합이 {0}일 때만 옳습니다.',
  throws: '예외 발생',
  'a is the greater one in both places, so its slopes add up to {} + {}. tfjs does not sum over the broadcast axis.':
    'a는 두 자리에서 모두 더 큰 값이므로 그 기울기를 더하면 {0} + {1}입니다. tfjs는 브로드캐스트된 축을 따라 합하지 않습니다.',
  'a is the smaller one in both places: {} + {}. tfjs does not sum over the broadcast axis.':
    'a는 두 자리에서 모두 더 작은 값이므로 {0} + {1}입니다. tfjs는 브로드캐스트된 축을 따라 합하지 않습니다.',
  'Σ (aᵢ − b)² has the slope {} Σ (aᵢ − b) = {} ({} + {}). tfjs does not sum over the broadcast axis.':
    'Σ (aᵢ − b)²의 기울기는 {0} Σ (aᵢ − b) = {1} ({2} + {3})입니다. tfjs는 브로드캐스트된 축을 따라 합하지 않습니다.',
  'Left of {} the slope is α, here {} + {}. tfjs does not sum over the broadcast axis.':
    '{0}의 왼쪽에서 기울기는 α이고, 여기서는 {1} + {2}입니다. tfjs는 브로드캐스트된 축을 따라 합하지 않습니다.',
  'a·{} + a·{} has the slope {}. tfjs does not sum over the batches that share a.':
    'a·{0} + a·{1}의 기울기는 {2}입니다. tfjs는 a를 공유하는 배치들에 걸쳐 합하지 않습니다.',
  'The samples lie at {}, ½, {}, 1½ and give x₀ the weights {}, ½, {}, {}. The gradient of an image that is not square has height and width exchanged (cpu).':
    '표본은 {0}, ½, {1}, 1½에 놓이고 x₀의 가중치는 {2}, ½, {3}, {4}입니다. 정사각형이 아닌 이미지의 기울기에서는 높이와 너비가 뒤바뀝니다(cpu).',
  'No gradient at all': '기울기가 아예 없는 연산(op)',
  'what tfjs says, and what to use': 'tfjs의 메시지와 대안',
  'tfjs has no gradient for LogicalNot. Use {} - mask instead. The function is piecewise constant here, so its true gradient is {}.':
    'tfjs에는 LogicalNot의 기울기가 없습니다. 대신 {0} - mask를 사용하십시오. 이 함수는 여기서 조각별로 상수이므로 참 기울기는 {1}입니다.',
  'tfjs has no gradient for Equal. For a mask use tf.greaterEqual, whose gradient is a registered {}; as a score a comparison is no use: descend a smooth loss (cross entropy for accuracy, a sigmoid for a step).':
    'tfjs에는 Equal의 기울기가 없습니다. 마스크에는 기울기가 {0}으로 등록되어 있는 tf.greaterEqual을 사용하십시오. 비교 연산은 점수로는 쓸모가 없으므로 매끄러운 손실을 줄이십시오(정확도 대신 교차 엔트로피, 계단 함수 대신 시그모이드).',
  'tfjs has no gradient for Less. For a mask use tf.greaterEqual, whose gradient is a registered {}; as a score a comparison is no use: descend a smooth loss (cross entropy for accuracy, a sigmoid for a step). The function is piecewise constant here, so its true gradient is {}.':
    'tfjs에는 Less의 기울기가 없습니다. 마스크에는 기울기가 {0}으로 등록되어 있는 tf.greaterEqual을 사용하십시오. 비교 연산은 점수로는 쓸모가 없으므로 매끄러운 손실을 줄이십시오(정확도 대신 교차 엔트로피, 계단 함수 대신 시그모이드). 이 함수는 여기서 조각별로 상수이므로 참 기울기는 {1}입니다.',
  'tfjs has no gradient for Equal. For a mask use tf.greaterEqual, whose gradient is a registered {}; as a score a comparison is no use: descend a smooth loss (cross entropy for accuracy, a sigmoid for a step). The function is piecewise constant here, so its true gradient is {}.':
    'tfjs에는 Equal의 기울기가 없습니다. 마스크에는 기울기가 {0}으로 등록되어 있는 tf.greaterEqual을 사용하십시오. 비교 연산은 점수로는 쓸모가 없으므로 매끄러운 손실을 줄이십시오(정확도 대신 교차 엔트로피, 계단 함수 대신 시그모이드). 이 함수는 여기서 조각별로 상수이므로 참 기울기는 {1}입니다.',
  'tfjs has no gradient for Greater. For a mask use tf.greaterEqual, whose gradient is a registered {}; as a score a comparison is no use: descend a smooth loss (cross entropy for accuracy, a sigmoid for a step). The function is piecewise constant here, so its true gradient is {}.':
    'tfjs에는 Greater의 기울기가 없습니다. 마스크에는 기울기가 {0}으로 등록되어 있는 tf.greaterEqual을 사용하십시오. 비교 연산은 점수로는 쓸모가 없으므로 매끄러운 손실을 줄이십시오(정확도 대신 교차 엔트로피, 계단 함수 대신 시그모이드). 이 함수는 여기서 조각별로 상수이므로 참 기울기는 {1}입니다.',
  'tfjs has no gradient for Cumprod. Use tf.exp of tf.cumsum of tf.log where the factors are positive.':
    'tfjs에는 Cumprod의 기울기가 없습니다. 인수가 모두 양수이면 tf.log에 tf.cumsum을, 그 결과에 tf.exp를 적용하십시오.',
  'tfjs has no gradient for TopK. Find the indices outside the function, then tf.gather, or use softmax in place of the choice.':
    'tfjs에는 TopK의 기울기가 없습니다. 함수 밖에서 인덱스를 구한 뒤 tf.gather를 쓰거나, 선택 대신 softmax를 사용하십시오.',
  'tfjs has no gradient for Einsum. Write it with tf.matMul, tf.transpose and tf.sum.':
    'tfjs에는 Einsum의 기울기가 없습니다. tf.matMul, tf.transpose, tf.sum으로 작성하십시오.',
  'tfjs has no gradient for Greater. For a mask use tf.greaterEqual, whose gradient is a registered {}; as a score a comparison is no use: descend a smooth loss (cross entropy for accuracy, a sigmoid for a step).':
    'tfjs에는 Greater의 기울기가 없습니다. 마스크에는 기울기가 {0}으로 등록되어 있는 tf.greaterEqual을 사용하십시오. 비교 연산은 점수로는 쓸모가 없으므로 매끄러운 손실을 줄이십시오(정확도 대신 교차 엔트로피, 계단 함수 대신 시그모이드).',
  'tfjs has no gradient for StridedSlice. Use tf.slice, or tf.gather for strides other than {}.':
    'tfjs에는 StridedSlice의 기울기가 없습니다. tf.slice를 사용하고, 스트라이드가 {0}이 아니면 tf.gather를 사용하십시오.',
  'tfjs has no gradient for GatherNd. Select with a one-hot mask (mul, then sum) or with tf.gather, which has a gradient.':
    'tfjs에는 GatherNd의 기울기가 없습니다. 원-핫 마스크로 고르거나(mul 다음에 sum) 기울기가 있는 tf.gather로 고르십시오.',
  'tfjs has no gradient for ScatterNd. Multiply by a one-hot matrix instead.':
    'tfjs에는 ScatterNd의 기울기가 없습니다. 대신 원-핫 행렬을 곱하십시오.',
  'tfjs has no gradient for DepthToSpace. Use tf.reshape and tf.transpose.':
    'tfjs에는 DepthToSpace의 기울기가 없습니다. tf.reshape와 tf.transpose를 사용하십시오.',
  'tfjs has no gradient for Complex. Write it with ops that have one, or give it one with tf.customGrad.':
    'tfjs에는 Complex의 기울기가 없습니다. 기울기가 있는 연산(op)으로 작성하거나 tf.customGrad로 기울기를 정의하십시오.',
  'tfjs has no gradient for FlipLeftRight. Write it with ops that have one, or give it one with tf.customGrad.':
    'tfjs에는 FlipLeftRight의 기울기가 없습니다. 기울기가 있는 연산(op)으로 작성하거나 tf.customGrad로 기울기를 정의하십시오.',
  'tfjs has no gradient for Diag. Write it with ops that have one, or give it one with tf.customGrad.':
    'tfjs에는 Diag의 기울기가 없습니다. 기울기가 있는 연산(op)으로 작성하거나 tf.customGrad로 기울기를 정의하십시오.',
  'tfjs has no gradient for Conv3DBackpropInputV2. Write it with ops that have one, or give it one with tf.customGrad.':
    'tfjs에는 Conv3DBackpropInputV2의 기울기가 없습니다. 기울기가 있는 연산(op)으로 작성하거나 tf.customGrad로 기울기를 정의하십시오.',
  'tfjs has no gradient for CropAndResize. Use tf.slice and tf.image.resizeBilinear.':
    'tfjs에는 CropAndResize의 기울기가 없습니다. tf.slice와 tf.image.resizeBilinear를 사용하십시오.',
  'tfjs has no gradient for RotateWithOffset. Write it with ops that have one, or give it one with tf.customGrad.':
    'tfjs에는 RotateWithOffset의 기울기가 없습니다. 기울기가 있는 연산(op)으로 작성하거나 tf.customGrad로 기울기를 정의하십시오.',
  'tfjs has no gradient for NotEqual. For a mask use tf.greaterEqual, whose gradient is a registered {}; as a score a comparison is no use: descend a smooth loss (cross entropy for accuracy, a sigmoid for a step).':
    'tfjs에는 NotEqual의 기울기가 없습니다. 마스크에는 기울기가 {0}으로 등록되어 있는 tf.greaterEqual을 사용하십시오. 비교 연산은 점수로는 쓸모가 없으므로 매끄러운 손실을 줄이십시오(정확도 대신 교차 엔트로피, 계단 함수 대신 시그모이드).',
  'Right formulas on wrong kernels (weighted sums of the outputs)':
    '공식은 맞지만 커널이 틀린 기울기(출력의 가중합)',
  backend: '백엔드',
  fault: '결함',
  'it gives': '나온 값',
  true: '참값',
  'wasm, stock': 'wasm, 배포된 그대로',
  'wrong, and differently each time: it reads beyond its operands':
    '틀림. 피연산자의 범위 밖을 읽으므로 실행할 때마다 다른 값이 나옴',
  'lacks UnsortedSegmentSum': 'UnsortedSegmentSum 없음',
  'lacks Conv2DBackpropFilter': 'Conv2DBackpropFilter 없음',
  wrong: '틀림',
  right: '옳음',
  missing: '없음',
  'Every family of ops has wrong or missing gradients; second derivatives have the highest share':
    '어느 부류에나 틀렸거나 없는 기울기가 있으며, 그 비율은 2차 미분에서 가장 높습니다',
  'Bars that count the configurations of {} families of ops and layers, as float64 judges them: {} right, {} wrong and {} missing gradients.':
    '연산(op)과 층 {0}개 부류의 구성을 float64의 판정별로 센 막대. 옳은 기울기 {1}개, 틀린 기울기 {2}개, 없는 기울기 {3}개입니다.',
  'second derivatives': '2차 미분',
  'family of ops': '연산(op)의 부류',
  configurations: '구성 수',
  unary: '단항 연산',
  binary: '이항 연산',
  reductions: '축소 연산',
  'matrix products': '행렬 곱',
  'shape and order': '형상과 순서',
  convolutions: '합성곱',
  pools: '풀링',
  'norms, losses': '정규화, 손실',
  layers: '층',
  'lacks DepthwiseConv2dNativeBackpropInput': 'DepthwiseConv2dNativeBackpropInput 없음',
  "x.cast('int32') at x = {}": "x = {0}에서의 x.cast('int32')",
  'tf.floorDiv(a, b) by a, at {} and {}': 'tf.floorDiv(a, b)를 a로 미분, a = {0}, b = {1}',
  'tf.floorDiv(a, b) by b, at {} and {}': 'tf.floorDiv(a, b)를 b로 미분, a = {0}, b = {1}',
  'tf.cumsum(x, {}) by x[{},{}] of shape [{},{}]':
    '형상이 [{3},{4}]인 x에 대한 tf.cumsum(x, {0})을 x[{1},{2}]로 미분',
  'tf.split(x, {}).reverse(), joined, times [{}, {}], by x[{}]':
    'tf.split(x, {0}).reverse()를 이어 붙여 [{1}, {2}]를 곱한 것을 x[{3}]으로 미분',
  'tf.unstack(x).reverse(), stacked, times [{}, {}], by x[{}]':
    'tf.unstack(x).reverse()를 쌓아 [{0}, {1}]을 곱한 것을 x[{2}]으로 미분',
  "tf.mirrorPad(x, [[{}, {}]], 'reflect') by x[{}] of [{}, {}]":
    "x = [{3}, {4}]에서 tf.mirrorPad(x, [[{0}, {1}]], 'reflect')를 x[{2}]으로 미분",
  "tf.maxPool3d(x, [{}, {}, {}], [{}, {}, {}], 'valid') by the second of {} rows, {} and {}":
    "값이 {7}, {8}인 {6}행에서 tf.maxPool3d(x, [{0}, {1}, {2}], [{3}, {4}, {5}], 'valid')를 둘째 행으로 미분",
  "tf.conv2d(x, w, {}, {}, 'NHWC', {}, 'ceil') by the last of {} × {} pixels, w = [[{}, {}], [{}, {}]]":
    "w = [[{5}, {6}], [{7}, {8}]]에서 tf.conv2d(x, w, {0}, {1}, 'NHWC', {2}, 'ceil')을 {3} × {4}픽셀 중 마지막 픽셀로 미분",
  'Rounded up there are {} × {} windows, and the last pixel lies in the last one, under the {}. The gradient forgets dimRoundingMode and knows of one window only.':
    '올림하면 윈도는 {0} × {1}개이고, 마지막 픽셀은 마지막 윈도에 들어가 {2}와 곱해집니다. 기울기는 dimRoundingMode를 빠뜨려 윈도를 하나만 셉니다.',
  "tf.fused.conv2d({x, filter: w, strides: {}, pad: {}, dimRoundingMode: 'ceil'}), the same":
    "tf.fused.conv2d({x, filter: w, strides: {0}, pad: {1}, dimRoundingMode: 'ceil'}), 위와 같은 예",
  'As conv2d.': 'conv2d와 같습니다.',
  "tf.maxPool(x, {}, {}, {}, 'ceil') by the last of {} × {} pixels":
    "tf.maxPool(x, {0}, {1}, {2}, 'ceil')을 {3} × {4}픽셀 중 마지막 픽셀로 미분",
  'As conv2d: the last pixel has a window of its own, of which the gradient does not know.':
    'conv2d와 같습니다. 마지막 픽셀에는 고유한 윈도가 있지만 기울기는 그 윈도를 모릅니다.',
  "tf.avgPool(x, [{}, {}], {}, 'same') by the second of {} pixels":
    "tf.avgPool(x, [{0}, {1}], {2}, 'same')을 {3}픽셀 중 둘째 픽셀로 미분",
  "tf.avgPool3d(x, [{}, {}, {}], {}, 'same') by the second of {} cells":
    "tf.avgPool3d(x, [{0}, {1}, {2}], {3}, 'same')을 {4}칸 중 둘째 칸으로 미분",
  "layers.averagePooling2d({poolSize: [{}, {}], strides: {}, padding: 'same'}) by the second of {} pixels":
    "layers.averagePooling2d({poolSize: [{0}, {1}], strides: {2}, padding: 'same'})을 {3}픽셀 중 둘째 픽셀로 미분",
  'tf.image.resizeBilinear(x, [{}, {}], false, true) by the first of {} × {} pixels':
    'tf.image.resizeBilinear(x, [{0}, {1}], false, true)를 {2} × {3}픽셀 중 첫 픽셀로 미분',
  'tf.image.resizeNearestNeighbor(x, [{}, {}], false, true) by the first of {} × {} pixels':
    'tf.image.resizeNearestNeighbor(x, [{0}, {1}], false, true)를 {2} × {3}픽셀 중 첫 픽셀로 미분',
  'tf.losses.softmaxCrossEntropy(t, z) by the labels t[{}], at [[{}, {}]] and [[{}, {}]]':
    't = [[{1}, {2}]], z = [[{3}, {4}]]에서 tf.losses.softmaxCrossEntropy(t, z)를 레이블 t[{0}]으로 미분',
  'tf.losses.softmaxCrossEntropy(t, z) by z[{}], at the labels [[{}, {}]] and [[{}, {}]]':
    '레이블 [[{1}, {2}]], z = [[{3}, {4}]]에서 tf.losses.softmaxCrossEntropy(t, z)를 z[{0}]으로 미분',
  'tf.maximum(a, b) by a, at [{}] and [{}, {}]': 'a = [{0}], b = [{1}, {2}]에서 tf.maximum(a, b)를 a로 미분',
  'tf.minimum(a, b) by a, at [{}] and [{}, {}]': 'a = [{0}], b = [{1}, {2}]에서 tf.minimum(a, b)를 a로 미분',
  'tf.squaredDifference(a, b) by b, at [{}, {}] and [{}]':
    'a = [{0}, {1}], b = [{2}]에서 tf.squaredDifference(a, b)를 b로 미분',
  'tf.prelu(x, α) by x, at [{}] and [{}, {}]': 'x = [{0}], α = [{1}, {2}]에서 tf.prelu(x, α)를 x로 미분',
  'tf.matMul(a, b) by a, shapes [{},{},{}] and [{},{},{}], b = {} and {}':
    '형상이 [{0},{1},{2}]인 a와 [{3},{4},{5}]인 b = {6}, {7}에서 tf.matMul(a, b)를 a로 미분',
  'tf.image.resizeBilinear(x, [{}, {}]) by the first of {} pixels':
    'tf.image.resizeBilinear(x, [{0}, {1}])을 {2}픽셀 중 첫 픽셀로 미분',
  'The slice was x[{}]. The tape keeps the array begin itself and not a copy: when it is reused, as in a loop, the gradient goes to where it points at last.':
    '잘라 낸 것은 x[{0}]입니다. 테이프는 begin 배열을 복사하지 않고 그대로 들고 있으므로, 반복문에서처럼 배열을 다시 쓰면 기울기는 그 배열이 마지막에 가리키는 곳으로 갑니다.',
  "As slice: the tape keeps the caller's array and not a copy.":
    'slice와 같습니다. 테이프는 호출한 쪽의 배열을 복사하지 않고 그대로 들고 있습니다.',
  'Each image is there twice, the second times {} and {}. The cpu backend looks for the second image after as many numbers as the small one has, not the resized one, and finds {} and {}.':
    '각 이미지가 두 번씩 들어 있고, 둘째 이미지에는 {0}과 {1}가 곱해집니다. cpu 백엔드는 둘째 이미지를 크기가 바뀐 이미지가 아니라 원래 이미지의 크기만큼 건너뛴 곳에서 찾으므로 {2}와 {3}을 읽습니다.',
  'It is resizeNearestNeighbor: {} + {}, of which the cpu backend makes {} + {}.':
    '실체는 resizeNearestNeighbor입니다. {0} + {1}이어야 하지만 cpu 백엔드는 {2} + {3}으로 계산합니다.',
  'e²ˣ has the second derivative {}e²ˣ. The gradient of exp multiplies by its saved output. tfjs records that copy before exp itself, so that the outer gradient takes it for a constant.':
    'e²ˣ의 이계도함수는 {0}e²ˣ입니다. exp의 기울기는 저장해 둔 출력을 곱합니다. tfjs는 그 사본을 exp 자체보다 먼저 기록하므로 바깥쪽 기울기는 이를 상수로 취급합니다.',
  "As exp: it is {}σ'² + {}σσ'', and tfjs forgets the second term.":
    "exp와 같습니다. {0}σ'² + {1}σσ''이어야 하지만 tfjs는 둘째 항을 빠뜨립니다.",
  "As exp: with t = ½ and t' = ¾ it is {}t'² − {}t²t', and tfjs forgets the second term.":
    "exp와 같습니다. t = ½, t' = ¾일 때 {0}t'² − {1}t²t'이어야 하지만 tfjs는 둘째 항을 빠뜨립니다.",
  'As exp: Σp² with p = ⅔ and ⅓ has {}/{}. tfjs takes the saved p for constants.':
    'exp와 같습니다. p = ⅔, ⅓인 Σp²의 이계도함수는 {0}/{1}입니다. tfjs는 저장해 둔 p를 상수로 취급합니다.',
  'As exp: Σ ln²p has {} − Σ ½ ln p = {} + ln {}, and tfjs forgets the second term.':
    'exp와 같습니다. Σ ln²p의 이계도함수는 {0} − Σ ½ ln p = {1} + ln {2}이지만 tfjs는 둘째 항을 빠뜨립니다.',
  'As exp: {}ˣ has (ln {})², of which tfjs gives half.':
    'exp와 같습니다. {0}ˣ의 이계도함수는 (ln {1})²이지만 tfjs는 그 절반을 냅니다.',
  'As exp: with p = ½ it is {}(p − {})² − {} ln p · p({} − p), and tfjs forgets the second term.':
    'exp와 같습니다. p = ½일 때 {0}(p − {1})² − {2} ln p · p({3} − p)이어야 하지만 tfjs는 둘째 항을 빠뜨립니다.',
  'It is the greatest entry, with the slope {}. As the gradient by the indices tfjs returns the indices, and stumbles over their being integers when they depend on x.':
    '결과는 가장 큰 원소이므로 기울기는 {0}입니다. tfjs는 인덱스에 대한 기울기로 인덱스 자체를 반환하며, 인덱스가 x에서 계산된 것이면 그것이 정수라는 이유로 예외를 일으킵니다.',
  'The slope is w. On its way back tfjs does not give a single image without a batch its fourth axis again.':
    '기울기는 w입니다. tfjs는 배치 축이 없는 이미지 한 장을 4차원으로 늘려 계산하지만 역전파에서는 다시 늘리지 않습니다.',
  'tf.slice(x, begin, {}) by x[{}] of [{}, {}], begin = [{}], then begin[{}] = {}':
    'x = [{2}, {3}], begin = [{4}]에서 tf.slice(x, begin, {0})을 x[{1}]으로 미분, 호출한 뒤 begin[{5}] = {6}',
  'tf.tile(x, reps) by x[{}] of [{}], reps = [{}], then reps[{}] = {}':
    'x = [{1}], reps = [{2}]에서 tf.tile(x, reps)를 x[{0}]으로 미분, 호출한 뒤 reps[{3}] = {4}',
  'tf.transpose(x, perm) times [[{}, {}], [{}, {}]] by x[{},{}], perm = [{}, {}], then perm.reverse()':
    'perm = [{6}, {7}]에서 tf.transpose(x, perm)에 [[{0}, {1}], [{2}, {3}]]를 곱한 것을 x[{4},{5}]로 미분, 호출한 뒤 perm.reverse()',
  'tf.sum(x, axis) times [{}, {}] by x[{},{}], axis = [{}], then axis[{}] = {}':
    'axis = [{4}]에서 tf.sum(x, axis)에 [{0}, {1}]를 곱한 것을 x[{2},{3}]로 미분, 호출한 뒤 axis[{5}] = {6}',
  'tf.image.resizeNearestNeighbor(x, [{}, {}]) of {} images of one pixel, times [{}, {}] and [{}, {}], by the second image':
    '한 픽셀짜리 이미지 {2}장의 tf.image.resizeNearestNeighbor(x, [{0}, {1}])에 [{3}, {4}]와 [{5}, {6}]를 곱한 것을 둘째 이미지로 미분',
  'layers.upSampling2d({size: [{}, {}]}) of {} images of one pixel, times [{}, {}] and [{}, {}], by the second image':
    '한 픽셀짜리 이미지 {2}장의 layers.upSampling2d({size: [{0}, {1}]})에 [{3}, {4}]와 [{5}, {6}]를 곱한 것을 둘째 이미지로 미분',
  'the second derivative of tf.exp(x).square() at x = {}': 'x = {0}에서 tf.exp(x).square()의 이계도함수',
  'the second derivative of tf.sigmoid(x).square() at x = ln {}, where σ = ⅔':
    'σ = ⅔인 x = ln {0}에서 tf.sigmoid(x).square()의 이계도함수',
  'the second derivative of tf.tanh(x).square() at x = ½ ln {}, where the tangent is ½':
    '쌍곡탄젠트가 ½인 x = ½ ln {0}에서 tf.tanh(x).square()의 이계도함수',
  'the second derivative of tf.softmax(z).square() by z[{}], at [ln {}, {}]':
    'z = [ln {1}, {2}]에서 tf.softmax(z).square()의 z[{0}]에 대한 이계도함수',
  'the second derivative of tf.logSoftmax(z).square() by z[{}], at [{}, {}]':
    'z = [{1}, {2}]에서 tf.logSoftmax(z).square()의 z[{0}]에 대한 이계도함수',
  'the second derivative of tf.pow({}, x).square() at x = {}':
    'x = {1}에서 tf.pow({0}, x).square()의 이계도함수',
  'the second derivative of tf.losses.softmaxCrossEntropy(t, z).square() by z[{}], at t = [[{}, {}]] and z = [[{}, {}]]':
    't = [[{1}, {2}]], z = [[{3}, {4}]]에서 tf.losses.softmaxCrossEntropy(t, z).square()의 z[{0}]에 대한 이계도함수',
  'tf.gather(x, tf.argMax(x)) by x[{}] of [{}, {}]':
    'x = [{1}, {2}]에서 tf.gather(x, tf.argMax(x))를 x[{0}]로 미분',
  'tf.fused.depthwiseConv2d({x, filter: w, strides: {}, pad: {}}) by the only pixel, shape [{},{},{}], w = {}':
    '형상이 [{2},{3},{4}]인 x와 w = {5}에서 tf.fused.depthwiseConv2d({x, filter: w, strides: {0}, pad: {1}})를 유일한 픽셀로 미분',
  'tfjs has no gradient for EluGrad. This is a second derivative; tfjs has only the first one of elu.':
    'tfjs에는 EluGrad의 기울기가 없습니다. 이것은 이계도함수이며, tfjs에는 elu의 일계도함수만 있습니다.',
  'tfjs has no gradient for MaxPoolGrad. Write it with ops that have one, or give it one with tf.customGrad.':
    'tfjs에는 MaxPoolGrad의 기울기가 없습니다. 기울기가 있는 연산(op)으로 작성하거나 tf.customGrad로 기울기를 정의하십시오.',
  'tfjs has no gradient for AvgPoolGrad. Write it with ops that have one, or give it one with tf.customGrad.':
    'tfjs에는 AvgPoolGrad의 기울기가 없습니다. 기울기가 있는 연산(op)으로 작성하거나 tf.customGrad로 기울기를 정의하십시오.',
  'no such backend here': '여기에는 없는 백엔드',
  'wrong: none; missing: conv2d': '틀림: 없음. 기울기 없음: conv2d',
  'wrong: none; missing: conv2d, gather': '틀림: 없음. 기울기 없음: conv2d, gather',
  'wrong: conv3d, dilation2d, fused.matMul, maxPool, maxPool3d, pool; missing: conv1d, conv2d, conv2dTranspose, depthwiseConv2d, fused.conv2d, fused.depthwiseConv2d, gather, layers.conv1d, layers.conv2d, layers.conv2dTranspose, layers.depthwiseConv2d, layers.separableConv2d, separableConv2d, unsortedSegmentSum':
    '틀림: conv3d, dilation2d, fused.matMul, maxPool, maxPool3d, pool. 기울기 없음: conv1d, conv2d, conv2dTranspose, depthwiseConv2d, fused.conv2d, fused.depthwiseConv2d, gather, layers.conv1d, layers.conv2d, layers.conv2dTranspose, layers.depthwiseConv2d, layers.separableConv2d, separableConv2d, unsortedSegmentSum',
};
