/** Korean for the texts of the experiment `gradient-check`: see textKey. */
export const gradientCheck: Readonly<Record<string, string>> = {
  'Does tf.grad agree with finite differences, for every loss, on a real net? What does each cost?':
    '실제 신경망에서 모든 손실에 대해 tf.grad가 유한 차분과 일치하는가? 비용은 각각 얼마나 드는가?',
  "Yes: for all {} losses they differ by {} of the gradient at most. The book's numerical_gradient would take {} forward passes; checkGradients makes do with {} evaluations of the loss.":
    '일치합니다. {0}가지 손실 모두에서 차이는 기울기에 대해 많아야 {1}입니다. 책의 numerical_gradient에는 순전파 {2}번이 필요하지만, checkGradients는 손실을 {3}번만 계산하면 됩니다.',
  'In float64 the gradient of every loss agrees with difference quotients (h = {}, relative L2)':
    'float64에서 모든 손실의 기울기가 차분몫과 일치합니다(h = {0}, 상대 L2)',
  'checkGradients passes every loss of the registry on all weights of the textbook net':
    '교과서 신경망의 모든 가중치에서, 등록된 모든 손실이 checkGradients를 통과합니다',
  '{} passed': '{0}개 통과',
  'A check of all weights takes under {} evaluations, not two for each weight':
    '모든 가중치를 검사하는 데 드는 손실 계산은 가중치마다 두 번이 아니라 통틀어 {0}번 미만입니다',
  'under {}': '{0} 미만',
  "The book's numerical_gradient costs more than a thousand backpropagations":
    '책의 numerical_gradient에는 오차역전파 천 번보다 많은 비용이 듭니다',
  'more than {}': '{0} 초과',
  '{}, as timed on this machine': '{0}, 이 컴퓨터에서 측정한 시간 기준',
  'largest relative difference': '최대 상대 차이',
  'most evaluations of a check': '검사 한 번의 최대 계산 횟수',
  "the book's numerical_gradient": '책의 numerical_gradient에 필요한 순전파',
  passes: '회',
  'Backpropagation against difference quotients, one batch, all in float64':
    '오차역전파법과 차분몫의 비교, 배치 하나, 모두 float64',
  verdict: '판정',
  'relative L2 difference': '상대 L2 차이',
  'entries sampled': '표본으로 뽑은 원소',
  'evaluations of the check': '검사의 계산 횟수',
  seconds: '초',
  pass: '통과',
  'What a gradient costs (medians over the losses)': '기울기 계산의 비용 (손실들의 중앙값)',
  way: '방법',
  evaluations: '계산 횟수',
  backpropagations: '오차역전파 환산',
  backpropagation: '오차역전파법',
  "the book's numerical_gradient (extrapolated)": '책의 numerical_gradient (외삽한 값)',
  'Backpropagation costs a few forward passes, difference quotients two for every weight':
    '오차역전파법에는 순전파 몇 번만큼, 차분몫에는 가중치마다 순전파 두 번만큼의 비용이 듭니다',
  'forward pass': '순전파',
  'Four bars on a logarithmic axis, as timed on this machine: a forward pass takes {} s, backpropagation {} s, checkGradients {} s, and the numerical gradient of the book {} s.':
    '로그 눈금 축에 그린 막대 네 개, 이 컴퓨터에서 측정한 시간. 순전파는 {0}초, 오차역전파법은 {1}초, checkGradients는 {2}초, 책의 수치 미분은 {3}초가 걸립니다.',
  'way to the gradient': '기울기를 구하는 방법',
  time: '시간',
  s: '초',
  "Not all of it: for all {} losses they differ by {} of the gradient at most. The book's numerical_gradient would take {} forward passes; checkGradients makes do with {} evaluations of the loss.":
    '모두 일치하지는 않습니다. {0}가지 손실에서 차이는 기울기에 대해 많아야 {1}입니다. 책의 numerical_gradient에는 순전파 {2}번이 필요하지만, checkGradients는 손실을 {3}번만 계산하면 됩니다.',
};
