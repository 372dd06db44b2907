/** Korean for the texts of the experiment `losses`: see textKey. */
export const losses: Readonly<Record<string, string>> = {
  'What do SSE and the two CEEs say of a right and a wrong guess, and what is the {} for?':
    'SSE와 두 가지 CEE는 옳은 추정과 틀린 추정을 어떻게 평가하며, {0}은 왜 필요한가?',
  'Both punish the wrong guess, SSE from {} to {} and CEE from {} to {} nats. The {} keeps a zero probability from making the loss NaN and caps it at {}. The more sure a mistake is, the harder CEE pushes against it, up to {}; SSE pushes hardest at a probability of {} for the right class, and lets go below.':
    '둘 다 틀린 추정에 벌을 줍니다. 옳은 추정과 틀린 추정의 손실은 SSE가 {0}, {1}이고 CEE가 {2}, {3}내트(nat)입니다. {4}은 확률이 0일 때 손실이 NaN이 되지 않게 하고 손실의 상한을 {5}에 묶어 둡니다. 틀린 답을 확신할수록 CEE가 이를 되미는 힘은 커져서 {6}에까지 이릅니다. SSE가 가장 세게 미는 곳은 정답 클래스의 확률이 {7}인 곳이며, 그보다 낮은 확률에서는 힘이 빠집니다.',
  'In tfjs the losses of both guesses are those of the float64 formulas':
    'tfjs에서 두 추정의 손실은 float64로 계산한 수식의 값과 같습니다',
  'the same to {}': '{0} 이내로 같음',
  'SSE {} < {}, CEE {} < {}': 'SSE {0} < {1}, CEE {2} < {3}',
  'Integer labels give the loss that one-hot labels give':
    '정수 레이블의 손실은 원-핫 레이블의 손실과 같습니다',
  '{} apart': '차이 {0}',
  'Without the {} the one-hot CEE of the right guess is NaN, gradient included ({} · −∞)':
    '{0}이 없으면 옳은 추정의 원-핫 CEE는 기울기까지 NaN이 됩니다({1} · −∞)',
  'An ε caps the loss of one example at −ln ε': 'ε은 데이터 하나의 손실을 −ln ε 이하로 제한합니다',
  'A sure, right guess has a loss just below {}: the {} shifts it':
    '확신한 옳은 추정의 손실은 {0}보다 아주 조금 작습니다. {1}이 손실을 그만큼 낮추기 때문입니다',
  'Where the net is sure of a wrong class the ε takes the push away; computed from logits CEE keeps it':
    '신경망이 틀린 클래스를 확신하는 곳에서 ε은 미는 힘을 없애지만, 로짓에서 계산한 CEE는 그 힘을 유지합니다',
  'next to {} against {}, where the right class has {}': '정답 클래스의 확률이 {2}일 때 거의 {0} 대 {1}',
  '{} against {}': '{0} 대 {1}',
  'At uniform outputs SSE pushes the logits with a tenth of the force of CEE':
    '출력이 균등할 때 SSE가 로짓을 미는 힘은 CEE의 10분의 1입니다',
  'SSE pushes hardest at a probability of a third for the right class, and lets go below':
    'SSE는 정답 클래스의 확률이 3분의 1일 때 가장 세게 밀고, 그보다 낮으면 힘이 빠집니다',
  '{} at {}, and next to {} at {}': '{1}에서 {0}, {3}에서는 거의 {2}',
  '{} at {}, and {}': '{1}에서 {0}, 그리고 {2}',
  'Descent stands still where the gradient is {}, not where the loss is':
    '경사 하강은 손실이 아니라 기울기가 {0}인 곳에서 멈춥니다',
  'a gradient of {} at a loss of {}, and another at a loss of {}':
    '손실 {1}에서는 기울기가 {0}, 손실 {2}에서는 그렇지 않음',
  '{} at {}, and {} at {}': '{1}에서 {0}, {3}에서 {2}',
  '½ Σ (y − t)² is half a sum of squares, for ten classes five times their mean':
    '½ Σ (y − t)²는 제곱합의 절반이며, 클래스가 열 개이면 제곱 평균의 다섯 배입니다',
  'Without the division by N the loss of a batch of {} is ten times the mean':
    'N으로 나누지 않으면 크기가 {0}인 배치의 손실은 평균의 열 배가 됩니다',
  'The integer-label CEE refuses one-hot labels, which index-picking code silently misreads':
    '정수 레이블용 CEE는 원-핫 레이블을 거부합니다. 인덱스로 골라내는 코드는 원-핫 레이블을 경고 없이 잘못 읽습니다',
  'refused, where the other gives {} for {}': '거부함 (다른 코드는 {1} 대신 {0})',
  refused: '거부함',
  'CEE of the right guess': '옳은 추정의 CEE',
  'CEE of the wrong guess': '틀린 추정의 CEE',
  'the cap that {} sets': '{0}이 정하는 상한',
  'Three guesses at a {}': '숫자 {0}에 대한 세 가지 추정',
  guess: '추정',
  'CEE, one-hot labels (nats)': 'CEE, 원-핫 레이블 (내트)',
  'CEE, integer labels (nats)': 'CEE, 정수 레이블 (내트)',
  '{} with probability {}': '{0}일 확률 {1}',
  'a tenth for every digit': '모든 숫자에 10분의 1씩',
  'What an ε in the logarithm does': '로그 안의 ε이 하는 일',
  'greatest loss (nats)': '최대 손실 (내트)',
  'loss of a sure, right guess': '확신한 옳은 추정의 손실',
  'shift of the right guess': '옳은 추정의 손실 이동량',
  'push at y_t = {}': 'y_t = {0}에서 미는 힘',
  'What notes on this chapter get wrong, and the numbers that settle it':
    '이 장을 정리한 글들이 잘못 말하는 것과 이를 판가름하는 수치',
  'what is said': '흔한 설명',
  'what is measured': '측정 대상',
  this: '첫째 값',
  'and this': '둘째 값',
  'Descent stops where the loss is {}': '경사 하강은 손실이 {0}인 곳에서 멈춥니다',
  'gradient and loss where q = p': 'q = p일 때의 기울기와 손실',
  'gradient and loss of SSE less its own value': 'SSE에서 그 값 자체를 뺀 손실의 기울기와 손실값',
  '½ Σ (y − t)² is the mean squared error': '½ Σ (y − t)²는 평균 제곱 오차입니다',
  'half the sum, and the mean': '합의 절반, 그리고 평균',
  'Dividing by N makes no difference': 'N으로 나누든 나누지 않든 차이가 없습니다',
  'mean and sum of ten guesses (nats)': '추정 열 개의 평균과 합 (내트)',
  'One-hot labels do for integer ones': '정수 레이블 자리에 원-핫 레이블을 써도 됩니다',
  'the loss, and what index-picking makes of it': '손실, 그리고 인덱스로 골라낼 때 나오는 값',
  'The {} is optional': '{0}은 없어도 됩니다',
  'the right guess without it, one-hot and integer labels':
    '그것이 없을 때 옳은 추정의 손실, 원-핫 레이블과 정수 레이블',
  'Two guesses at a {}: the losses tell the right one from the wrong one':
    '숫자 {0}에 대한 두 추정: 손실은 옳은 추정과 틀린 추정을 가려냅니다',
  'Bars of the probability of every digit. The right guess gives {} to the {} and {} to the {}; the wrong one gives {} to the {} and {} to the {}. CEE is {} nats for the right guess and {} for the wrong one.':
    '숫자별 확률을 나타낸 막대. 옳은 추정은 숫자 {1}에 {0}, 숫자 {3}에 {2}의 확률을 주고, 틀린 추정은 숫자 {5}에 {4}, 숫자 {7}에 {6}의 확률을 줍니다. CEE는 옳은 추정에서 {8}내트, 틀린 추정에서 {9}내트입니다.',
  digit: '숫자',
  probability: '확률',
  'right guess, CEE {}': '옳은 추정, CEE {0}',
  'wrong guess, CEE {}': '틀린 추정, CEE {0}',
  'Cross entropy has no upper end; SSE is bounded':
    '교차 엔트로피에는 위쪽 한계가 없고, SSE에는 한계가 있습니다',
  'Two falling curves over the probability of the right class. At {} cross entropy is at {} and SSE at {}; at {} they are at {} and {}.':
    '정답 클래스의 확률에 따라 내려가는 두 곡선. 확률 {0}에서 교차 엔트로피는 {1}, SSE는 {2}이고, 확률 {3}에서는 각각 {4}, {5}입니다.',
  'probability of the right class': '정답 클래스의 확률',
  loss: '손실',
  'CEE in nats': 'CEE는 내트',
  'Against a sure mistake CEE pushes with all its force, and SSE with none':
    '틀린 답을 확신할 때 CEE는 온 힘을 다해 밀고, SSE는 전혀 밀지 않습니다',
  "The push on the logit of the right class over that class's probability, on a logarithmic axis. Where it is {}, CEE from logits pushes with {}, CEE with the {} with {} and SSE with {}. SSE has its top of {} at {}.":
    '정답 클래스의 로짓을 미는 힘을 그 클래스의 확률에 따라 로그 축에 나타낸 그림. 확률이 {0}일 때 미는 힘은 로짓에서 계산한 CEE가 {1}, {2}을 더한 CEE가 {3}, SSE가 {4}입니다. SSE의 최댓값은 확률 {6}에서 {5}입니다.',
  'push on its logit, |∂L/∂z|': '로짓을 미는 힘 |∂L/∂z|',
  'CEE from logits': '로짓 CEE',
  'CEE, ε = {}': 'CEE, ε = {0}',
  'The ε ends the rise of cross entropy where the probability falls below it':
    '확률이 ε보다 작아지면 교차 엔트로피는 ε 때문에 더는 커지지 않습니다',
  'The loss over the probability of the right class, on a logarithmic axis: a straight line without ε, {} nats at {}. With an ε of {} it levels off at {} nats, with greater ones sooner.':
    '정답 클래스의 확률에 따른 손실을 로그 축에 나타낸 그림. ε이 없으면 직선이며 확률 {1}에서 {0}내트입니다. ε = {2}이면 {3}내트에서 평평해지고, ε이 더 크면 더 일찍 평평해집니다.',
  'SSE and both CEEs are greater for the wrong guess than for the right one':
    'SSE와 두 가지 CEE 모두 옳은 추정보다 틀린 추정에서 더 큽니다',
  'NaN, and with it a number': 'NaN, 있으면 유한한 수',
  'NaN, and {}': 'NaN, 있으면 {0}',
  'a number, and {}': '유한한 수, 있으면 {0}',
  '{}, in float32 {}; without it {}': '{0}, float32에서는 {1}, 없으면 {2}',
};
