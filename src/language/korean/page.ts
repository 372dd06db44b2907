/** Korean for the words of the page that no experiment wrote: see pageText. */
export const page: Readonly<Record<string, string>> = {
  'SSE is one half of the sum over k of y k minus t k, squared':
    'SSE는 k에 대하여 y k 빼기 t k의 제곱을 모두 더한 것의 절반입니다',
  'CEE is minus the sum over k of t k times the logarithm of y k plus epsilon':
    'CEE는 k에 대하여 t k 곱하기 로그 y k 더하기 엡실론을 모두 더하고 부호를 바꾼 것입니다',
  'H of p and q is minus the sum over k of p k times the logarithm of q k':
    'H p, q는 k에 대하여 p k 곱하기 로그 q k를 모두 더하고 부호를 바꾼 것입니다',
  'h of x is {} where x is greater than {}, else {}; its slope is {} everywhere else than at {}':
    'h x는 x가 {1}보다 크면 {0}이고 아니면 {2}입니다. 기울기는 {4}이 아닌 모든 곳에서 {3}입니다',
  'W becomes W minus eta times the derivative of the loss L by W':
    'W를 W 빼기 에타 곱하기 손실 L의 W에 대한 미분으로 바꿉니다',
  'the central difference: f of x plus h, minus f of x minus h, over {} h':
    '중앙 차분: f x 더하기 h에서 f x 빼기 h를 뺀 값을 {0}h로 나눈 것',
  'the standard deviation of the mean of n losses is sigma over the square root of n':
    '손실 n개의 평균의 표준편차는 시그마 나누기 루트 n입니다',
  'Why do we descend a loss and not accuracy?': '왜 정확도가 아니라 손실을 낮추는가?',
  Experiments: '실험',
  '{} experiment': '실험 {0}개',
  '{} experiments': '실험 {0}개',
  'no value': '값 없음',
  'Try it': '직접 해 보기',
  Claims: '주장',
  holds: '성립',
  failed: '성립하지 않음',
  claim: '주장',
  'What was expected, what was measured': '기대한 값과 측정한 값',
  'The numbers behind this figure': '이 그림의 수치',
  '{} point is not finite and not drawn.': '유한하지 않은 점 {0}개는 그리지 않았습니다.',
  '{} points are not finite and not drawn.': '유한하지 않은 점 {0}개는 그리지 않았습니다.',
  'Times as this machine took them: those of the next run differ.':
    '이 컴퓨터에서 잰 시간입니다. 다음 실행에서는 값이 달라집니다.',
  'This picture was not drawn': '이 그림은 그리지 못했습니다',
  'Move the weight yourself': '가중치를 직접 움직여 보십시오',
  'At this weight': '이 가중치에서',
  'measured on': '측정 대상',
  'How to get these numbers again': '이 수치를 다시 얻는 방법',
  Run: '실행',
  'Seed, profile, backend': '시드, 프로파일, 백엔드',
  Versions: '버전',
  Data: '데이터',
  'SHA-{} of the data': '데이터의 SHA-{0}',
  '{} train and {} test images': '훈련 이미지 {0}장, 시험 이미지 {1}장',
  'Draw this page again': '이 페이지 다시 그리기',
};
