import type {Catalogue} from './catalogue';

/** Korean, in the order of the source. */
export const korean: Catalogue = {
  // src/lab/report
  backend: '백엔드',
  profile: '프로파일',
  seed: '시드',
  data: '데이터',
  digest: '다이제스트',
  '{0} min {1} s': '{0}분 {1}초',
  '{0} claims': '주장 {0}개',
  'No claims were made': '주장이 없습니다',
  'None of the {0} could be judged in this run': '이번 실행에서는 {0}를 판정할 수 없습니다',
  '{0} of {1} failed, {2} hold, {3} skipped':
    '{1} 중 {0}개가 성립하지 않고 {2}개가 성립합니다. {3}개는 건너뛰었습니다',
  '{0} of {1} failed, {2} hold': '{1} 중 {0}개가 성립하지 않고 {2}개가 성립합니다',
  '{0} of {1} hold, {2} skipped': '{1} 중 {0}개가 성립합니다. {2}개는 건너뛰었습니다',
  'The one claim holds': '하나의 주장이 성립합니다',
  'All {0} hold': '{0}가 모두 성립합니다',
  'images that are not MNIST': 'MNIST가 아닌 이미지',
  'synthetic digits': '합성 숫자',
  'Try it': '직접 해 보기',
  'no value': '값 없음',
  Claims: '주장',
  'expected {0}, measured {1}': '기대값 {0}, 측정값 {1}',
  holds: '성립',
  failed: '성립하지 않음',
  skipped: '건너뜀',
  'What was expected, what was measured': '기대한 값과 측정한 값',
  claim: '주장',
  expected: '기대한 값',
  measured: '측정한 값',
  'Times as this machine took them: those of the next run differ.':
    '이 컴퓨터에서 잰 시간입니다. 다음 실행에서는 값이 달라집니다.',
  '{0} points are not finite and not drawn.': '유한하지 않은 점 {0}개는 그리지 않았습니다.',
  'This picture was not drawn': '이 그림은 그리지 못했습니다',
  'The numbers behind this figure': '이 그림의 수치',
  '{0} experiments': '실험 {0}개',
  '{0} on {1} in {2}.': '{1}, {0}, {2}.',
  'Why do we descend a loss and not accuracy?': '왜 정확도가 아니라 손실을 낮추는가?',
  Experiments: '실험',
  Run: '실행',
  'Seed, profile, backend': '시드, 프로파일, 백엔드',
  Versions: '버전',
  Data: '데이터',
  '{0}; {1} train and {2} test images': '{0}; 훈련 이미지 {1}장, 시험 이미지 {2}장',
  'SHA-256 of the data': '데이터의 SHA-256',
  'Draw this page again': '이 페이지 다시 그리기',
  'How to get these numbers again': '이 수치를 다시 얻는 방법',
  'How often each claim holds': '주장이 성립하는 횟수',
  'The answers, pictures and claims of the experiments are those of seed {0}.':
    '각 실험의 답, 그림, 주장은 시드 {0}의 것입니다.',
  'seed {0}': '시드 {0}',
  'not made': '없음',
  'Over {0} seeds:': '시드 {0}개에서:',
  'Move the weight yourself: {0}': '가중치를 직접 움직여 보십시오: {0}',
  'At this weight': '이 가중치에서',
  'measured on': '측정 대상',
  'MNIST database of handwritten digits by Yann LeCun, Corinna Cortes and Christopher Burges, CC BY-SA 3.0':
    'MNIST 손글씨 숫자 데이터베이스(Yann LeCun, Corinna Cortes, Christopher Burges), CC BY-SA 3.0',
  // src/cli
  'Run the experiments and write a report': '실험을 실행하고 보고서 작성',
  'Train a two-layer net on a loss of your choice': '선택한 손실로 2층 신경망 학습',
  'Accuracy, losses and confusion matrix of a saved model': '저장된 모델의 정확도, 손실, 혼동 행렬',
  'Check the gradient of a function of your own': '직접 만든 함수의 기울기 검사',
  'Make the page of a run again out of its results.json': 'results.json으로 실행 결과 페이지를 다시 생성',
  'Two runs side by side: settings, claims, metrics': '두 실행을 나란히 비교: 설정, 주장, 지표',
  'Get the data and say what they are': '데이터를 가져와 어떤 데이터인지 표시',
  'Versions, backends and data on this machine': '이 컴퓨터의 버전, 백엔드, 데이터',
  from: '출처',
  cache: '캐시',
  train: '훈련',
  test: '시험',
  '{0}: {1} images of {2}x{3}, grey values {4}': '{0}: {2}x{3} 이미지 {1}장, 회색값 {4}',
  'of each class: {0}': '클래스별: {0}',
  'not installed': '설치되지 않음',
  '{0}, {1} processors': '{0}, 프로세서 {1}개',
  'synthetic digits, drawn when needed': '합성 숫자, 필요할 때 그림',
  '{0} + {1} images': '이미지 {0} + {1}장',
  'MNIST: {0} in {1}': 'MNIST: {1}에 있는 {0}',
  'not MNIST, but in its format: {0} in {1}': 'MNIST가 아니지만 같은 형식: {1}에 있는 {0}',
  versions: '버전',
  'on {0}': '환경: {0}',
  'backends, the fastest first': '백엔드(빠른 순서)',
  'backend in use': '사용하는 백엔드',
  'downloads are kept in {0}': '내려받은 파일을 두는 곳: {0}',
  'MNIST cannot be had, so these are synthetic digits ({0}).':
    'MNIST를 구할 수 없어 합성 숫자를 씁니다({0}).',
  'downloading {0}': '내려받는 중: {0}',
  'drawn by losslab from seed {0}': 'losslab이 시드 {0}으로 그림',
  'Options from this JSON file (default: losslab.config.json, if there)':
    '이 JSON 파일에서 옵션을 읽음(기본값: losslab.config.json이 있으면 그 파일)',
  'One JSON document on stdout, and nothing else': '표준 출력(stdout)에 JSON 문서 하나만 출력',
  'Language of help, summary and page (default: that of the locale)':
    '도움말, 요약, 페이지의 언어(기본값: 로캘의 언어)',
  'No progress and no messages, errors apart': '오류 외에는 진행 상황과 메시지를 표시하지 않음',
  'auto takes MNIST, or synthetic digits where MNIST cannot be had':
    'auto는 MNIST를 쓰고, MNIST를 구할 수 없으면 합성 숫자를 사용',
  "Directory with the four files in MNIST's format (LOSSLAB_DATA)":
    'MNIST 형식의 파일 네 개가 있는 디렉터리(LOSSLAB_DATA)',
  'Where downloads are kept (LOSSLAB_CACHE)': '내려받은 파일을 보관할 위치(LOSSLAB_CACHE)',
  'Seed of everything random': '모든 무작위 요소의 시드',
  'tfjs backend: auto (the fastest for the net that works here), native, wasm, cpu':
    'tfjs 백엔드: auto(여기서 작동하는 것 중 이 신경망에 가장 빠른 것), native, wasm, cpu',
  'Every figure as a PNG file, too': '모든 그림을 PNG 파일로도 저장',
  'Which experiments; all of them unless named': '실행할 실험. 지정하지 않으면 전부',
  'Only list the experiments': '실험 목록만 표시',
  'quick: subsets, under a minute; full: the sizes of the book':
    'quick은 데이터 일부만 써서 1분 이내, full은 책과 같은 크기',
  'Where reports go, each into a directory of its own':
    '보고서를 저장할 위치. 보고서마다 별도의 디렉터리에 저장',
  'Seed of everything random (default: 1)': '모든 무작위 요소의 시드(기본값: 1)',
  'Several seeds in turn, 1-20 or 1,3,7, and how often each claim holds':
    '여러 시드를 차례로 실행하고 주장이 성립하는 횟수를 표시(1-20 또는 1,3,7)',
  'Loss to descend': '줄여 나갈 손실',
  'Hidden units': '은닉 뉴런 수',
  'Hidden activation': '은닉층의 활성화 함수',
  Optimizer: '옵티마이저',
  'Learning rate (default: 0.1; 0.001 for rmsprop and adam)': '학습률(기본값: 0.1, rmsprop과 adam은 0.001)',
  'Examples a step': '한 단계에 쓰는 데이터 수',
  'Passes over the training data (default: 1)': '훈련 데이터를 도는 횟수, 즉 에폭 수(기본값: 1)',
  'Steps, in place of passes': '에폭 수 대신 지정하는 단계 수',
  'Batches with or without replacement': '배치의 복원 추출 또는 비복원 추출',
  'Save the trained model here': '학습한 모델을 저장할 위치',
  'Keep checkpoints here, to go on from': '이어서 학습할 수 있도록 체크포인트를 보관할 위치',
  'Steps from one checkpoint to the next (default: 500)': '체크포인트 사이의 단계 수(기본값: 500)',
  'Go on from the checkpoint, if there is one': '체크포인트가 있으면 거기서부터 이어서 학습',
  'Directory of model.json': 'model.json이 있는 디렉터리',
  'FILE or FILE#export: a module that gives fn and inputs, or model, loss, xs and ys':
    'FILE 또는 FILE#export: fn과 inputs, 또는 model, loss, xs, ys를 제공하는 모듈',
  'Accept an output of any shape, and check a random weighted sum of it':
    '임의 형상의 출력을 허용하고, 그 출력의 무작위 가중합을 검사',
  '1, or 2 for the gradient of the gradient (default: 1)': '1, 기울기의 기울기는 2(기본값: 1)',
  'Relative error that passes (default: 1e-4)': '통과로 보는 상대 오차(기본값: 1e-4)',
  'Entries that are checked one by one (default: 256)': '하나씩 검사할 원소의 수(기본값: 256)',
  'Evaluations of the function at most': '함수를 계산할 최대 횟수',
  'Seconds at most': '최대 시간(초)',
  'Check the gradient on this tfjs backend, too: native, wasm, cpu':
    '이 tfjs 백엔드에서도 기울기를 검사: native, wasm, cpu',
  'A results.json, or the directory it is in': 'results.json 또는 그 파일이 있는 디렉터리',
  'Where the page goes (default: beside the results)': '페이지를 저장할 위치(기본값: 결과 파일과 같은 곳)',
  'One results.json': '첫 번째 results.json',
  Another: '두 번째 results.json',
  'Every option also comes from the environment (LOSSLAB_SEED=7) or from losslab.config.json ({"seed": 7}); a flag goes before both.':
    '모든 옵션은 환경 변수(LOSSLAB_SEED=7)나 losslab.config.json({"seed": 7})으로도 지정할 수 있으며, 명령줄 플래그가 이 둘보다 우선합니다.',
  'Exit codes: 0 ok, 1 unexpected, 2 usage, 3 data not to be had, 4 data or model corrupt, 5 a claim or check failed, 130 interrupted, 141 nobody reads the output.':
    '종료 코드: 0 정상, 1 예기치 않은 오류, 2 사용법 오류, 3 데이터를 구할 수 없음, 4 데이터나 모델이 손상됨, 5 성립하지 않은 주장이나 실패한 검사가 있음, 130 중단됨, 141 출력을 읽는 쪽이 없음.',
  'The loss and gradient laboratory for TensorFlow.js.': 'TensorFlow.js를 위한 손실과 기울기 실험실입니다.',
  'expected a command': '명령을 지정해야 합니다',
  'No font with Hangul was found, so the PNG files show boxes in its place; install one, such as Noto Sans CJK KR.':
    '한글이 있는 글꼴을 찾지 못해 PNG 파일에는 한글 대신 네모가 보입니다. Noto Sans CJK KR 같은 글꼴을 설치하십시오.',
  'Both runs were made with the same settings.': '두 실행의 설정이 같습니다.',
  'only in A': 'A에만 있음',
  'only in B': 'B에만 있음',
  'claims: {0}': '주장: {0}',
  'metrics: {0}': '지표: {0}',
  none: '없음',
  '{0}, all the same': '{0}개, 모두 같음',
  '{0}, {1} of them differ': '{0}개 중 {1}개가 다름',
  run: '실행',
  page: '페이지',
  '{0}, {1} + {2} images': '{0}, 이미지 {1} + {2}장',
  'seeds {0}': '시드 {0}',
  'test accuracy': '시험 정확도',
  '{0} % of {1}': '{1}장 중 {0} %',
  'cross entropy': '교차 엔트로피',
  '{0} nats': '{0}내트',
  'sum of squares / 2': '제곱합 / 2',
  'taken for →': '분류 결과 →',
  'skipped: {0}': '건너뜀: {0}',
  'step {0} of {1}, loss {2}': '{1}단계 중 {0}단계, 손실 {2}',
  '{0} hidden units ({1}), {2}: {3} steps, {4}': '은닉 뉴런 {0}개({1}), {2}: {3}단계, {4}',
  'epoch {0}: mean loss {1}': '에폭 {0}: 평균 손실 {1}',
  'saved in {0}': '저장한 위치: {0}',
  // src/lab/experiments
  '{0} every image further than h = 1e-4 from a tie has quotients of accuracy of exactly 0, for every weight':
    '{0}, 동점에서 h = 1e-4보다 멀리 떨어진 이미지에서는 모든 가중치에 대한 정확도의 차분몫이 정확히 0입니다',
  'Before training': '학습 전',
  'After training': '학습 후',
  '0 of {0}, on most of the images': '대부분의 이미지에서 {0}개 중 0개',
  '{0} of {1}, on {2} of {3} images': '이미지 {3}장 중 {2}장에서 {1}개 중 {0}개',
  'With an h that brings no image to a tie all quotients are exactly 0: the derivative of accuracy is 0':
    '어떤 이미지도 동점에 이르게 하지 않는 h에서는 모든 차분몫이 정확히 0입니다. 정확도의 도함수는 0입니다',
  '0 of {0}, before and after training': '학습 전과 후 모두 {0}개 중 0개',
  '{0} at h = {1}': 'h = {1}에서 {0}개',
  'A quotient of accuracy that is not 0 is never below 1/(2hN): it measures h, not the network':
    '0이 아닌 정확도의 차분몫은 그 크기가 1/(2hN)보다 작을 수 없습니다. 이 값은 신경망이 아니라 h를 잰 것입니다',
  '≥ 1 quantum': '단위 1/(2hN)의 1배 이상',
  'none is non-zero': '0이 아닌 것이 없음',
  'least {0} quanta': '최솟값은 단위의 {0}배',
  'SSE and CEE have a quotient for every weight but those of pixels that are black in every image':
    'SSE와 CEE의 차분몫은 모든 이미지에서 검은 픽셀의 가중치를 제외하면 모든 가중치에서 0이 아닙니다',
  '{0} zeros ({1} pixels × {2} units), and no others':
    '0이 {0}개(픽셀 {1}개 × 뉴런 {2}개)이고, 그 밖의 0은 없음',
  '{0} zeros, and {1} others': '0이 {0}개, 그 밖의 0이 {1}개',
  'tf.grad of accuracy throws: tfjs has no gradient for the comparison of classes':
    '정확도에 tf.grad를 쓰면 오류가 납니다. tfjs에는 클래스 비교 연산의 기울기가 없습니다',
  'an error that names Equal': 'Equal을 언급하는 오류',
  'Through argMax alone tf.grad answers with registered zeros':
    'argMax만 거치면 tf.grad는 등록된 기울기인 0을 돌려줍니다',
  '0 of {0} non-zero, where the greatest logit itself has some':
    '{0}개 중 0개가 0이 아님. 가장 큰 로짓 자체에는 0이 아닌 것이 있음',
  '{0}, where the greatest logit itself has {1}': '{0}개, 가장 큰 로짓 자체에서는 {1}개',
  'Through a cast to int32, itself a staircase, tf.grad passes the gradient on as if nothing were there':
    'int32로의 형 변환도 그 자체로 계단이지만, tf.grad는 아무것도 없는 것처럼 기울기를 그대로 통과시킵니다',
  '1, where the derivative is 0': '1 (도함수는 0)',
  'More images make the steps of accuracy shorter and never smooth':
    '이미지를 늘리면 정확도의 단은 낮아지지만 결코 매끄러워지지 않습니다',
  'more levels with more images, and some of {0} moves without any effect':
    '이미지가 많을수록 단계가 많고, 움직임 {0}번 가운데 아무 효과가 없는 것이 있음',
  '{0} levels; {1} moves without': '단계 {0}개, 효과 없는 움직임 {1}번',
  'Accuracy moves by whole images: N images allow what is a multiple of 1/N, and nothing between':
    '정확도는 이미지 한 장 단위로 움직입니다. 이미지가 N장이면 1/N의 배수만 가능하고 그 사이의 값은 없습니다',
  'steps of 1 image or more, for every N': '모든 N에서 이미지 1장 이상의 단',
  '{0} of {1} images': '이미지 {1}장 중 {0}장',
  'Cross entropy never repeats a value on the same way':
    '같은 경로에서 교차 엔트로피는 같은 값을 두 번 갖지 않습니다',
  '{0} values': '값 {0}개',
  'Ascending accuracy with a small h moves no weight in a step in which no image lies within h of a tie':
    '작은 h로 정확도를 경사 상승시킬 때, 동점에서 h 이내에 있는 이미지가 없는 스텝에서는 어떤 가중치도 움직이지 않습니다',
  '0 such steps that move (h ≤ 1e-3)': '그런 스텝 가운데 움직인 것 0번 (h ≤ 1e-3)',
  '{0} of {1} steps': '{1}번 중 {0}번',
  'needs a step in which no image lies within h of a tie':
    '동점에서 h 이내에 있는 이미지가 없는 스텝이 필요함',
  'With a large h it moves, and sticks far below what CEE reaches in as many steps, on the very images it climbs':
    'h가 크면 움직이지만, 정확도를 올리는 데 쓴 바로 그 이미지에서도 CEE가 같은 스텝 수로 도달하는 값보다 훨씬 낮은 곳에서 멈춥니다',
  'steps that move, and at most half of what CEE reaches in {0} steps':
    '움직인 스텝이 있고, CEE가 {0}스텝에 도달하는 값의 절반 이하',
  '{0} steps, {1} against {2}': '{0}번, {1} 대 {2}',
  'Straight-through accuracy has the value of accuracy and, bit for bit, the gradient of soft accuracy':
    '직통 추정(straight-through) 정확도는 값이 정확도와 같고, 기울기는 부드러운 정확도의 기울기와 비트 단위까지 같습니다',
  '{0}, and a gradient that is 0 apart in every entry': '{0}, 기울기는 모든 원소에서 차이 0',
  '{0}, a norm of {1}, {2} apart': '{0}, 노름 {1}, 차이 {2}',
  'Soft accuracy, the mean probability of the right class, has a gradient to learn by':
    '정답 클래스의 확률 평균인 부드러운 정확도에는 학습에 쓸 수 있는 기울기가 있습니다',
  'a test accuracy that rises by more than {0}': '{0}p 넘게 오르는 시험 정확도',
  '{0} to {1}': '{0}에서 {1}까지',
  'An evolution strategy, which tries moves of {0} in place of h = 1e-4, climbs accuracy itself':
    'h = 1e-4 대신 크기 {0}의 움직임을 시도하는 진화 전략은 정확도 자체를 올립니다',
  'In as many steps CEE comes as far as either, or further':
    '같은 스텝 수에서 CEE는 두 방법과 같거나 더 높은 정확도에 이릅니다',
  'at most 1 % below both': '둘 중 어느 것보다도 1 %p 넘게 낮지 않음',
  'Labels that are wrong take a larger part of the push of CEE than of that of soft accuracy':
    '틀린 레이블이 미는 힘에서 차지하는 몫은 부드러운 정확도보다 CEE에서 더 큽니다',
  'at least twice the part, from {0} of the labels': '레이블의 {0}가 두 배 이상의 몫을 차지',
  '{0} against {1}': '{0} 대 {1}',
  'Even so the wrong labels cost CEE little accuracy on right ones':
    '그래도 틀린 레이블 때문에 CEE가 옳은 레이블에서 잃는 정확도는 적습니다',
  'at most 5 %': '5 %p 이하',
  '{0} without, {1} with them': '없을 때 {0}, 있을 때 {1}',
  'One weight moves; accuracy stands still, then jumps':
    '가중치 하나를 움직이면 정확도는 가만히 있다가 갑자기 뜁니다',
  'Step curves of accuracy over the offset of one weight. On {0} images accuracy takes {1} levels from {2} to {3}; on {4} it takes {5} levels, in smaller steps.':
    '가중치 하나의 이동량에 따른 정확도의 계단 곡선. 이미지 {0}장에서는 정확도가 {2}에서 {3}까지 {1}개의 단계를 갖고, {4}장에서는 단이 더 작은 {5}개의 단계를 갖습니다.',
  'offset of the weight': '가중치의 이동량',
  accuracy: '정확도',
  fraction: '비율',
  '{0} images': '이미지 {0}장',
  'The same weight moves; cross entropy answers to every move':
    '같은 가중치를 움직이면 교차 엔트로피는 모든 움직임에 반응합니다',
  'Smooth curves of cross entropy over the offset of one weight. On {0} images it takes {1} different values at {2} offsets, between {3} and {4} nats.':
    '가중치 하나의 이동량에 따른 교차 엔트로피의 매끄러운 곡선. 이미지 {0}장에서 이동량 {2}가지에 대해 {3}내트와 {4}내트 사이에서 서로 다른 값 {1}개를 갖습니다.',
  nats: '내트',
  'Accuracy has no slope to follow; a loss has one for every weight that sees light':
    '정확도에는 따라갈 기울기가 없지만, 손실에는 빛이 들어오는 모든 가중치마다 기울기가 있습니다',
  'Bars that count the {0} difference quotients of the trained net by their size. Accuracy has {1} zeros of pixels that are black in every image and {2} other zeros. CEE has {3} of the first kind and {4} of the second; its other entries lie between 1e{5} and 1e{6}.':
    '학습된 신경망의 차분몫 {0}개를 크기별로 센 막대. 정확도에는 모든 이미지에서 검은 픽셀의 0이 {1}개, 그 밖의 0이 {2}개 있습니다. CEE에는 첫째 종류의 0이 {3}개, 둘째 종류의 0이 {4}개 있고, 나머지 원소의 크기는 1e{5}에서 1e{6} 사이입니다.',
  'size of the quotient, its power of ten': '차분몫의 크기 (10의 거듭제곱)',
  weights: '가중치 수',
  '0 (black pixel)': '0 (검은 픽셀)',
  '0 (other)': '0 (그 밖)',
  'What is used in place of accuracy: a smooth substitute, or moves large enough to see the steps':
    '정확도 대신 쓰는 것: 매끄러운 대용 함수, 또는 계단의 단이 보일 만큼 큰 움직임',
  'Test accuracy over the steps in which the output layer is learned anew. CEE ends at {0}, soft accuracy at {1} and the evolution strategy on accuracy itself at {2}. With {3} wrong labels CEE ends at {4} and soft accuracy at {5}.':
    '출력층을 새로 학습하는 스텝에 따른 시험 정확도. 마지막 값은 CEE가 {0}, 부드러운 정확도가 {1}, 정확도 자체에 대한 진화 전략이 {2}입니다. 틀린 레이블이 {3}일 때 마지막 값은 CEE가 {4}, 부드러운 정확도가 {5}입니다.',
  steps: '스텝 수',
  '{0}, {1} wrong': '{0}, 틀린 레이블 {1}',
  'Difference quotients that are not 0 (h = 1e-4, 100 images, float64)':
    '0이 아닌 차분몫 (h = 1e-4, 이미지 100장, float64)',
  net: '신경망',
  objective: '목적 함수',
  'not 0': '0이 아닌 것',
  of: '전체',
  'Quotients of accuracy on the trained net': '학습된 신경망에서 정확도의 차분몫',
  'least of them': '그중 최솟값',
  'Ascending accuracy by finite differences': '유한 차분으로 정확도 올리기',
  'steps that moved': '움직인 스텝',
  'accuracy before': '이전 정확도',
  after: '이후',
  'best on the way': '도중의 최고값',
  '{0} of {1}': '{1}회 중 {0}회',
  'CEE, rate {0}, by its gradient': 'CEE, 학습률 {0}, 자체의 기울기로',
  'The output layer learned anew, on the hidden units of the trained net':
    '학습된 신경망의 은닉층 뉴런 위에서 새로 학습한 출력층',
  'wrong labels': '틀린 레이블',
  'push of the wrong labels, CEE': '틀린 레이블이 미는 힘의 몫, CEE',
  'push of the wrong labels, soft': '틀린 레이블이 미는 힘의 몫, 부드러운 정확도',
  'soft accuracy': '부드러운 정확도',
  evolution: '진화 전략',
  'Why not descend accuracy itself?': '왜 정확도 자체를 경사법으로 최적화하지 않는가?',
  'Accuracy is a staircase: {0} of its {1} difference quotients differ from 0, against {2} of cross entropy; more images only make its steps smaller ({3} levels for {4} images). What is descended in its place is smooth: {5}, in {6} steps to {7} and {8}.':
    '정확도는 계단입니다. 정확도의 차분몫 {1}개 가운데 0이 아닌 것은 {0}개이고, 교차 엔트로피에서는 {2}개입니다. 이미지를 늘려도 계단의 단이 작아질 뿐입니다(이미지 {4}장에서 정확도의 단계는 각각 {3}개). 정확도 대신 경사법에 쓰는 함수는 매끄럽습니다. {5}. {6}번 갱신하면 정확도가 부드러운 정확도로는 {7}, 교차 엔트로피로는 {8}에 이릅니다.',
  'non-zero quotients of accuracy': '0이 아닌 정확도의 차분몫',
  'non-zero quotients of CEE': '0이 아닌 CEE의 차분몫',
  'levels of accuracy, most images': '이미지가 가장 많을 때 정확도의 단계 수',
  'soft accuracy and cross entropy both learn an output layer':
    '부드러운 정확도로도 교차 엔트로피로도 출력층이 학습됩니다',
  'soft accuracy and cross entropy take an output layer':
    '부드러운 정확도와 교차 엔트로피로 출력층을 갱신합니다',
  'Two guesses at a 2: the losses tell the right one from the wrong one':
    '숫자 2에 대한 두 추정: 손실은 옳은 추정과 틀린 추정을 가려냅니다',
  'Bars of the probability of every digit. The right guess gives {0} to the 2 and {1} to the 7; the wrong one gives {2} to the 2 and {3} to the 7. CEE is {4} nats for the right guess and {5} for the wrong one.':
    '숫자별 확률을 나타낸 막대. 옳은 추정은 숫자 2에 {0}, 숫자 7에 {1}의 확률을 주고, 틀린 추정은 숫자 2에 {2}, 숫자 7에 {3}의 확률을 줍니다. CEE는 옳은 추정에서 {4}내트, 틀린 추정에서 {5}내트입니다.',
  digit: '숫자',
  probability: '확률',
  'right guess, CEE {0}': '옳은 추정, CEE {0}',
  'wrong guess, CEE {0}': '틀린 추정, CEE {0}',
  'Cross entropy has no upper end; SSE is bounded':
    '교차 엔트로피에는 위쪽 한계가 없고, SSE에는 한계가 있습니다',
  'Two falling curves over the probability of the right class. At 0.01 cross entropy is at {0} and SSE at {1}; at 0.5 they are at {2} and {3}.':
    '정답 클래스의 확률에 따라 내려가는 두 곡선. 확률 0.01에서 교차 엔트로피는 {0}, SSE는 {1}이고, 확률 0.5에서는 각각 {2}, {3}입니다.',
  'probability of the right class': '정답 클래스의 확률',
  loss: '손실',
  'CEE in nats': 'CEE는 내트',
  'Against a sure mistake CEE pushes with all its force, and SSE with none':
    '틀린 답을 확신할 때 CEE는 온 힘을 다해 밀고, SSE는 전혀 밀지 않습니다',
  "The push on the logit of the right class over that class's probability, on a logarithmic axis. Where it is {0}, CEE from logits pushes with {1}, CEE with the 1e-7 with {2} and SSE with {3}. SSE has its top of {4} at {5}.":
    '정답 클래스의 로짓을 미는 힘을 그 클래스의 확률에 따라 로그 축에 나타낸 그림. 확률이 {0}일 때 미는 힘은 로짓에서 계산한 CEE가 {1}, 1e-7을 더한 CEE가 {2}, SSE가 {3}입니다. SSE의 최댓값은 확률 {5}에서 {4}입니다.',
  'push on its logit, |∂L/∂z|': '로짓을 미는 힘 |∂L/∂z|',
  'CEE from logits': '로짓 CEE',
  'CEE, ε = 1e-7': 'CEE, ε = 1e-7',
  'The ε ends the rise of cross entropy where the probability falls below it':
    '확률이 ε보다 작아지면 교차 엔트로피는 ε 때문에 더는 커지지 않습니다',
  'The loss over the probability of the right class, on a logarithmic axis: a straight line without ε, {0} nats at 1e-12. With an ε of {1} it levels off at {2} nats, with greater ones sooner.':
    '정답 클래스의 확률에 따른 손실을 로그 축에 나타낸 그림. ε이 없으면 직선이며 확률 1e-12에서 {0}내트입니다. ε = {1}이면 {2}내트에서 평평해지고, ε이 더 크면 더 일찍 평평해집니다.',
  'Three guesses at a 2': '숫자 2에 대한 세 가지 추정',
  guess: '추정',
  'CEE, one-hot labels (nats)': 'CEE, 원-핫 레이블 (내트)',
  'CEE, integer labels (nats)': 'CEE, 정수 레이블 (내트)',
  '2 with probability 0.6': '2일 확률 0.6',
  '7 with probability 0.6': '7일 확률 0.6',
  'a tenth for every digit': '모든 숫자에 10분의 1씩',
  'What an ε in the logarithm does': '로그 안의 ε이 하는 일',
  'greatest loss (nats)': '최대 손실 (내트)',
  'loss of a sure, right guess': '확신한 옳은 추정의 손실',
  'shift of the right guess': '옳은 추정의 손실 이동량',
  'push at y_t = {0}': 'y_t = {0}에서 미는 힘',
  'Descent stops where the loss is 0': '경사 하강은 손실이 0인 곳에서 멈춥니다',
  '½ Σ (y − t)² is the mean squared error': '½ Σ (y − t)²는 평균 제곱 오차입니다',
  'What notes on this chapter get wrong, and the numbers that settle it':
    '이 장을 정리한 글들이 잘못 말하는 것과 이를 판가름하는 수치',
  'what is said': '흔한 설명',
  'what is measured': '측정 대상',
  this: '첫째 값',
  'and this': '둘째 값',
  'gradient and loss where q = p': 'q = p일 때의 기울기와 손실',
  'gradient and loss of SSE less its own value': 'SSE에서 그 값 자체를 뺀 손실의 기울기와 손실값',
  'half the sum, and the mean': '합의 절반, 그리고 평균',
  'Dividing by N makes no difference': 'N으로 나누든 나누지 않든 차이가 없습니다',
  'mean and sum of ten guesses (nats)': '추정 열 개의 평균과 합 (내트)',
  'One-hot labels do for integer ones': '정수 레이블 자리에 원-핫 레이블을 써도 됩니다',
  'the loss, and what index-picking makes of it': '손실, 그리고 인덱스로 골라낼 때 나오는 값',
  'The 1e-7 is optional': '1e-7은 없어도 됩니다',
  'the right guess without it, one-hot and integer labels':
    '그것이 없을 때 옳은 추정의 손실, 원-핫 레이블과 정수 레이블',
  'What do SSE and the two CEEs say of a right and a wrong guess, and what is the 1e-7 for?':
    'SSE와 두 가지 CEE는 옳은 추정과 틀린 추정을 어떻게 평가하며, 1e-7은 왜 필요한가?',
  'Both punish the wrong guess, SSE from {0} to {1} and CEE from {2} to {3} nats. The 1e-7 keeps a zero probability from making the loss NaN and caps it at {4}. The more sure a mistake is, the harder CEE pushes against it, up to {5}; SSE pushes hardest at a probability of {6} for the right class, and lets go below.':
    '둘 다 틀린 추정에 벌을 줍니다. 옳은 추정과 틀린 추정의 손실은 SSE가 {0}, {1}이고 CEE가 {2}, {3}내트(nat)입니다. 1e-7은 확률이 0일 때 손실이 NaN이 되지 않게 하고 손실의 상한을 {4}에 묶어 둡니다. 틀린 답을 확신할수록 CEE가 이를 되미는 힘은 커져서 {5}에까지 이릅니다. SSE가 가장 세게 미는 곳은 정답 클래스의 확률이 {6}인 곳이며, 그보다 낮은 확률에서는 힘이 빠집니다.',
  'SSE is one half of the sum over k of y k minus t k, squared':
    'SSE는 k에 대하여 y k 빼기 t k의 제곱을 모두 더한 것의 절반입니다',
  'CEE is minus the sum over k of t k times the logarithm of y k plus epsilon':
    'CEE는 k에 대하여 t k 곱하기 로그 y k 더하기 엡실론을 모두 더하고 부호를 바꾼 것입니다',
  'CEE of the right guess': '옳은 추정의 CEE',
  'CEE of the wrong guess': '틀린 추정의 CEE',
  'the cap that 1e-7 sets': '1e-7이 정하는 상한',
  'SSE {0} < {1}, CEE {2} < {3}': 'SSE {0} < {1}, CEE {2} < {3}',
  'In tfjs the losses of both guesses are those of the float64 formulas':
    'tfjs에서 두 추정의 손실은 float64로 계산한 수식의 값과 같습니다',
  'the same to {0}': '{0} 이내로 같음',
  'SSE and both CEEs are greater for the wrong guess than for the right one':
    'SSE와 두 가지 CEE 모두 옳은 추정보다 틀린 추정에서 더 큽니다',
  'Integer labels give the loss that one-hot labels give':
    '정수 레이블의 손실은 원-핫 레이블의 손실과 같습니다',
  'at most {0} apart': '차이가 {0} 이하',
  'Without the 1e-7 the one-hot CEE of the right guess is NaN, gradient included (0 · −∞)':
    '1e-7이 없으면 옳은 추정의 원-핫 CEE는 기울기까지 NaN이 됩니다(0 · −∞)',
  'NaN, and with it a number': 'NaN, 있으면 유한한 수',
  '{0}, and with it {1}': '{0}, 있으면 {1}',
  'a number': '유한한 수',
  'An ε caps the loss of one example at −ln ε': 'ε은 데이터 하나의 손실을 −ln ε 이하로 제한합니다',
  'A sure, right guess has a loss just below 0: the 1e-7 shifts it':
    '확신한 옳은 추정의 손실은 0보다 아주 조금 작습니다. 1e-7이 손실을 그만큼 낮추기 때문입니다',
  '−1e-7, in float32 −1.19e-7; without it 0': '−1e-7, float32에서는 −1.19e-7, 없으면 0',
  'Where the net is sure of a wrong class the ε takes the push away; computed from logits CEE keeps it':
    '신경망이 틀린 클래스를 확신하는 곳에서 ε은 미는 힘을 없애지만, 로짓에서 계산한 CEE는 그 힘을 유지합니다',
  'next to 0 against 1, where the right class has {0}': '정답 클래스의 확률이 {0}일 때 거의 0 대 1',
  'At uniform outputs SSE pushes the logits with a tenth of the force of CEE':
    '출력이 균등할 때 SSE가 로짓을 미는 힘은 CEE의 10분의 1입니다',
  'SSE pushes hardest at a probability of a third for the right class, and lets go below':
    'SSE는 정답 클래스의 확률이 3분의 1일 때 가장 세게 밀고, 그보다 낮으면 힘이 빠집니다',
  '{0} at 0.33, and next to 0 at {1}': '0.33에서 {0}, {1}에서는 거의 0',
  '{0} at {1}, and {2}': '{1}에서 {0}, 그리고 {2}',
  'Descent stands still where the gradient is 0, not where the loss is':
    '경사 하강은 손실이 아니라 기울기가 0인 곳에서 멈춥니다',
  'a gradient of 0 at a loss of 1.04, and another at a loss of 0':
    '손실 1.04에서는 기울기가 0, 손실 0에서는 그렇지 않음',
  '{0} at {1}, and {2} at {3}': '{1}에서 {0}, {3}에서 {2}',
  '½ Σ (y − t)² is half a sum of squares, for ten classes five times their mean':
    '½ Σ (y − t)²는 제곱합의 절반이며, 클래스가 열 개이면 제곱 평균의 다섯 배입니다',
  'Without the division by N the loss of a batch of 10 is ten times the mean':
    'N으로 나누지 않으면 크기가 10인 배치의 손실은 평균의 열 배가 됩니다',
  'The integer-label CEE refuses one-hot labels, which index-picking code silently misreads':
    '정수 레이블용 CEE는 원-핫 레이블을 거부합니다. 인덱스로 골라내는 코드는 원-핫 레이블을 경고 없이 잘못 읽습니다',
  'refused, where the other gives {0} for {1}': '거부함 (다른 코드는 {1} 대신 {0})',
  refused: '거부함',
  'needs the float64 backend, which is not to be had here': '여기서 쓸 수 없는 float64 백엔드가 필요함',
  'needs MNIST': 'MNIST가 필요함',
  'needs the 10,000 steps of --profile full': '--profile full의 10,000번 갱신이 필요함',
  'not run': '실행하지 않음',
  'The step is flat wherever it has a slope at all; the sigmoid slopes everywhere in sight':
    '계단 함수는 기울기가 존재하는 곳이면 어디서나 평평하고, 시그모이드는 보이는 범위 어디서나 기울어 있습니다',
  'The step jumps from 0 to 1 at x = 0, and its slope is 0 at all {0} points. The sigmoid rises from 0 to 1, and its slope is a bell with its top of {1} at x = 0.':
    '계단 함수는 x = 0인 곳에서 0에서 1로 뛰며, 점 {0}개 모두에서 기울기가 0입니다. 시그모이드는 0에서 1로 올라가며, 기울기는 x = 0에서 꼭대기의 높이가 {1}인 종 모양입니다.',
  'input x': '입력 x',
  'value and slope': '함숫값과 기울기',
  step: '계단 함수',
  sigmoid: '시그모이드',
  'slope of the step': '계단 함수의 기울기',
  'slope of the sigmoid': '시그모이드의 기울기',
  'The nearer the sigmoid comes to the step, the fewer inputs have a slope':
    '시그모이드가 계단 함수에 가까워질수록 기울기가 있는 입력은 줄어듭니다',
  'The slopes of σ(kx): a low, wide hill for k = {0}, ever higher and narrower for greater k. For k = {1} the top is at {2}, and {3} of the inputs from −6 to 6 have a slope worth the name.':
    'σ(kx)의 기울기. k = {0}일 때는 낮고 넓은 언덕이고, k가 커질수록 점점 높고 좁아집니다. k = {1}일 때 꼭대기의 높이는 {2}이고, −6부터 6까지의 입력 가운데 {3}에만 기울기라고 할 만한 값이 있습니다.',
  'slope of σ(kx)': 'σ(kx)의 기울기',
  'Step units leave the first layer where it began':
    '계단 함수 뉴런을 쓰면 1층은 처음 자리에 그대로 머뭅니다',
  '‖ΔW1‖ against the epoch. The step stays at {0}; straight-through ends at {1}, the sigmoid at {2} and the ReLU at {3}.':
    '에폭에 따른 ‖ΔW1‖. 계단 함수는 {0}에 머물고, 마지막 값은 직통 추정(straight-through)이 {1}, 시그모이드가 {2}, ReLU가 {3}입니다.',
  training: '학습',
  epochs: '에폭',
  '‖ΔW1‖, distance from the start': '‖ΔW1‖, 처음 위치에서의 거리',
  'Without a gradient for the first layer the net stops early':
    '1층에 기울기가 전달되지 않으면 신경망의 학습이 일찍 멈춥니다',
  'Test accuracy against the epoch for four activations. At the end the step has {0}, straight-through {1}, the sigmoid {2} and the ReLU {3}.':
    '네 가지 활성화 함수의 에폭에 따른 시험 정확도. 마지막에 계단 함수는 {0}, 직통 추정(straight-through)은 {1}, 시그모이드는 {2}, ReLU는 {3}입니다.',
  ReLU: 'ReLU',
  'straight-through': '직통 추정',
  'Why not a step activation?': '왜 계단 함수를 활성화 함수로 쓰지 않는가?',
  "Its slope is 0 wherever it has one, {0}: in {1} steps ‖ΔW1‖ is {2}, and {3} ({4} of the test images, against {5} with the sigmoid). The step with the sigmoid's slope backwards, straight-through, reaches {6}.":
    '계단 함수의 기울기는 존재하는 곳이면 어디서나 0{0}. {1}번 갱신한 뒤 ‖ΔW1‖은 {2}이고 {3}(시험 이미지의 {4}를 맞히며, 시그모이드는 {5}). 순전파는 계단 함수 그대로 두고 역전파에서만 시그모이드의 기울기를 쓰는 직통 추정(straight-through)은 {6}에 이릅니다.',
  'so no gradient reaches the first layer': '이어서 1층에는 기울기가 전혀 전달되지 않습니다',
  'and yet something moved the first layer': '인데도 1층이 움직였습니다',
  'only the output layer learns': '출력층만 학습합니다',
  'both layers learn': '두 층이 모두 학습합니다',
  'h of x is 1 where x is greater than 0, else 0; its slope is 0 everywhere else than at 0':
    'h x는 x가 0보다 크면 1이고 아니면 0입니다. 기울기는 0이 아닌 모든 곳에서 0입니다',
  '‖ΔW1‖ with the step': '계단 함수의 ‖ΔW1‖',
  'test accuracy with the step': '계단 함수의 시험 정확도',
  'One net, four activations: what moves, and what it is worth':
    '신경망 하나, 활성화 함수 네 가지: 무엇이 움직이고 성과는 어떤가',
  activation: '활성화 함수',
  'first ‖∂L/∂W1‖': '첫 ‖∂L/∂W1‖',
  'first ‖∂L/∂W2‖': '첫 ‖∂L/∂W2‖',
  'σ(kx) on its way to the step': '계단 함수에 가까워지는 σ(kx)',
  'area between the two': '둘 사이의 넓이',
  '2 ln 2 / k': '2 ln 2 / k',
  'greatest slope': '최대 기울기',
  'part of −6…6 with a slope': '−6…6 중 기울기가 있는 비율',
  'The difference quotient of the step across its jump': '뛰는 지점을 사이에 둔 계단 함수의 차분몫',
  quotient: '차분몫',
  'The slope that tf.grad gives for the step is exactly 0 at every input':
    'tf.grad가 계산한 계단 함수의 기울기는 모든 입력에서 정확히 0입니다',
  '0 of {0} inputs with a slope': '기울기가 있는 입력: {0}개 중 0개',
  'The slope of the sigmoid is greatest at 0, where it is a quarter':
    '시그모이드의 기울기는 x = 0에서 가장 크고, 그 값은 4분의 1입니다',
  '0.25 at x = 0': 'x = 0에서 0.25',
  '{0} at x = {1}': 'x = {1}에서 {0}',
  'A difference quotient across the jump is 1/(2h): it measures h, not the function':
    '뛰는 지점을 사이에 둔 차분몫은 1/(2h)입니다. 함수가 아니라 h를 재는 셈입니다',
  '1 for every h, when multiplied by 2h': '2h를 곱하면 모든 h에서 1',
  'A steeper sigmoid comes as near to the step as one likes: the area between them is 2 ln 2 / k':
    '시그모이드를 가파르게 하면 계단 함수에 얼마든지 가까워집니다. 둘 사이의 넓이는 2 ln 2 / k입니다',
  'the same to 1e-6': '1e-6 이내로 같음',
  'On the way there the slope leaves ever more of the inputs':
    '그렇게 가까워지는 동안 기울기가 사라지는 입력은 점점 늘어납니다',
  'a smaller part for every k': 'k가 커질 때마다 더 작은 비율',
  'In a net of step units no gradient reaches W1, and training leaves it bit for bit as it was':
    '계단 함수 뉴런으로 된 신경망에서는 W1에 기울기가 전혀 전달되지 않아, 학습이 끝나도 W1은 비트 하나까지 처음 그대로입니다',
  '‖∂L/∂W1‖ = 0 and ‖ΔW1‖ = 0': '‖∂L/∂W1‖ = 0, ‖ΔW1‖ = 0',
  '{0} and {1}': '{0}, {1}',
  'With the sigmoid, the ReLU and the straight-through step W1 moves':
    '시그모이드, ReLU, 또는 직통 추정(straight-through)을 적용한 계단 함수를 쓰면 W1이 움직입니다',
  'The output layer of the step net still learns, on features drawn at random':
    '계단 함수 신경망의 출력층은 무작위로 정해진 특징을 바탕으로나마 학습합니다',
  'ΔW2 is not 0, and a test accuracy of more than twice the {0} before':
    'ΔW2가 0이 아니고, 시험 정확도가 학습 전 {0}의 두 배 초과',
  "The sigmoid's slope in place of the step's own 0 lets the same net learn":
    '계단 함수 자신의 기울기 0 대신 시그모이드의 기울기를 쓰면 같은 신경망이 학습합니다',
  'a test accuracy at least 5 % above that of the step': '시험 정확도가 계단 함수보다 5 %p 이상 높음',
  'That the slope of the sigmoid is never 0 is true on paper; in float32 it is exactly 0 at x = 100':
    '시그모이드의 기울기가 결코 0이 되지 않는다는 말은 이론상으로만 맞습니다. float32에서는 x = 100에서 정확히 0입니다',
  '0, where paper has {0}': '0 (이론상으로는 {0})',
  '{0}, and from x = {1} on': '{0}, x = {1}부터는 계속',
  'A derivative of 0 does not mean that no move helps: some random moves of W1 lower the loss':
    '미분값이 0이라고 해서 어떻게 움직여도 소용없다는 뜻은 아닙니다. W1을 무작위로 움직이면 손실이 줄어드는 경우도 있습니다',
  'at least 1 of {0}': '{0}번 중 1번 이상',
  '{0}, by up to {1} nats': '{0}번, 최대 {1}내트만큼',
  'A slope may well be 0 in places: the ReLU is silent there and learns as well as the sigmoid':
    '기울기가 군데군데 0이어도 괜찮습니다. ReLU는 그런 곳에서 침묵하지만 시그모이드만큼 잘 학습합니다',
  'silent in more than 5 %, and at most 1 % below the sigmoid':
    '침묵하는 비율이 5 % 초과, 정확도는 시그모이드보다 낮아도 1 %p 이내',
  '{0}, {1} against {2}': '침묵 {0}, 정확도 {1} 대 {2}',
  'Step units on MNIST end in the known range (10,000 steps)':
    'MNIST에서 계단 함수 뉴런의 시험 정확도는 알려진 범위에 듭니다(10,000회 갱신)',
  'Straight-through units on MNIST end in the known range (10,000 steps)':
    'MNIST에서 직통 추정(straight-through) 뉴런의 시험 정확도는 알려진 범위에 듭니다(10,000회 갱신)',
};
