/** Korean for the texts of the experiment `step`: see textKey. */
export const step: Readonly<Record<string, string>> = {
  'straight-through': '직통 추정',
  'Why not a step activation?': '왜 계단 함수를 활성화 함수로 쓰지 않는가?',
  "Its slope is {} wherever it has one, so no gradient reaches the first layer: in {} steps ‖ΔW1‖ is {}, and only the output layer learns ({} % of the test images, against {} % with the sigmoid). The step with the sigmoid's slope backwards, straight-through, reaches {} %.":
    '접선의 기울기가 존재하는 곳에서는 어디서나 {0}이어서 1층에는 기울기가 전혀 전달되지 않습니다. {1}번 갱신하는 동안 ‖ΔW1‖ = {2}이고 출력층만 학습합니다(시험 이미지의 {3} %를 맞히며, 시그모이드는 {4} %). 순전파는 계단 함수 그대로 두고 역전파에서만 시그모이드의 기울기를 쓰는 직통 추정(straight-through)은 {5} %에 이릅니다.',
  'The slope that tf.grad gives for the step is exactly {} at every input':
    'tf.grad가 계산한 계단 함수의 기울기는 모든 입력에서 정확히 {0}입니다',
  '{} of {} inputs with a slope': '기울기가 있는 입력: {1}개 중 {0}개',
  'The slope of the sigmoid is greatest at {}, where it is a quarter':
    '시그모이드의 기울기는 x = {0}에서 가장 크고, 그 값은 4분의 1입니다',
  'A difference quotient across the jump is {}/({}h): it measures h, not the function':
    '뛰는 지점을 사이에 둔 차분몫은 {0}/({1}h)입니다. 함수가 아니라 h를 재는 셈입니다',
  '{} for every h, when multiplied by {}h': '{1}h를 곱하면 모든 h에서 {0}',
  'A steeper sigmoid comes as near to the step as one likes: the area between them is {} ln {} / k':
    '시그모이드를 가파르게 하면 계단 함수에 얼마든지 가까워집니다. 둘 사이의 넓이는 {0} ln {1} / k입니다',
  'On the way there the slope leaves ever more of the inputs':
    '그렇게 가까워지는 동안 기울기가 사라지는 입력은 점점 늘어납니다',
  'a smaller part for every k': 'k가 커질 때마다 더 작은 비율',
  'In a net of step units no gradient reaches W1, and training leaves it bit for bit as it was':
    '계단 함수 뉴런으로 된 신경망에서는 W1에 기울기가 전혀 전달되지 않아, 학습이 끝나도 W1은 비트 하나까지 처음 그대로입니다',
  '‖∂L/∂W1‖ = {} and ‖ΔW1‖ = {}': '‖∂L/∂W1‖ = {0}, ‖ΔW1‖ = {1}',
  'With the sigmoid, the ReLU and the straight-through step W1 moves':
    '시그모이드, ReLU, 또는 직통 추정(straight-through)을 적용한 계단 함수를 쓰면 W1이 움직입니다',
  '‖ΔW1‖ > {}': '‖ΔW1‖ > {0}',
  'The output layer of the step net still learns, on features drawn at random':
    '계단 함수 신경망의 출력층은 무작위로 정해진 특징을 바탕으로나마 학습합니다',
  "The sigmoid's slope in place of the step's own {} lets the same net learn":
    '계단 함수 자신의 기울기 {0} 대신 시그모이드의 기울기를 쓰면 같은 신경망이 학습합니다',
  'a test accuracy at least {} % above that of the step': '시험 정확도가 계단 함수보다 {0} %p 이상 높음',
  'That the slope of the sigmoid is never {} is true on paper; in float32 it is exactly {} at x = {}':
    '시그모이드의 기울기가 결코 {0}이 되지 않는다는 말은 이론상으로만 맞습니다. float32에서는 x = {2}에서 정확히 {1}입니다',
  '{}, where paper has {}': '{0} (이론상으로는 {1})',
  '{}, and from x = {} on': '{0}, x = {1}부터는 계속',
  'A derivative of {} does not mean that no move helps: some random moves of W1 lower the loss':
    '미분값이 {0}이라고 해서 어떻게 움직여도 소용없다는 뜻은 아닙니다. W1을 무작위로 움직이면 손실이 줄어드는 경우도 있습니다',
  'at least {} of {}': '{1}번 중 {0}번 이상',
  'A slope may well be {} in places: the ReLU is silent there and learns as well as the sigmoid':
    '기울기가 군데군데 {0}이어도 괜찮습니다. ReLU는 그런 곳에서 침묵하지만 시그모이드만큼 잘 학습합니다',
  'silent in more than {} %, and at most {} % below the sigmoid':
    '침묵하는 비율이 {0} % 초과, 정확도는 시그모이드보다 낮아도 {1} %p 이내',
  '{} %, {} % against {} %': '침묵 {0} %, 정확도 {1} % 대 {2} %',
  'Step units on MNIST end in the known range ({} steps)':
    'MNIST에서 계단 함수 뉴런의 시험 정확도는 알려진 범위에 듭니다({0}회 갱신)',
  'Straight-through units on MNIST end in the known range ({} steps)':
    'MNIST에서 직통 추정(straight-through) 뉴런의 시험 정확도는 알려진 범위에 듭니다({0}회 갱신)',
  '‖ΔW1‖ with the step': '계단 함수의 ‖ΔW1‖',
  'test accuracy with the step': '계단 함수의 시험 정확도',
  'One net, four activations: what moves, and what it is worth':
    '신경망 하나, 활성화 함수 네 가지: 무엇이 움직이고 성과는 어떤가',
  activation: '활성화 함수',
  'first ‖∂L/∂W1‖': '첫 ‖∂L/∂W1‖',
  'first ‖∂L/∂W2‖': '첫 ‖∂L/∂W2‖',
  sigmoid: '시그모이드',
  ReLU: 'ReLU',
  step: '계단 함수',
  'σ(kx) on its way to the step': '계단 함수에 가까워지는 σ(kx)',
  'area between the two': '둘 사이의 넓이',
  '{} ln {} / k': '{0} ln {1} / k',
  'greatest slope': '최대 기울기',
  'part of {}…{} with a slope': '{0}…{1} 중 기울기가 있는 비율',
  'The difference quotient of the step across its jump': '뛰는 지점을 사이에 둔 계단 함수의 차분몫',
  quotient: '차분몫',
  'The step is flat wherever it has a slope at all; the sigmoid slopes everywhere in sight':
    '계단 함수는 기울기가 존재하는 곳이면 어디서나 평평하고, 시그모이드는 보이는 범위 어디서나 기울어 있습니다',
  'The step jumps from {} to {} at x = {}, and its slope is {} at all {} points. The sigmoid rises from {} to {}, and its slope is a bell with its top of {} at x = {}.':
    '계단 함수는 x = {2}인 곳에서 {0}에서 {1}로 뛰며, 점 {4}개 모두에서 기울기가 {3}입니다. 시그모이드는 {5}에서 {6}로 올라가며, 기울기는 x = {8}에서 꼭대기의 높이가 {7}인 종 모양입니다.',
  'input x': '입력 x',
  'value and slope': '함숫값과 기울기',
  'slope of the step': '계단 함수의 기울기',
  'slope of the sigmoid': '시그모이드의 기울기',
  'The nearer the sigmoid comes to the step, the fewer inputs have a slope':
    '시그모이드가 계단 함수에 가까워질수록 기울기가 있는 입력은 줄어듭니다',
  'The slopes of σ(kx): a low, wide hill for k = {}, ever higher and narrower for greater k. For k = {} the top is at {}, and {} % of the inputs from {} to {} have a slope worth the name.':
    'σ(kx)의 기울기. k = {0}일 때는 낮고 넓은 언덕이고, k가 커질수록 점점 높고 좁아집니다. k = {1}일 때 꼭대기의 높이는 {2}이고, {4}부터 {5}까지의 입력 가운데 {3} %에만 기울기라고 할 만한 값이 있습니다.',
  'slope of σ(kx)': 'σ(kx)의 기울기',
  'Step units leave the first layer where it began':
    '계단 함수 뉴런을 쓰면 1층은 처음 자리에 그대로 머뭅니다',
  '‖ΔW1‖ against the epoch. The step stays at {}; straight-through ends at {}, the sigmoid at {} and the ReLU at {}.':
    '에폭에 따른 ‖ΔW1‖. 계단 함수는 {0}에 머물고, 마지막 값은 직통 추정(straight-through)이 {1}, 시그모이드가 {2}, ReLU가 {3}입니다.',
  training: '학습',
  epochs: '에폭',
  '‖ΔW1‖, distance from the start': '‖ΔW1‖, 처음 위치에서의 거리',
  'Without a gradient for the first layer the net stops early':
    '1층에 기울기가 전달되지 않으면 신경망의 학습이 일찍 멈춥니다',
  'Test accuracy against the epoch for four activations. At the end the step has {} %, straight-through {} %, the sigmoid {} % and the ReLU {} %.':
    '네 가지 활성화 함수의 에폭에 따른 시험 정확도. 마지막에 계단 함수는 {0} %, 직통 추정(straight-through)은 {1} %, 시그모이드는 {2} %, ReLU는 {3} %입니다.',
  'ΔW2 is not {}, and a test accuracy of more than twice the {} % before':
    'ΔW2가 {0}이 아니고, 시험 정확도가 학습 전 {1} %의 두 배 초과',
  '{}, by up to {} nats': '{0}번, 최대 {1}내트만큼',
  '{} at x = {}': 'x = {1}에서 {0}',
  "Its slope is {} wherever it has one, and yet something moved the first layer: in {} steps ‖ΔW1‖ is {}, and both layers learn ({} % of the test images, against {} % with the sigmoid). The step with the sigmoid's slope backwards, straight-through, reaches {} %.":
    '계단 함수는 기울기가 존재하는 곳이면 어디서나 기울기가 {0}인데도 1층이 움직였습니다. {1}번 갱신한 뒤 ‖ΔW1‖은 {2}이고 두 층이 모두 학습합니다(시험 이미지의 {3} %, 시그모이드는 {4} %). 역방향에서 시그모이드의 기울기를 쓰는 계단 함수, 곧 직통 추정(straight-through)은 {5} %에 이릅니다.',
};
