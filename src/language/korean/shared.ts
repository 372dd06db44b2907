/** Korean for what more than one of page, terminal and experiments says: see textKey. */
export const shared: Readonly<Record<string, string>> = {
  'test accuracy': '시험 정확도',
  data: '데이터',
  run: '실행',
  page: '페이지',
  seed: '시드',
  'images that are not MNIST': 'MNIST가 아닌 이미지',
  'synthetic digits': '합성 숫자',
  'drawn by losslab from seed {}': 'losslab이 시드 {0}으로 그림',
  'MNIST database of handwritten digits by Yann LeCun, Corinna Cortes and Christopher Burges, CC BY-SA {}':
    'MNIST 손글씨 숫자 데이터베이스(Yann LeCun, Corinna Cortes, Christopher Burges), CC BY-SA {0}',
  'MNIST, {} + {} images': 'MNIST, 이미지 {0} + {1}장',
  'images that are not MNIST, {} + {} images': 'MNIST가 아닌 이미지 {0} + {1}장',
  'synthetic digits, {} + {} images': '합성 숫자, 이미지 {0} + {1}장',
  '{} experiment.': '실험 {0}개.',
  '{} experiments.': '실험 {0}개.',
  skipped: '건너뜀',
  expected: '기대한 값',
  measured: '측정한 값',
  'cross entropy': '교차 엔트로피',
  nats: '내트',
  'No claims were made.': '주장이 없습니다.',
  'None of the {} claim could be judged on these data.': '이 데이터로는 주장 {0}개를 판정할 수 없습니다.',
  'None of the {} claims could be judged on these data.':
    '이 데이터로는 주장 {0}개를 모두 판정할 수 없습니다.',
  '{} of {} claims hold, {} skipped on these data.':
    '주장 {1}개 중 {0}개가 성립합니다. {2}개는 이 데이터에서 건너뛰었습니다.',
  '{} of {} claims holds, {} skipped on these data.':
    '주장 {1}개 중 {0}개가 성립합니다. {2}개는 이 데이터에서 건너뛰었습니다.',
  '{} of {} claim failed, {} hold.': '주장 {1}개 중 {0}개가 성립하지 않고 {2}개가 성립합니다.',
  '{} of {} claims failed, {} hold.': '주장 {1}개 중 {0}개가 성립하지 않고 {2}개가 성립합니다.',
  '{} of {} claims failed, {} holds.': '주장 {1}개 중 {0}개가 성립하지 않고 {2}개가 성립합니다.',
  '{} of {} claims failed, {} hold, {} skipped on these data.':
    '주장 {1}개 중 {0}개가 성립하지 않고 {2}개가 성립합니다. {3}개는 이 데이터에서 건너뛰었습니다.',
  '{} of {} claims failed, {} holds, {} skipped on these data.':
    '주장 {1}개 중 {0}개가 성립하지 않고 {2}개가 성립합니다. {3}개는 이 데이터에서 건너뛰었습니다.',
  'The one claim holds.': '하나의 주장이 성립합니다.',
  'All {} claims hold.': '주장 {0}개가 모두 성립합니다.',
  '{} s': '{0}초',
  '{} min {} s': '{0}분 {1}초',
};
