/** Korean for the texts of the experiment `minibatch`: see textKey. */
export const minibatch: Readonly<Record<string, string>> = {
  'How good an estimate of the full loss is a mini-batch? With or without replacement?':
    '미니배치는 전체 손실을 얼마나 잘 추정하는가? 복원 추출과 비복원 추출 가운데 어느 쪽이 나은가?',
  'The mean of n losses spreads by σ/√n around the full loss, without replacement by √((N − n)/(N − {})) of that':
    '손실 n개의 평균은 전체 손실을 중심으로 σ/√n만큼 흩어지고, 비복원 추출에서는 그 √((N − n)/(N − {0}))배만큼 흩어집니다',
  'ratios of {}, within {} standard errors': '측정값과 예측값의 비가 {0}, 표준오차의 {1}배 이내',
  '{} standard errors at most': '표준오차의 {0}배 이하',
  'Drawing half of all images without replacement spreads by √½ of what it does with':
    '전체 이미지의 절반을 비복원 추출하면 흩어지는 정도가 복원 추출할 때의 √½배입니다',
  'It is off in neither direction: the average of many mini-batch losses is the full loss':
    '어느 쪽으로도 치우치지 않습니다. 수많은 미니배치 손실의 평균은 전체 손실입니다',
  'An epoch drawn with replacement leaves {}/e of the images unseen; without, none':
    '한 에폭을 복원 추출하면 이미지의 {0}/e를 보지 못하고, 비복원 추출하면 하나도 빠뜨리지 않습니다',
  'Training does not notice which way its batches are drawn':
    '배치를 어떤 방식으로 뽑든 학습 결과에는 차이가 나타나지 않습니다',
  "The mean of an epoch's mini-batch gradients is the gradient of the full loss":
    '한 에폭의 미니배치 기울기들을 평균하면 전체 손실의 기울기가 됩니다',
  'relative error at most {} (float32)': '상대 오차 {0} 이하 (float32)',
  'The more images, the nearer the gradient of a mini-batch points to the full one':
    '이미지가 많을수록 미니배치의 기울기는 전체 기울기의 방향에 가까워집니다',
  'Summing instead of averaging multiplies the gradient by the batch size: a hidden learning rate':
    '평균 대신 합을 쓰면 기울기에 배치 크기가 곱해집니다. 학습률이 숨어 있는 셈입니다',
  'From one pass over the same images small batches learn more: they take more steps of the same length':
    '같은 이미지를 한 번 훑을 때는 작은 배치가 더 많이 배웁니다. 같은 폭의 갱신을 더 여러 번 하기 때문입니다',
  'a higher test accuracy in batches of {} than in batches of {}':
    '배치 크기 {0}에서의 시험 정확도가 배치 크기 {1}에서보다 높음',
  'σ of the loss of one image': '이미지 한 장에 대한 손실의 σ',
  'σ of the mean of {}': '{0}장 평균의 σ',
  'images unseen with replacement': '복원 추출에서 보지 못한 이미지',
  'How far the mean of n losses strays from the full loss (nats)':
    '손실 n개의 평균이 전체 손실에서 벗어나는 정도 (내트)',
  drawn: '추출 방식',
  'measured σ': '측정한 σ',
  'predicted σ': '예측한 σ',
  'bias (standard errors)': '편향 (표준오차 단위)',
  'with replacement': '복원 추출',
  without: '비복원 추출',
  'One pass over the same images, rate {}': '같은 이미지를 한 번 훑기, 학습률 {0}',
  'batch size': '배치 크기',
  'images a second': '초당 이미지 수',
  'A hundred times the images, a tenth of the error': '이미지는 백 배, 오차는 10분의 1',
  'The spread of the batch mean against the batch size, on logarithmic axes: a straight line from {} nats for one image down. Only where a batch is a good part of all {} images does it matter how it is drawn: for half of them it is {} nats with replacement and {} without.':
    '배치 크기에 따른 배치 평균의 흩어짐(두 축 모두 로그 눈금). 이미지 한 장일 때의 {0}내트에서 직선으로 내려갑니다. 추출 방식이 문제가 되는 것은 배치가 전체 이미지 {1}장의 상당 부분을 차지할 때뿐입니다. 절반을 뽑으면 복원 추출은 {2}내트, 비복원 추출은 {3}내트입니다.',
  'batch size n': '배치 크기 n',
  'standard deviation of the batch mean': '배치 평균의 표준편차',
  'without replacement': '비복원 추출',
  'With replacement some images are not seen for a long time':
    '복원 추출에서는 오랫동안 보지 못하는 이미지가 있습니다',
  'The part of the images not yet seen over the draws. With replacement it is {} % after as many draws as there are images and {} % after {} times as many, along the curve of e to the minus x. Without replacement it falls on a straight line to {} in one epoch.':
    '추출 횟수에 따른 아직 보지 못한 이미지의 비율. 복원 추출에서는 e의 −x제곱 곡선을 따라, 이미지 수만큼 뽑은 뒤에는 {0} %, 그 {2}배만큼 뽑은 뒤에는 {1} %입니다. 비복원 추출에서는 한 에폭 동안 직선을 그리며 {3}까지 내려갑니다.',
  'images not yet seen': '아직 보지 못한 이미지',
  'e to the minus x': 'e의 −x제곱',
  'The larger a mini-batch, the nearer it points to where all images point':
    '미니배치가 클수록 그 기울기는 전체 이미지의 기울기에 가까운 방향을 가리킵니다',
  '{} %, and {} %': '{0} %, {1} %',
  'The mean cosine between the gradient of a mini-batch and the full one: {} for a batch of {}, {} for one of {}.':
    '미니배치의 기울기와 전체 기울기 사이의 평균 코사인. 배치 크기 {1}에서는 {0}, 배치 크기 {3}에서는 {2}입니다.',
  'cosine with the full gradient': '전체 기울기와의 코사인',
  'mean cosine': '평균 코사인',
  'Images are cheaper by the batch': '이미지는 배치로 묶어 처리할수록 비용이 적게 듭니다',
  'The time for one pass over {} images against the batch size, on logarithmic axes: {} s in batches of {}, {} s in batches of {}, as timed on this machine.':
    '배치 크기에 따른 이미지 {0}장을 한 번 훑는 시간(두 축 모두 로그 눈금). 이 컴퓨터에서 측정한 결과 배치 크기 {2}에서는 {1}초, 배치 크기 {4}에서는 {3}초입니다.',
  'time for one pass': '한 번 훑는 시간',
  'The mean of {} images strays from the full loss by a standard deviation of {} nats (σ/√n predicts {}) and is off in neither direction. Drawing with replacement leaves {} % of the images unseen in an epoch; training reaches {} % of the test images with and {} % without replacement.':
    '이미지 {0}장의 평균은 전체 손실을 중심으로 표준편차 {1}내트만큼 흩어지며(σ/√n의 예측은 {2}), 어느 쪽으로도 치우치지 않습니다. 복원 추출하면 한 에폭 동안 이미지의 {3} %를 보지 못합니다. 학습이 시험 이미지에서 도달하는 정확도는 복원 추출에서 {4} %, 비복원 추출에서 {5} %입니다.',
  'a greater cosine for {}, {} and {} images, each in turn':
    '이미지 {0}장, {1}장, {2}장에서 차례로 더 큰 코사인',
  'needs more than {} training images': '훈련 이미지가 {0}장보다 많아야 함',
  'needs {} training images': '훈련 이미지 {0}장이 필요함',
};
