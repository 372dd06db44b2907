/** Korean for the texts of the experiment `training`: see textKey. */
export const training: Readonly<Record<string, string>> = {
  'What do SSE, one-hot CEE and integer CEE reach, at which learning rates? Does it generalise?':
    'SSE, 원-핫 레이블 CEE, 정수 레이블 CEE는 각각 어떤 학습률에서 어디까지 도달하는가? 일반화도 되는가?',
  'One-hot and integer labels train the same weights from one seed, to float32 rounding':
    '같은 시드에서 출발하면 원-핫 레이블과 정수 레이블은 float32 반올림 오차 범위에서 같은 가중치를 학습합니다',
  'at most {} apart': '차이가 {0} 이하',
  'At one learning rate SSE lags behind CEE, for its gradient starts at a tenth':
    '학습률이 같으면 SSE는 CEE에 뒤처집니다. 처음 기울기의 크기가 10분의 1이기 때문입니다',
  'a lower test accuracy': '더 낮은 시험 정확도',
  'SSE summed over a batch of {} at rate {} is SSE averaged at rate {}':
    '이미지 {0}장짜리 배치에 대해 합한 SSE를 학습률 {1}에서 쓰는 것은 평균한 SSE를 학습률 {2}에서 쓰는 것과 같습니다',
  'test accuracies at most {} % apart': '시험 정확도의 차이가 {0} %p 이하',
  '{} % and {} %': '{0} %, {1} %',
  'At ten times the rate SSE makes up for that: comparing losses at one rate compares step sizes':
    '학습률을 열 배로 하면 SSE는 그 차이를 만회합니다. 같은 학습률에서 손실들을 비교하는 것은 갱신 폭을 비교하는 것입니다',
  'no more than {} % below CEE': 'CEE보다 낮아도 {0} %p 이내',
  'CEE {} % at rate {}, SSE {} % at rate {}': 'CEE {0} %(학습률 {1}), SSE {2} %(학습률 {3})',
  'For one and the same loss the learning rate decides more than the choice of the loss does':
    '어떤 손실을 고르느냐보다 같은 손실에서 학습률을 어떻게 정하느냐가 결과를 더 크게 좌우합니다',
  'more between the best and the worst rate of each than the {} % between the losses':
    '각 손실에서 가장 좋은 학습률과 가장 나쁜 학습률의 차이가 두 손실의 차이 {0} %p보다 큼',
  'The net does on images it never saw nearly what it does on its own':
    '신경망은 본 적 없는 이미지에서도 훈련 이미지에서와 거의 같은 정확도를 냅니다',
  'On {} images it learns them by heart, and does worse on others':
    '이미지 {0}장으로 학습하면 그 이미지를 외워 버려 다른 이미지에서는 정확도가 떨어집니다',
  'at least {} % of its own, and more than {} % fewer of the test images; no more than with all images':
    '훈련 이미지의 {0} % 이상을 맞히고, 시험 이미지에서는 {1} %p 넘게 낮으며 모든 이미지를 쓸 때보다 높지 않음',
  '{} % against {} %; {} %': '{0} % 대 {1} %, 모든 이미지를 쓰면 {2} %',
  '{} steps, {} %': '{0}번, {1} %',
  'Multiplying all logits by {} to {} does not move accuracy, and moves cross entropy a great deal':
    '모든 로짓에 {0}부터 {1}까지의 수를 곱해도 정확도는 변하지 않지만 교차 엔트로피는 크게 변합니다',
  'one accuracy, and a greatest loss of at least {} times the least':
    '정확도는 한 가지, 가장 큰 손실은 가장 작은 손실의 {0}배 이상',
  '{} accuracy, {} to {} nats': '정확도 {0}가지, 손실 {1}~{2}내트',
  'CEE on MNIST ends in the known range ({} steps, learning rate {})':
    'MNIST에서 CEE의 시험 정확도는 알려진 범위에 듭니다({0}회 갱신, 학습률 {1})',
  'SSE on MNIST ends in the known range ({} steps, learning rate {})':
    'MNIST에서 SSE의 시험 정확도는 알려진 범위에 듭니다({0}회 갱신, 학습률 {1})',
  'Summed SSE on MNIST ends in the known range ({} steps, learning rate {})':
    'MNIST에서 합한 SSE의 시험 정확도는 알려진 범위에 듭니다({0}회 갱신, 학습률 {1})',
  'CEE with ReLU on MNIST ends in the known range ({} steps)':
    'MNIST에서 ReLU를 쓴 CEE의 시험 정확도는 알려진 범위에 듭니다({0}회 갱신)',
  'not run': '실행하지 않음',
  'test accuracy with CEE': 'CEE의 시험 정확도',
  'with SSE, same learning rate': 'SSE, 같은 학습률',
  'with SSE, ten times the rate': 'SSE, 열 배의 학습률',
  'One net, one seed, the same images in the same order': '같은 신경망, 같은 시드, 같은 순서의 같은 이미지',
  'train accuracy': '훈련 정확도',
  'test CEE (nats)': '시험 CEE (내트)',
  'CEE, one-hot, rate {}': 'CEE, 원-핫, 학습률 {0}',
  'CEE, integer, rate {}': 'CEE, 정수, 학습률 {0}',
  'SSE, rate {}': 'SSE, 학습률 {0}',
  'SSE, summed, rate {}': 'SSE 합, 학습률 {0}',
  'accuracy, rate {}': '정확도, 학습률 {0}',
  'learning rate': '학습률',
  'Many images, few images': '많은 이미지와 적은 이미지',
  'training images': '훈련 이미지',
  rate: '학습률',
  'The logits of the trained net, multiplied': '학습된 신경망의 로짓에 배수를 곱했을 때',
  factor: '배수',
  'Each objective falls in its own unit; accuracy, as the objective, does not fall':
    '목적 함수는 저마다의 단위로 줄어들지만, 정확도를 목적 함수로 삼으면 줄어들지 않습니다',
  'The descended loss over the epochs, one line for each objective. CEE falls from {} to {} nats. The part of the images that accuracy gets wrong goes from {} to {}.':
    '경사 하강의 대상이 된 손실의 에폭별 변화. 선 하나가 목적 함수 하나입니다. CEE는 {0}내트에서 {1}내트로 줄어듭니다. 정확도를 목적 함수로 삼으면 틀린 이미지의 비율이 처음에는 {2}, 마지막에는 {3}입니다.',
  'mean loss of the mini-batches': '미니배치의 평균 손실',
  '{} − accuracy, rate {}': '{0} − 정확도, 학습률 {1}',
  'The losses learn, accuracy as the objective does not':
    '손실 함수로는 학습이 되지만, 정확도를 목적 함수로 삼으면 되지 않습니다',
  'Test accuracy over the epochs. CEE ends at {} %, with one-hot and integer labels on one line. SSE ends at {} % with the same learning rate and at {} % with ten times that. Accuracy by finite differences ends at {} %.':
    '에폭에 따른 시험 정확도. CEE는 원-핫 레이블과 정수 레이블이 한 선으로 겹치며 {0} %로 끝납니다. SSE는 같은 학습률에서 {1} %, 열 배의 학습률에서 {2} %로 끝납니다. 유한 차분으로 학습한 정확도는 {3} %로 끝납니다.',
  'Few images are learned by heart; many are learned from': '이미지가 적으면 외우고, 많으면 거기서 배웁니다',
  'Accuracy over the steps. Trained on {} images the net ends at {} % of them and {} % of the test images. Trained on all images it ends at {} % of its own and {} % of the test images.':
    '갱신 횟수에 따른 정확도. 이미지 {0}장으로 학습한 신경망은 마지막에 그 이미지의 {1} %와 시험 이미지의 {2} %를 맞힙니다. 모든 이미지로 학습한 신경망은 마지막에 훈련 이미지의 {3} %와 시험 이미지의 {4} %를 맞힙니다.',
  'train, few images': '훈련, 적은 이미지',
  'test, few images': '시험, 적은 이미지',
  'train, all images': '훈련, 모든 이미지',
  'test, all images': '시험, 모든 이미지',
  'How sure the net is makes no difference to accuracy, and much to cross entropy':
    '신경망이 얼마나 확신하는지는 정확도에는 아무 차이를 만들지 않지만 교차 엔트로피에는 큰 차이를 만듭니다',
  'Accuracy and cross entropy of the trained net, its logits multiplied by {} to {}. Accuracy stays at {} %. Cross entropy is {} nats at {}, {} at {} and {} at {}.':
    '학습된 신경망의 로짓에 {0}부터 {1}까지의 배수를 곱했을 때의 정확도와 교차 엔트로피. 정확도는 {2} % 그대로입니다. 교차 엔트로피는 배수가 {4}일 때 {3}내트, {6}일 때 {5}내트, {8}일 때 {7}내트입니다.',
  'factor on the logits': '로짓에 곱한 배수',
  'CEE in nats, accuracy as a fraction': 'CEE (내트), 정확도 (비율)',
  'weights that after {} steps are apart by less than a thousandth of their way':
    '{0}번 갱신한 뒤 가중치의 차이가 움직인 거리의 1000분의 1 미만',
  '{} apart, after a way of {}': '차이 {0}, 움직인 거리 {1}',
  'With each loss at the learning rate that is best on held-out training images, little is left of the difference':
    '손실마다 따로 떼어 둔 훈련 이미지에서 가장 좋은 학습률을 쓰면 차이는 거의 남지 않습니다',
  'less than {} % apart, and more than twice the {} % of one answer for all':
    '차이가 {0} %p 미만이고, 모두 한 가지로 답할 때의 {1} %의 두 배 초과',
  'Accuracy as the objective, by difference quotients of every weight, does not learn, where CEE does at the same rate':
    '정확도를 목적 함수로 삼아 모든 가중치의 차분몫으로 갱신하면, 같은 학습률의 CEE와 달리 학습이 되지 않습니다',
  'moves in less than {} % of {} steps, and ends below half of what CEE reaches in as many':
    '{1}번 중 {0} % 미만에서만 움직이고, 마지막 정확도가 같은 횟수로 CEE가 도달하는 값의 절반 미만',
  'Accuracy on {} held-out training images at each learning rate, and on the test images at the best':
    '떼어 둔 훈련 이미지 {0}장에서의 학습률별 정확도와, 가장 좋은 학습률에서의 시험 정확도',
  'CEE, held out': 'CEE, 떼어 둔 이미지',
  'CEE, test': 'CEE, 시험',
  'SSE, held out': 'SSE, 떼어 둔 이미지',
  'SSE, test': 'SSE, 시험',
  'not finite': '유한하지 않음',
  'Accuracy hangs on the learning rate more than on the loss':
    '정확도를 더 크게 좌우하는 것은 손실이 아니라 학습률입니다',
  'Accuracy on held-out training images over the learning rate, on a logarithmic axis. CEE is best at rate {}, where it reaches {} % of the test images, SSE at rate {} with {} %.':
    '학습률에 따른, 따로 떼어 둔 훈련 이미지에서의 정확도(가로축은 로그 눈금). CEE는 학습률 {0}에서 가장 좋고 거기서 시험 이미지의 {1} %를 맞히며, SSE는 학습률 {2}에서 {3} %를 맞힙니다.',
  'accuracy on held-out images': '떼어 둔 이미지에서의 정확도',
  'Each objective in its own unit: not all have begun to learn':
    '저마다의 단위로 나타낸 목적 함수: 모두가 학습을 시작한 것은 아닙니다',
  'Each objective in its own unit, accuracy among them': '정확도를 포함하여 저마다의 단위로 나타낸 목적 함수',
  'In so few steps not every loss learns, and accuracy as the objective does not':
    '이렇게 적은 스텝으로는 모든 손실로 학습이 되지는 않으며, 정확도를 목적 함수로 삼으면 전혀 되지 않습니다',
  'Here accuracy as the objective learns something, too':
    '여기서는 정확도를 목적 함수로 삼아도 조금은 학습이 됩니다',
  'After {} steps at rate {} cross entropy reaches {} % of the test images, with one-hot and integer labels alike, and SSE {} %. That compares step sizes: each at the rate that is best on held-out training images, CEE (rate {}) reaches {} % and SSE (rate {}) {} %. Accuracy itself, by finite differences, ends at {} %.':
    '학습률 {1}에서 {0}번 갱신하면 교차 엔트로피는 원-핫 레이블이든 정수 레이블이든 시험 이미지의 {2} %를 맞히고, SSE는 {3} %를 맞힙니다. 그러나 이것은 갱신 폭을 비교한 것입니다. 따로 떼어 둔 훈련 이미지에서 가장 좋은 학습률을 저마다 쓰면 CEE(학습률 {4})는 {5} %, SSE(학습률 {6})는 {7} %에 이릅니다. 정확도 자체를 유한 차분으로 학습하면 {8} %에 그칩니다.',
  'After {} steps at rate {} cross entropy reaches {} % of the test images, with one-hot and integer labels alike, and SSE {} %. Step sizes are a part of that only: each at the rate that is best on held-out training images, CEE (rate {}) reaches {} % and SSE (rate {}) {} %. Accuracy itself, by finite differences, ends at {} %.':
    '학습률 {1}에서 {0}번 갱신하면 교차 엔트로피는 원-핫 레이블이든 정수 레이블이든 시험 이미지의 {2} %를 맞히고, SSE는 {3} %를 맞힙니다. 갱신 폭의 차이는 그 일부일 뿐입니다. 따로 떼어 둔 훈련 이미지에서 가장 좋은 학습률을 저마다 쓰면 CEE(학습률 {4})는 {5} %, SSE(학습률 {6})는 {7} %에 이릅니다. 정확도 자체를 유한 차분으로 학습하면 {8} %에 그칩니다.',
  'After {} steps at rate {} cross entropy reaches {} % of the test images, with integer labels {} %, and SSE {} %. That compares step sizes: each at the rate that is best on held-out training images, CEE (rate {}) reaches {} % and SSE (rate {}) {} %. Accuracy itself, by finite differences, ends at {} %.':
    '학습률 {1}에서 {0}번 갱신하면 교차 엔트로피는 시험 이미지의 {2} %를 맞히고(정수 레이블로는 {3} %), SSE는 {4} %를 맞힙니다. 그러나 이것은 갱신 폭을 비교한 것입니다. 따로 떼어 둔 훈련 이미지에서 가장 좋은 학습률을 저마다 쓰면 CEE(학습률 {5})는 {6} %, SSE(학습률 {7})는 {8} %에 이릅니다. 정확도 자체를 유한 차분으로 학습하면 {9} %에 그칩니다.',
  'After {} steps at rate {} cross entropy reaches {} % of the test images, with integer labels {} %, and SSE {} %. Step sizes are a part of that only: each at the rate that is best on held-out training images, CEE (rate {}) reaches {} % and SSE (rate {}) {} %. Accuracy itself, by finite differences, ends at {} %.':
    '학습률 {1}에서 {0}번 갱신하면 교차 엔트로피는 시험 이미지의 {2} %를 맞히고(정수 레이블로는 {3} %), SSE는 {4} %를 맞힙니다. 갱신 폭의 차이는 그 일부일 뿐입니다. 따로 떼어 둔 훈련 이미지에서 가장 좋은 학습률을 저마다 쓰면 CEE(학습률 {5})는 {6} %, SSE(학습률 {7})는 {8} %에 이릅니다. 정확도 자체를 유한 차분으로 학습하면 {9} %에 그칩니다.',
};
