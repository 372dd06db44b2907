import type {Catalogue} from './catalogue';

/** Korean, in the order of the source. */
export const korean: Catalogue = {
  // src/lab/report
  backend: '백엔드',
  profile: '프로파일',
  seed: '시드',
  data: '데이터',
  digest: '다이제스트',
  '{0} s': '{0}초',
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
  'Make the page of a run again from its results.json': 'results.json으로 실행 결과 페이지를 다시 생성',
  'Two runs side by side: settings, claims, metrics': '두 실행을 나란히 비교: 설정, 주장, 지표',
  'Get the data and describe them': '데이터를 가져와 어떤 데이터인지 표시',
  'Print what makes bash or zsh complete commands and options':
    'bash나 zsh에서 명령과 옵션을 자동 완성하게 하는 스크립트 출력',
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
  'MNIST is not available, so these are synthetic digits ({0}).':
    'MNIST를 구할 수 없어 합성 숫자를 씁니다({0}).',
  'downloading {0}': '내려받는 중: {0}',
  'drawn by losslab from seed {0}': 'losslab이 시드 {0}으로 그림',
  'Options from this JSON file (default: losslab.config.json, if there)':
    '이 JSON 파일에서 옵션을 읽음(기본값: losslab.config.json이 있으면 그 파일)',
  'One JSON document on stdout, and nothing else': '표준 출력(stdout)에 JSON 문서 하나만 출력',
  'No progress and no messages, except errors': '오류 외에는 진행 상황과 메시지를 표시하지 않음',
  'auto takes MNIST, or synthetic digits where MNIST is not available':
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
  'Hidden units': '은닉 뉴런 수',
  'Hidden activation': '은닉층의 활성화 함수',
  Optimizer: '옵티마이저',
  'Learning rate (default: 0.1; 0.001 for rmsprop and adam)': '학습률(기본값: 0.1, rmsprop과 adam은 0.001)',
  'Examples a step': '한 단계에 쓰는 데이터 수',
  'Passes over the training data (default: 1)': '훈련 데이터를 도는 횟수, 즉 에폭 수(기본값: 1)',
  'Steps, in place of passes': '에폭 수 대신 지정하는 단계 수',
  'Batches with or without replacement': '배치의 복원 추출 또는 비복원 추출',
  'Save the trained model here': '학습한 모델을 저장할 위치',
  'Keep checkpoints here, to continue from': '이어서 학습할 수 있도록 체크포인트를 보관할 위치',
  'Steps from one checkpoint to the next (default: 500)': '체크포인트 사이의 단계 수(기본값: 500)',
  'Continue from the checkpoint, if there is one': '체크포인트가 있으면 거기서부터 이어서 학습',
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
  'Exit codes: 0 ok, 1 unexpected, 2 usage, 3 data not available, 4 data or model corrupt, 5 a claim or check failed, 130 interrupted, 141 nobody reads the output.':
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
  'epoch {0}: mean loss {1}': '에폭 {0}: 평균 손실 {1}',
  'saved in {0}': '저장한 위치: {0}',
  'Language of all output (default: that of the locale)': '모든 출력의 언어(기본값: 로캘의 언어)',
  'Loss to minimise (below)': '최소화할 손실(아래 목록)',
  'h of the finite differences of accuracy (default: 1e-4)': '정확도의 유한 차분에 쓰는 h(기본값: 1e-4)',
  'Losses, of labels t, probabilities y, logits z:': '손실(레이블 t, 확률 y, 로짓 z):',
  'share of right answers, by finite differences; does not train':
    '정답의 비율, 유한 차분 사용. 학습되지 않음',
  'two of them, and figures as files': '실험 두 개, 그림은 파일로도 저장',
  'how often each claim holds': '각 주장이 성립하는 횟수',
  'a model to keep': '보관할 모델',
  'stop and continue at any time': '언제든 멈추고 이어서 학습',
  'why nobody trains on accuracy': '정확도로 학습하지 않는 이유',
  'a directory that train --save wrote': 'train --save가 만든 디렉터리',
  'its fn on its inputs': '모듈의 fn을 모듈의 inputs에서 검사',
  'one export of a TypeScript module': 'TypeScript 모듈의 내보내기 하나',
  'the page in Korean': '한국어 페이지',
  'what differs between two runs': '두 실행에서 다른 점',
  'files of your own': '직접 준비한 파일',
  'can this backend be used here?': '이 백엔드를 여기서 쓸 수 있는가?',
  'why accuracy has no gradient to follow': '정확도에 따라갈 기울기가 없는 이유',
  'another loss, the same net': '다른 손실, 같은 신경망',
  'stopping; interrupt again to leave at once': '멈추는 중입니다. 바로 끝내려면 다시 중단하십시오',
  interrupted: '중단되었습니다',
  'this is a bug. Please report the lines above, the command, and what losslab doctor prints.':
    '버그입니다. 위의 내용, 실행한 명령, losslab doctor의 출력을 알려 주십시오.',
  'see losslab --help': 'losslab --help 참고',
  'see losslab {0} --help': 'losslab {0} --help 참고',
  '{0}, did you mean {1}?': '{0}. 혹시 {1}입니까?',
  'unknown command {0}': '알 수 없는 명령 {0}',
  'unknown option {0}': '알 수 없는 옵션 {0}',
  'unknown argument {0}': '알 수 없는 인수 {0}',
  'unknown environment variable {0}': '알 수 없는 환경 변수 {0}',
  '{0}: unknown option {1}': '{0}: 알 수 없는 옵션 {1}',
  'expected {0}, got {1}': '필요한 값: {0}, 받은 값: {1}',
  '{0}: expected {1}, got {2}': '{0}: 필요한 값: {1}, 받은 값: {2}',
  '{0}: expected once, got it twice': '{0}: 한 번만 지정해야 하는데 두 번 지정했습니다',
  '{0}: expected a value, got none': '{0}: 값이 필요한데 지정하지 않았습니다',
  '{0}: expected either this or {1}, got both':
    '{0}: 이 옵션과 {1} 가운데 하나만 지정해야 하는데 둘 다 지정했습니다',
  '{0}: expected --loss accuracy beside it, got {1}': '{0}: --loss accuracy와 함께 써야 합니다. 받은 값: {1}',
  '{0}: expected --checkpoint beside it, got none': '{0}: --checkpoint와 함께 써야 합니다',
  'a text that is not empty': '비어 있지 않은 문자열',
  'a path': '경로',
  'one of {0}': '{0} 중 하나',
  'a whole number from {0} to {1}': '{0} 이상 {1} 이하의 정수',
  'a whole number of at least {0}': '{0} 이상의 정수',
  'a number above 0 and below {0}': '0보다 크고 {0}보다 작은 수',
  'a number above 0': '0보다 큰 수',
  'true or false': 'true 또는 false',
  names: '이름',
  nothing: '없음',
  'different whole numbers like 1-20 or 1,3,7, at most {0}': '1-20 또는 1,3,7처럼 서로 다른 정수, 최대 {0}개',
  '{0}: expected a config file that can be read, got {1}': '{0}: 설정 파일을 읽을 수 없습니다({1})',
  '{0}: expected a results.json that can be read, got {1}': '{0}: results.json을 읽을 수 없습니다({1})',
  '{0}: expected JSON, got {1}': '{0}: JSON이 아닙니다({1})',
  '{0}: expected one JSON object, got {1}': '{0}: JSON 객체 하나가 필요합니다. 받은 값: {1}',
  'expected a directory that can be written, got {0}': '쓸 수 있는 디렉터리가 필요합니다({0})',
  'expected an output that can be written, got {0}': '출력에 쓸 수 없습니다({0})',
  'expected {0} to be installed; run npm install {1}':
    '{0} 패키지를 설치해야 합니다. npm install {1} 명령을 실행하십시오',
  '--png: expected @resvg/resvg-js to be installed; run npm install @resvg/resvg-js':
    '--png: @resvg/resvg-js 패키지를 설치해야 합니다. npm install @resvg/resvg-js 명령을 실행하십시오',
  'experiment: expected names of {0}, got {1}': 'experiment: 실험 이름은 {0} 중에서 지정합니다. 받은 값: {1}',
  'experiment: expected at least {0} training images for {1}, got {2}':
    'experiment: {1} 실험에는 훈련 이미지가 {0}장 이상 필요합니다. 실제: {2}장',
  'evaluate: expected a model that takes images of {0}, got inputs of {1}':
    'evaluate: {0} 이미지를 받는 모델이 필요합니다. 모델의 입력: {1}',
  '--checkpoint: expected a directory without a model, got {0}':
    '--checkpoint: 모델이 없는 디렉터리를 지정하십시오. 받은 값: {0}',
  '--checkpoint: expected --resume, or a directory without a checkpoint, got {0}':
    '--checkpoint: --resume을 함께 쓰거나 체크포인트가 없는 디렉터리를 지정하십시오. 받은 값: {0}',
  '--resume: expected the run of the checkpoint, with {0} {1}, got {2}':
    '--resume: 체크포인트와 같은 학습이어야 합니다. {0}: 체크포인트 {1}, 지금 {2}',
  difference: '차분의 h',
  hidden: '은닉 뉴런 수',
  optimizer: '옵티마이저',
  sampling: '표본 추출',
  '{0} hidden units ({1}), {2}: {3} steps, {4}': '은닉 뉴런 {0}개({1}), {2}: {3}단계, {4}',
  'The loss here is 1 − accuracy. All {0} differences (A(w + h) − A(w − h)) / 2h with h = {1} were 0, so the weights did not move.':
    '여기서 손실은 1 − 정확도입니다. h = {1}인 차분 (A(w + h) − A(w − h)) / 2h {0}개가 모두 0이어서 가중치가 움직이지 않았습니다.',
  'Accuracy counts right answers, and an answer changes only where the two greatest outputs of an image are equal. Everywhere else a small change of a weight changes no answer, so the derivative of accuracy is 0.':
    '정확도는 정답의 수를 세며, 답은 한 이미지의 가장 큰 두 출력이 같은 곳에서만 바뀝니다. 그 밖의 모든 곳에서는 가중치를 조금 바꾸어도 답이 바뀌지 않으므로 정확도의 도함수는 0입니다.',
  'The loss here is 1 − accuracy. Of {0} differences (A(w + h) − A(w − h)) / 2h with h = {1}, {2} were not 0; {3} of {4} output weights moved.':
    '여기서 손실은 1 − 정확도입니다. h = {1}인 차분 (A(w + h) − A(w − h)) / 2h {0}개 중 {2}개가 0이 아니었고, 출력층 가중치 {4}개 중 {3}개가 움직였습니다.',
  'Such a difference is at least 1 / 2hN = {0}, whatever the weights are. It measures h: h decides which images are near enough to a tie to count, and how far the weights go. The derivative of accuracy is 0.':
    '그런 차분의 크기는 가중치와 관계없이 1 / 2hN = {0} 이상입니다. 이 값은 h를 잰 것입니다. 동점에 얼마나 가까운 이미지를 셀지, 가중치가 얼마나 멀리 갈지를 h가 정합니다. 정확도의 도함수는 0입니다.',
  'an exit with code {0}': '종료 코드 {0}',
  'an end by {0}': '{0} 신호',
  '{0}: expected a module that lets the check finish, got {1}':
    '{0}: 모듈이 검사가 끝나기 전에 프로세스를 끝냈습니다({1})',
  '{0}: expected a function that runs on its inputs, got {1}':
    '{0}: 함수를 입력에 대해 실행하지 못했습니다. {1}',
  '{0}: expected a module that runs, got {1} outside the check':
    '{0}: 검사 밖에서 모듈이 오류를 냈습니다. {1}',
  '{0}: expected the check to finish, got a promise that never settles':
    '{0}: 프로미스가 끝나지 않아 검사를 마치지 못했습니다',
  '{0}: expected a function fn(...inputs) that gives a scalar, got {1}':
    '{0}: 스칼라를 돌려주는 함수 fn(...inputs)이 필요합니다. 받은 값: {1}',
  '{0}: expected the module to give inputs, as in inputs: [[1, 2, 3]] or inputs: [{shape: [2, 3], range: [-1, 1]}], got none':
    '{0}: 모듈에 inputs가 없습니다. inputs: [[1, 2, 3]] 또는 inputs: [{shape: [2, 3], range: [-1, 1]}]처럼 지정하십시오',
  '{0}: expected an export of {1}, got {2}': '{0}: 내보내기는 {1} 중에서 지정합니다. 받은 값: {2}',
  '{0}: expected either fn and inputs or model, loss, xs and ys, got {1}':
    '{0}: fn과 inputs, 또는 model, loss, xs, ys가 필요합니다. 받은 값: {1}',
  '{0}: expected model to be a tf.LayersModel, got {1}':
    '{0}: model은 tf.LayersModel이어야 합니다. 받은 값: {1}',
  '{0}: expected loss to be a function of labels and predictions, got {1}':
    '{0}: loss는 레이블과 예측의 함수여야 합니다. 받은 값: {1}',
  '{0}: expected an input of {shape, range}, got {1} as well':
    '{0}: 입력은 {shape, range}여야 하는데 {1}도 있습니다',
  '{0}: expected a shape of whole numbers of at least 1, got [{1}]':
    '{0}: shape에는 1 이상의 정수가 필요합니다. 받은 값: [{1}]',
  '{0}: expected a range of two numbers, the lower one first, got {1}':
    '{0}: range에는 작은 수부터 두 수가 필요합니다. 받은 값: {1}',
  '{0}: expected a tensor, nested arrays of numbers of one length, or {shape, range}, got {1}':
    '{0}: 텐서, 길이가 같은 중첩 배열, 또는 {shape, range}가 필요합니다. 받은 값: {1}',
  input: '입력',
  shape: '형상',
  checked: '검사',
  'worst entries': '오차가 큰 원소',
  analytic: '해석적 값',
  numerical: '수치 값',
  // src/node
  'gradcheck: expected a file of JavaScript or TypeScript, got {0}':
    'gradcheck: JavaScript나 TypeScript 파일이 필요합니다. 받은 값: {0}',
  '{0}: expected a module that loads, got {1}': '{0}: 모듈을 불러오지 못했습니다. {1}',
  '{0}: expected it to use the @tensorflow/tfjs that losslab uses ({1}), got another copy ({2}); install losslab beside it':
    '{0}: losslab이 쓰는 @tensorflow/tfjs({1})가 아니라 다른 사본({2})을 씁니다. losslab을 그 옆에 설치하십시오',
  '{0}: expected tsx, or Node 22.18 or newer, to read TypeScript, got neither; run npm install tsx':
    '{0}: TypeScript를 읽으려면 tsx나 Node 22.18 이상이 필요합니다. npm install tsx 명령을 실행하십시오',
  '{0}: expected a project with @tensorflow/tfjs around it, got none; run npm install @tensorflow/tfjs in {1}':
    '{0}: @tensorflow/tfjs가 있는 프로젝트 안의 파일이어야 합니다. {1}에서 npm install @tensorflow/tfjs 명령을 실행하십시오',
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
  'Bars that count the {0} difference quotients of the trained net by their size. Accuracy has {1} zeros of pixels that are black in every image and {2} other zeros. CEE has {3} of the first kind and {4} of the second; its other entries lie between {5} and {6}.':
    '학습된 신경망의 차분몫 {0}개를 크기별로 센 막대. 정확도에는 모든 이미지에서 검은 픽셀의 0이 {1}개, 그 밖의 0이 {2}개 있습니다. CEE에는 첫째 종류의 0이 {3}개, 둘째 종류의 0이 {4}개 있고, 나머지 원소의 크기는 {5}에서 {6} 사이입니다.',
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
  'training the textbook net': '교과서 신경망 학습 중',
  'learning the output layer anew': '출력층을 새로 학습하는 중',
  'difference quotients of {0}': '{0}의 차분몫',
  'accuracy with h = {0}': 'h = {0}에서의 정확도',
  'moving one weight, {0} images': '가중치 하나를 움직이는 중, 이미지 {0}장',
  'ascending accuracy with h = {0}': 'h = {0}으로 정확도를 올리는 중',
  'Accuracy is a staircase: {0} of its {1} difference quotients differ from 0, against {2} of cross entropy; more images only make its steps smaller ({3} levels for {4} images). What is descended in its place is smooth: {5}, in {6} steps to {7} and {8}.':
    '정확도는 계단입니다. 정확도의 차분몫 {1}개 가운데 0이 아닌 것은 {0}개이고, 교차 엔트로피에서는 {2}개입니다. 이미지를 늘려도 계단의 단이 작아질 뿐입니다(이미지 {4}장에서 정확도의 단계는 각각 {3}개). 정확도 대신 경사법에 쓰는 함수는 매끄럽습니다. {5}. {6}번 갱신하면 정확도가 부드러운 정확도로는 {7}, 교차 엔트로피로는 {8}에 이릅니다.',
  'non-zero quotients of accuracy': '0이 아닌 정확도의 차분몫',
  'non-zero quotients of CEE': '0이 아닌 CEE의 차분몫',
  'levels of accuracy, most images': '이미지가 가장 많을 때 정확도의 단계 수',
  'soft accuracy and cross entropy both learn an output layer':
    '부드러운 정확도로도 교차 엔트로피로도 출력층이 학습됩니다',
  'soft accuracy and cross entropy take an output layer':
    '부드러운 정확도와 교차 엔트로피로 출력층을 갱신합니다',
  'Does tf.grad agree with finite differences, for every loss, on a real net? What does each cost?':
    '실제 신경망에서 모든 손실에 대해 tf.grad가 유한 차분과 일치하는가? 비용은 각각 얼마나 드는가?',
  'checking {0}': '{0} 검사 중',
  "{0}: for all {1} losses they differ by {2} of the gradient at most. The book's numerical_gradient would take {3} forward passes; checkGradients makes do with {4} evaluations of the loss.":
    '{0}. {1}가지 손실 모두에서 차이는 기울기에 대해 많아야 {2}입니다. 책의 numerical_gradient에는 순전파 {3}번이 필요하지만, checkGradients는 손실을 {4}번만 계산하면 됩니다.',
  'largest relative difference': '최대 상대 차이',
  'most evaluations of a check': '검사 한 번의 최대 계산 횟수',
  "the book's numerical_gradient": '책의 numerical_gradient에 필요한 순전파',
  passes: '회',
  'Not all of it': '모두 일치하지는 않습니다',
  Yes: '일치합니다',
  'In float64 the gradient of every loss agrees with difference quotients, h = 1e-4 and 2e-4 extrapolated, to the rounding of the loss':
    'float64에서 모든 손실의 기울기가, h = 1e-4와 2e-4를 외삽한 차분몫과 손실의 반올림 오차 안에서 일치합니다',
  'apart by at most {0} roundings of the loss (ε·|loss|/h in each entry)':
    '차이가 손실의 반올림 오차(원소마다 ε·|손실|/h)의 {0}배 이하',
  'at most {0} apart': '차이가 {0} 이하',
  '{0} roundings, relative L2 {1}': '반올림 오차의 {0}배, 상대 L2 {1}',
  'checkGradients passes every loss of the registry on all weights of the textbook net':
    '교과서 신경망의 모든 가중치에서, 등록된 모든 손실이 checkGradients를 통과합니다',
  '{0} passed': '{0}개 통과',
  'A check of all weights takes under 500 evaluations, not two for each weight':
    '모든 가중치를 검사하는 데 드는 손실 계산은 가중치마다 두 번이 아니라 통틀어 500번 미만입니다',
  'under 500': '500 미만',
  "The book's numerical_gradient costs more than a thousand backpropagations":
    '책의 numerical_gradient에는 오차역전파 천 번보다 많은 비용이 듭니다',
  'more than 1,000': '1,000 초과',
  '{0}, as timed on this machine': '{0}, 이 컴퓨터에서 측정한 시간 기준',
  'Backpropagation against difference quotients, one batch, all in float64':
    '오차역전파법과 차분몫의 비교, 배치 하나, 모두 float64',
  loss: '손실',
  verdict: '판정',
  'relative L2 difference': '상대 L2 차이',
  'h and 2h extrapolated': 'h와 2h를 외삽',
  'entries sampled': '표본으로 뽑은 원소',
  'evaluations of the check': '검사의 계산 횟수',
  seconds: '초',
  pass: '통과',
  'What a gradient costs (medians over the losses)': '기울기 계산의 비용 (손실들의 중앙값)',
  way: '방법',
  evaluations: '계산 횟수',
  backpropagations: '오차역전파 환산',
  'forward pass': '순전파',
  backpropagation: '오차역전파법',
  "the book's numerical_gradient (extrapolated)": '책의 numerical_gradient (외삽한 값)',
  'Backpropagation costs a few forward passes, difference quotients two for every weight':
    '오차역전파법에는 순전파 몇 번만큼, 차분몫에는 가중치마다 순전파 두 번만큼의 비용이 듭니다',
  'Four bars on a logarithmic axis, as timed on this machine: a forward pass takes {0} s, backpropagation {1} s, checkGradients {2} s, and the numerical gradient of the book {3} s.':
    '로그 눈금 축에 그린 막대 네 개, 이 컴퓨터에서 측정한 시간. 순전파는 {0}초, 오차역전파법은 {1}초, checkGradients는 {2}초, 책의 수치 미분은 {3}초가 걸립니다.',
  'way to the gradient': '기울기를 구하는 방법',
  time: '시간',
  s: '초',
  'The less something was expected, the more it says that it happened':
    '예상하지 못한 일일수록, 그 일이 일어났다는 사실은 더 많은 것을 알려 줍니다',
  'The curve of −ln q over the probability q: {0} nats at q = 0.01, {1} at q = 0.5 and 0 at q = 1.':
    '확률 q에 따른 −ln q의 곡선. q = 0.01에서 {0}내트, q = 0.5에서 {1}내트, q = 1에서 0내트입니다.',
  'probability q that was given': '미리 부여한 확률 q',
  'surprise −ln q': '놀라움 −ln q',
  'Cross entropy is least where the belief is the truth, and there it is the entropy':
    '교차 엔트로피는 믿음이 사실과 일치할 때 가장 작고, 그때의 값은 엔트로피입니다',
  'H(p, q) of a coin over the believed probability q of heads, for four true probabilities p. Each curve is lowest at q = p: {0} nats for p = 0.5, {1} for p = 0.9. For p = 1 it is −ln q and falls to 0.':
    '동전의 H(p, q)를 앞면이 나온다고 믿는 확률 q에 따라, 네 가지 실제 확률 p에 대해 나타낸 그림. 각 곡선은 q = p에서 가장 낮습니다. p = 0.5에서 {0}내트, p = 0.9에서 {1}내트입니다. p = 1에서는 −ln q가 되어 0까지 내려갑니다.',
  'believed probability q of heads': '앞면이 나온다고 믿는 확률 q',
  'cross entropy H(p, q)': '교차 엔트로피 H(p, q)',
  'As the label becomes one-hot its entropy goes, and cross entropy is all divergence':
    '레이블이 원-핫에 가까워지면 엔트로피는 사라지고, 교차 엔트로피에는 KL 발산만 남습니다',
  'Three curves over the probability that the label gives to the 2, for one and the same guess. The entropy falls from {0} nats to {1}. Cross entropy falls from {2} to {3} nats, and ends where the divergence ends.':
    '레이블이 숫자 2에 주는 확률에 따른 세 곡선. 추정은 하나로 고정했습니다. 엔트로피는 {0}내트에서 {1}까지 내려갑니다. 교차 엔트로피는 {2}내트에서 {3}내트까지 내려가고, KL 발산이 끝나는 곳에서 함께 끝납니다.',
  'probability of the 2 in the label': '레이블에서 숫자 2의 확률',
  information: '정보량',
  'Averaged over data, −ln q comes to the cross entropy':
    '데이터에 대해 평균하면 −ln q는 교차 엔트로피에 이릅니다',
  'The mean of −ln q over more and more draws: {0} nats after {1} draws, {2} after {3}, where H(p, q) is {4}.':
    '추출을 늘려 갈 때 −ln q의 평균. {1}회 추출 후에는 {0}내트, {3}회 후에는 {2}내트이며, H(p, q)는 {4}내트입니다.',
  draws: '추출 횟수',
  'mean of −ln q': '−ln q의 평균',
  'How does cross entropy H(p, q) become −ln y_t?': '교차 엔트로피 H(p, q)는 어떻게 −ln y_t가 되는가?',
  'H(p, q) = H(p) + KL(p‖q), and a one-hot label has an entropy of {0}: what is left of the sum is the term of the right class, −ln y_t. For the right guess at the 2 all of H(p, q), KL(p‖q) and −ln y_t are {1} nats. The mean of −ln y_t over a data set is the negative log-likelihood of its labels, per image.':
    'H(p, q) = H(p) + KL(p‖q)이고 원-핫 레이블의 엔트로피는 {0}입니다. 그래서 합에서 남는 것은 정답 클래스의 항 −ln y_t뿐입니다. 숫자 2에 대한 옳은 추정에서 H(p, q), KL(p‖q), −ln y_t는 모두 {1}내트입니다. 데이터셋 전체에 대한 −ln y_t의 평균은 이미지 한 장당 레이블의 음의 로그 가능도입니다.',
  'H of p and q is minus the sum over k of p k times the logarithm of q k':
    'H p, q는 k에 대하여 p k 곱하기 로그 q k를 모두 더하고 부호를 바꾼 것입니다',
  'H(p, q) of the example': '예제의 H(p, q)',
  'of which H(p)': '그중 H(p)',
  'of which KL(p‖q)': '그중 KL(p‖q)',
  'Three quantities of information theory (nats)': '정보 이론의 세 가지 양 (내트)',
  'one-hot: it is a 2': '원-핫: 정답은 2',
  'the right guess': '옳은 추정',
  'The probability that the trained net gives to all labels at once':
    '학습된 신경망이 모든 레이블에 한꺼번에 주는 확률',
  images: '이미지 수',
  'product of y_t in float64': 'float64로 구한 y_t의 곱',
  'sum of ln y_t (nats)': 'ln y_t의 합 (내트)',
  'A fair coin is worth 1 bit, a fair die the binary logarithm of 6':
    '공정한 동전의 엔트로피는 1비트이고, 공정한 주사위의 엔트로피는 log₂ 6비트입니다',
  '1 and {0}': '1, {0}',
  '{0} and {1}': '{0}, {1}',
  'Entropy, cross entropy and divergence of the example are those on paper':
    '예제의 엔트로피, 교차 엔트로피, KL 발산은 손으로 계산한 값과 같습니다',
  'Cross entropy is entropy plus divergence: what cannot be helped, and what a wrong belief costs':
    '교차 엔트로피는 엔트로피와 KL 발산의 합, 곧 피할 수 없는 몫과 잘못된 믿음이 치르는 대가의 합입니다',
  'For a one-hot label cross entropy, divergence and −ln y_t are the same number':
    '원-핫 레이블에서는 교차 엔트로피, KL 발산, −ln y_t가 모두 같은 수입니다',
  'the same three times, and an entropy of 0': '세 값이 같고 엔트로피는 0',
  '{0}, and {1}': '{0}, {1}',
  'The surer the label, the less entropy it has; at the end nothing but the divergence is left':
    '레이블이 확실할수록 엔트로피는 작아지고, 마지막에는 KL 발산만 남습니다',
  'an entropy that falls to 0, where cross entropy and divergence are the same':
    '엔트로피가 0까지 줄고, 거기서 교차 엔트로피와 발산이 같음',
  'from {0} to {1}, {2} and {3}': '{0}에서 {1}까지, {2}과 {3}',
  'Cross entropy and divergence push the logits alike, with q − p: the entropy of p is a constant':
    '교차 엔트로피와 KL 발산은 로짓을 똑같이 q − p로 밉니다. p의 엔트로피는 상수이기 때문입니다',
  'The mean of −ln q over outcomes drawn from p is H(p, q): data measure it without knowing p':
    'p에서 추출한 결과에 대한 −ln q의 평균은 H(p, q)입니다. 데이터는 p를 몰라도 이를 측정합니다',
  'within 4 standard errors': '표준오차의 4배 이내',
  '{0} standard errors after {1} draws': '{1}회 추출 후 표준오차의 {0}배',
  'The product of the probabilities of the labels is e to the minus N times the mean loss':
    '레이블 확률의 곱은 e의 (−N × 평균 손실)제곱입니다',
  'Over many images the product is too small for float64, and the sum of the logarithms is not':
    '이미지가 많으면 확률의 곱은 float64로 나타내기에 너무 작지만, 로그의 합은 그렇지 않습니다',
  '0 or the least number there is, where the logarithm is finite':
    '곱은 0 또는 표현할 수 있는 가장 작은 수, 로그는 유한',
  '{0}, {1} nats': '{0}, {1}내트',
  'needs a product below what float64 can hold, e to the −745':
    '곱이 float64로 나타낼 수 없을 만큼 작아야 함(e의 −745제곱 미만)',
  right: '옳음',
  wrong: '틀림',
  missing: '없음',
  'Every family of ops has wrong or missing gradients; second derivatives have the highest share':
    '어느 부류에나 틀렸거나 없는 기울기가 있으며, 그 비율은 2차 미분에서 가장 높습니다',
  'Bars that count the configurations of {0} families of ops and layers, as float64 judges them: {1} right, {2} wrong and {3} missing gradients.':
    '연산(op)과 층 {0}개 부류의 구성을 float64의 판정별로 센 막대. 옳은 기울기 {1}개, 틀린 기울기 {2}개, 없는 기울기 {3}개입니다.',
  'family of ops': '연산(op)의 부류',
  configurations: '구성 수',
  unary: '단항 연산',
  binary: '이항 연산',
  reductions: '축소 연산',
  convolutions: '합성곱',
  pools: '풀링',
  layers: '층',
  'matrix products': '행렬 곱',
  'shape and order': '형상과 순서',
  'norms, losses': '정규화, 손실',
  'second derivatives': '2차 미분',
  'Wrong formulas, each at its smallest example (the outputs summed)':
    '공식이 틀린 기울기와 각각의 가장 작은 예(출력을 모두 더함)',
  op: '연산(op)',
  'smallest example': '가장 작은 예',
  'tfjs gives': 'tfjs의 값',
  'finite differences': '유한 차분',
  'by hand': '손계산',
  why: '이유',
  throws: '예외 발생',
  'No gradient at all': '기울기가 아예 없는 연산(op)',
  'what tfjs says, and what to use': 'tfjs의 메시지와 대안',
  'Right formulas on wrong kernels (weighted sums of the outputs)':
    '공식은 맞지만 커널이 틀린 기울기(출력의 가중합)',
  fault: '결함',
  'it gives': '나온 값',
  true: '참값',
  'wasm, stock': 'wasm, 배포된 그대로',
  'wrong, and differently each time: it reads beyond its operands':
    '틀림. 피연산자의 범위 밖을 읽으므로 실행할 때마다 다른 값이 나옴',
  "Which of tfjs's own gradients are wrong?": 'tfjs에 내장된 기울기 가운데 무엇이 틀렸는가?',
  'the second derivative of tf.exp(x).square() at x = 0': 'x = 0에서 tf.exp(x).square()의 이계도함수',
  'e²ˣ has the second derivative 4e²ˣ. The gradient of exp multiplies by its saved output. tfjs records that copy before exp itself, so that the outer gradient takes it for a constant.':
    'e²ˣ의 이계도함수는 4e²ˣ입니다. exp의 기울기는 저장해 둔 출력을 곱합니다. tfjs는 그 사본을 exp 자체보다 먼저 기록하므로 바깥쪽 기울기는 이를 상수로 취급합니다.',
  'the second derivative of tf.sigmoid(x).square() at x = ln 2, where σ = ⅔':
    'σ = ⅔인 x = ln 2에서 tf.sigmoid(x).square()의 이계도함수',
  "As exp: it is 2σ'² + 2σσ'', and tfjs forgets the second term.":
    "exp와 같습니다. 2σ'² + 2σσ''이어야 하지만 tfjs는 둘째 항을 빠뜨립니다.",
  'the second derivative of tf.tanh(x).square() at x = ½ ln 3, where the tangent is ½':
    '쌍곡탄젠트가 ½인 x = ½ ln 3에서 tf.tanh(x).square()의 이계도함수',
  "As exp: with t = ½ and t' = ¾ it is 2t'² − 4t²t', and tfjs forgets the second term.":
    "exp와 같습니다. t = ½, t' = ¾일 때 2t'² − 4t²t'이어야 하지만 tfjs는 둘째 항을 빠뜨립니다.",
  'the second derivative of tf.softmax(z).square() by z[0], at [ln 2, 0]':
    'z = [ln 2, 0]에서 tf.softmax(z).square()의 z[0]에 대한 이계도함수',
  'As exp: Σp² with p = ⅔ and ⅓ has 4/27. tfjs takes the saved p for constants.':
    'exp와 같습니다. p = ⅔, ⅓인 Σp²의 이계도함수는 4/27입니다. tfjs는 저장해 둔 p를 상수로 취급합니다.',
  'the second derivative of tf.logSoftmax(z).square() by z[0], at [0, 0]':
    'z = [0, 0]에서 tf.logSoftmax(z).square()의 z[0]에 대한 이계도함수',
  'As exp: Σ ln²p has 1 − Σ ½ ln p = 1 + ln 2, and tfjs forgets the second term.':
    'exp와 같습니다. Σ ln²p의 이계도함수는 1 − Σ ½ ln p = 1 + ln 2이지만 tfjs는 둘째 항을 빠뜨립니다.',
  'the second derivative of tf.pow(2, x).square() at x = 0': 'x = 0에서 tf.pow(2, x).square()의 이계도함수',
  'As exp: 4ˣ has (ln 4)², of which tfjs gives half.':
    'exp와 같습니다. 4ˣ의 이계도함수는 (ln 4)²이지만 tfjs는 그 절반을 냅니다.',
  'the second derivative of tf.losses.softmaxCrossEntropy(t, z).square() by z[0], at t = [[1, 0]] and z = [[0, 0]]':
    't = [[1, 0]], z = [[0, 0]]에서 tf.losses.softmaxCrossEntropy(t, z).square()의 z[0]에 대한 이계도함수',
  'As exp: with p = ½ it is 2(p − 1)² − 2 ln p · p(1 − p), and tfjs forgets the second term.':
    'exp와 같습니다. p = ½일 때 2(p − 1)² − 2 ln p · p(1 − p)이어야 하지만 tfjs는 둘째 항을 빠뜨립니다.',
  'tf.maximum(a, b) by a, at [2] and [0, 1]': 'a = [2], b = [0, 1]에서 tf.maximum(a, b)를 a로 미분',
  'a is the greater one in both places, so its slopes add up to 1 + 1. tfjs does not sum over the broadcast axis.':
    'a는 두 자리에서 모두 더 큰 값이므로 그 기울기를 더하면 1 + 1입니다. tfjs는 브로드캐스트된 축을 따라 합하지 않습니다.',
  'tf.minimum(a, b) by a, at [−1] and [0, 1]': 'a = [−1], b = [0, 1]에서 tf.minimum(a, b)를 a로 미분',
  'a is the smaller one in both places: 1 + 1. tfjs does not sum over the broadcast axis.':
    'a는 두 자리에서 모두 더 작은 값이므로 1 + 1입니다. tfjs는 브로드캐스트된 축을 따라 합하지 않습니다.',
  'tf.squaredDifference(a, b) by b, at [1, 2] and [0]':
    'a = [1, 2], b = [0]에서 tf.squaredDifference(a, b)를 b로 미분',
  'Σ (aᵢ − b)² has the slope −2 Σ (aᵢ − b) = −2 (1 + 2). tfjs does not sum over the broadcast axis.':
    'Σ (aᵢ − b)²의 기울기는 −2 Σ (aᵢ − b) = −2 (1 + 2)입니다. tfjs는 브로드캐스트된 축을 따라 합하지 않습니다.',
  'tf.prelu(x, α) by x, at [−1] and [0.25, 0.5]': 'x = [−1], α = [0.25, 0.5]에서 tf.prelu(x, α)를 x로 미분',
  'Left of 0 the slope is α, here 0.25 + 0.5. tfjs does not sum over the broadcast axis.':
    '0의 왼쪽에서 기울기는 α이고, 여기서는 0.25 + 0.5입니다. tfjs는 브로드캐스트된 축을 따라 합하지 않습니다.',
  'tf.matMul(a, b) by a, shapes [1,1,1] and [2,1,1], b = 3 and 4':
    '형상이 [1,1,1]인 a와 [2,1,1]인 b = 3, 4에서 tf.matMul(a, b)를 a로 미분',
  'a·3 + a·4 has the slope 7. tfjs does not sum over the batches that share a.':
    'a·3 + a·4의 기울기는 7입니다. tfjs는 a를 공유하는 배치들에 걸쳐 합하지 않습니다.',
  'tf.image.resizeBilinear(x, [1, 4]) by the first of 2 pixels':
    'tf.image.resizeBilinear(x, [1, 4])을 2픽셀 중 첫 픽셀로 미분',
  'The samples lie at 0, ½, 1, 1½ and give x₀ the weights 1, ½, 0, 0. The gradient of an image that is not square has height and width exchanged (cpu).':
    '표본은 0, ½, 1, 1½에 놓이고 x₀의 가중치는 1, ½, 0, 0입니다. 정사각형이 아닌 이미지의 기울기에서는 높이와 너비가 뒤바뀝니다(cpu).',
  'tf.gather(x, tf.argMax(x)) by x[1] of [1, 2]': 'x = [1, 2]에서 tf.gather(x, tf.argMax(x))를 x[1]로 미분',
  'It is the greatest entry, with the slope 1. As the gradient by the indices tfjs returns the indices, and stumbles over their being integers when they depend on x.':
    '결과는 가장 큰 원소이므로 기울기는 1입니다. tfjs는 인덱스에 대한 기울기로 인덱스 자체를 반환하며, 인덱스가 x에서 계산된 것이면 그것이 정수라는 이유로 예외를 일으킵니다.',
  'tf.fused.depthwiseConv2d({x, filter: w, strides: 1, pad: 0}) by the only pixel, shape [1,1,1], w = 3':
    '형상이 [1,1,1]인 x와 w = 3에서 tf.fused.depthwiseConv2d({x, filter: w, strides: 1, pad: 0})를 유일한 픽셀로 미분',
  'The slope is w. On its way back tfjs does not give a single image without a batch its fourth axis again.':
    '기울기는 w입니다. tfjs는 배치 축이 없는 이미지 한 장을 4차원으로 늘려 계산하지만 역전파에서는 다시 늘리지 않습니다.',
  "x.cast('int32') at x = 0.3": "x = 0.3에서의 x.cast('int32')",
  'Cutting off the decimals is a staircase: its slope is 0 between the steps. tfjs passes dy through.':
    '소수부를 잘라 내는 함수는 계단 모양이므로 계단과 계단 사이의 기울기는 0입니다. tfjs는 dy를 그대로 통과시킵니다.',
  'tf.floorDiv(a, b) by a, at 3.5 and 2': 'tf.floorDiv(a, b)를 a로 미분, a = 3.5, b = 2',
  '⌊a/b⌋ is a staircase. tfjs has the slope of a/b, which is 1/b.':
    '⌊a/b⌋는 계단 모양입니다. tfjs는 a/b의 기울기인 1/b를 씁니다.',
  'tf.floorDiv(a, b) by b, at 3.5 and 2': 'tf.floorDiv(a, b)를 b로 미분, a = 3.5, b = 2',
  '⌊a/b⌋ is a staircase. tfjs has the slope of a/b, which is −a/b².':
    '⌊a/b⌋는 계단 모양입니다. tfjs는 a/b의 기울기인 −a/b²을 씁니다.',
  'tf.cumsum(x, 0) by x[0,1] of shape [2,2]': '형상이 [2,2]인 x에 대한 tf.cumsum(x, 0)을 x[0,1]로 미분',
  'An entry of the first row is in both sums of its column. tfjs transposes the gradient unless the axis is the last.':
    '첫 행의 원소는 그 열의 두 합에 모두 들어갑니다. tfjs는 축이 마지막 축이 아니면 기울기를 전치해 버립니다.',
  'tf.split(x, 2).reverse(), joined, times [3, 5], by x[0]':
    'tf.split(x, 2).reverse()를 이어 붙여 [3, 5]를 곱한 것을 x[0]으로 미분',
  "Reversed, x[0] is the second factor of [3, 5]. The array that split returns is the tape's own: reversing it in place reverses the gradient back.":
    '순서를 뒤집으면 x[0]은 [3, 5]의 두 번째 수와 곱해집니다. split이 반환하는 배열은 테이프가 쓰는 바로 그 배열이므로, 제자리에서 뒤집으면 기울기가 다시 거꾸로 뒤집힙니다.',
  'tf.unstack(x).reverse(), stacked, times [3, 5], by x[0]':
    'tf.unstack(x).reverse()를 쌓아 [3, 5]을 곱한 것을 x[0]으로 미분',
  "As split: the returned array is the tape's own.":
    'split과 같습니다. 반환된 배열이 테이프가 쓰는 바로 그 배열입니다.',
  'tf.slice(x, begin, 1) by x[0] of [1, 2], begin = [0], then begin[0] = 1':
    'x = [1, 2], begin = [0]에서 tf.slice(x, begin, 1)을 x[0]으로 미분, 호출한 뒤 begin[0] = 1',
  'The slice was x[0]. The tape keeps the array begin itself and not a copy: when it is reused, as in a loop, the gradient goes to where it points at last.':
    '잘라 낸 것은 x[0]입니다. 테이프는 begin 배열을 복사하지 않고 그대로 들고 있으므로, 반복문에서처럼 배열을 다시 쓰면 기울기는 그 배열이 마지막에 가리키는 곳으로 갑니다.',
  'tf.tile(x, reps) by x[0] of [1], reps = [2], then reps[0] = 1':
    'x = [1], reps = [2]에서 tf.tile(x, reps)를 x[0]으로 미분, 호출한 뒤 reps[0] = 1',
  "As slice: the tape keeps the caller's array and not a copy.":
    'slice와 같습니다. 테이프는 호출한 쪽의 배열을 복사하지 않고 그대로 들고 있습니다.',
  'tf.transpose(x, perm) times [[1, 2], [3, 4]] by x[0,1], perm = [0, 1], then perm.reverse()':
    'perm = [0, 1]에서 tf.transpose(x, perm)에 [[1, 2], [3, 4]]를 곱한 것을 x[0,1]로 미분, 호출한 뒤 perm.reverse()',
  'tf.sum(x, axis) times [1, 2] by x[0,1], axis = [1], then axis[0] = 0':
    'axis = [1]에서 tf.sum(x, axis)에 [1, 2]를 곱한 것을 x[0,1]로 미분, 호출한 뒤 axis[0] = 0',
  "tf.mirrorPad(x, [[1, 1]], 'reflect') by x[0] of [1, 2]":
    "x = [1, 2]에서 tf.mirrorPad(x, [[1, 1]], 'reflect')를 x[0]으로 미분",
  'The result is [2, 1, 2, 1]: each entry is there twice. tfjs forgets the mirror images.':
    '결과는 [2, 1, 2, 1]이고 각 원소가 두 번씩 들어 있습니다. tfjs는 거울상으로 복사된 원소를 빠뜨립니다.',
  "tf.maxPool3d(x, [1, 2, 1], [1, 2, 1], 'valid') by the second of 2 rows, 1 and 2":
    "값이 1, 2인 2행에서 tf.maxPool3d(x, [1, 2, 1], [1, 2, 1], 'valid')를 둘째 행으로 미분",
  "The greater one is the output. The cpu backend numbers the window's cells by its height on one way and by its width on the other, so an oblong window loses its gradient.":
    '더 큰 값이 출력됩니다. cpu 백엔드는 윈도의 칸에 번호를 매길 때 순전파와 역전파 중 한쪽에서는 높이를, 다른 쪽에서는 너비를 기준으로 하므로, 가로세로가 다른 윈도에서는 기울기가 사라집니다.',
  "tf.conv2d(x, w, 2, 0, 'NHWC', 1, 'ceil') by the last of 3 × 3 pixels, w = [[5, 6], [7, 8]]":
    "w = [[5, 6], [7, 8]]에서 tf.conv2d(x, w, 2, 0, 'NHWC', 1, 'ceil')을 3 × 3픽셀 중 마지막 픽셀로 미분",
  'Rounded up there are 2 × 2 windows, and the last pixel lies in the last one, under the 5. The gradient forgets dimRoundingMode and knows of one window only.':
    '올림하면 윈도는 2 × 2개이고, 마지막 픽셀은 마지막 윈도에 들어가 5와 곱해집니다. 기울기는 dimRoundingMode를 빠뜨려 윈도를 하나만 셉니다.',
  "tf.fused.conv2d({x, filter: w, strides: 2, pad: 0, dimRoundingMode: 'ceil'}), the same":
    "tf.fused.conv2d({x, filter: w, strides: 2, pad: 0, dimRoundingMode: 'ceil'}), 위와 같은 예",
  'As conv2d.': 'conv2d와 같습니다.',
  "tf.maxPool(x, 2, 2, 0, 'ceil') by the last of 3 × 3 pixels":
    "tf.maxPool(x, 2, 2, 0, 'ceil')을 3 × 3픽셀 중 마지막 픽셀로 미분",
  'As conv2d: the last pixel has a window of its own, of which the gradient does not know.':
    'conv2d와 같습니다. 마지막 픽셀에는 고유한 윈도가 있지만 기울기는 그 윈도를 모릅니다.',
  "tf.avgPool(x, [1, 2], 1, 'same') by the second of 2 pixels":
    "tf.avgPool(x, [1, 2], 1, 'same')을 2픽셀 중 둘째 픽셀로 미분",
  'The means are (x₀ + x₁)/2 and, at the edge, x₁ alone: ½ + 1. tfjs divides both by the window, 2.':
    '평균은 (x₀ + x₁)/2, 그리고 가장자리에서는 x₁ 하나이므로 ½ + 1입니다. tfjs는 둘 다 윈도 크기 2로 나눕니다.',
  "tf.avgPool3d(x, [1, 1, 2], 1, 'same') by the second of 2 cells":
    "tf.avgPool3d(x, [1, 1, 2], 1, 'same')을 2칸 중 둘째 칸으로 미분",
  'As avgPool: ½ + 1, of which tfjs makes ½ + ½.':
    'avgPool과 같습니다. ½ + 1이어야 하지만 tfjs는 ½ + ½로 계산합니다.',
  "layers.averagePooling2d({poolSize: [1, 2], strides: 1, padding: 'same'}) by the second of 2 pixels":
    "layers.averagePooling2d({poolSize: [1, 2], strides: 1, padding: 'same'})을 2픽셀 중 둘째 픽셀로 미분",
  'It is avgPool: ½ + 1, of which tfjs makes ½ + ½.':
    '실체는 avgPool입니다. ½ + 1이어야 하지만 tfjs는 ½ + ½로 계산합니다.',
  'tf.image.resizeBilinear(x, [2, 4], false, true) by the first of 2 × 2 pixels':
    'tf.image.resizeBilinear(x, [2, 4], false, true)를 2 × 2픽셀 중 첫 픽셀로 미분',
  'With half-pixel centres the samples lie at −¼, ¼, ¾, 1¼ and give x₀ the weights 1, ¾, ¼, 0. tfjs differentiates as if at 0, ½, 1, 1½.':
    '픽셀 중심을 반 픽셀 옮기면(half-pixel centers) 표본은 −¼, ¼, ¾, 1¼에 놓이고 x₀의 가중치는 1, ¾, ¼, 0입니다. tfjs는 표본이 0, ½, 1, 1½에 놓인 것처럼 미분합니다.',
  'tf.image.resizeNearestNeighbor(x, [2, 3], false, true) by the first of 2 × 2 pixels':
    'tf.image.resizeNearestNeighbor(x, [2, 3], false, true)를 2 × 2픽셀 중 첫 픽셀로 미분',
  'With half-pixel centres ⌊(j + ½)·⅔⌋ is 0, 1, 1: x₀ is taken once. tfjs differentiates ⌊j·⅔⌋ = 0, 0, 1.':
    '픽셀 중심을 반 픽셀 옮기면(half-pixel centers) ⌊(j + ½)·⅔⌋는 0, 1, 1이므로 x₀은 한 번만 쓰입니다. tfjs는 ⌊j·⅔⌋ = 0, 0, 1로 보고 미분합니다.',
  'tf.image.resizeNearestNeighbor(x, [1, 2]) of 2 images of one pixel, times [1, 2] and [3, 4], by the second image':
    '한 픽셀짜리 이미지 2장의 tf.image.resizeNearestNeighbor(x, [1, 2])에 [1, 2]와 [3, 4]를 곱한 것을 둘째 이미지로 미분',
  'Each image is there twice, the second times 3 and 4. The cpu backend looks for the second image after as many numbers as the small one has, not the resized one, and finds 2 and 3.':
    '각 이미지가 두 번씩 들어 있고, 둘째 이미지에는 3과 4가 곱해집니다. cpu 백엔드는 둘째 이미지를 크기가 바뀐 이미지가 아니라 원래 이미지의 크기만큼 건너뛴 곳에서 찾으므로 2와 3을 읽습니다.',
  'tf.losses.softmaxCrossEntropy(t, z) by the labels t[0], at [[1, 0]] and [[0, 0]]':
    't = [[1, 0]], z = [[0, 0]]에서 tf.losses.softmaxCrossEntropy(t, z)를 레이블 t[0]으로 미분',
  '−Σ t ln p has the slope −ln p₀ = ln 2 by t₀. tfjs gives t₀ − p₀ = 1 − ½ (soft labels that are learned, as in distillation).':
    '−Σ t ln p의 t₀에 대한 기울기는 −ln p₀ = ln 2입니다. tfjs는 t₀ − p₀ = 1 − ½을 냅니다(지식 증류에서처럼 소프트 레이블을 학습하는 경우).',
  'tf.losses.softmaxCrossEntropy(t, z) by z[0], at the labels [[1, 1]] and [[0.5, 0]]':
    '레이블 [[1, 1]], z = [[0.5, 0]]에서 tf.losses.softmaxCrossEntropy(t, z)를 z[0]으로 미분',
  'The slope is p₀ Σt − t₀. tfjs gives p₀ − t₀, which is right only where the labels sum to 1.':
    '기울기는 p₀ Σt − t₀입니다. tfjs는 p₀ − t₀을 내는데, 이는 레이블의 합이 1일 때만 옳습니다.',
  'layers.upSampling2d({size: [1, 2]}) of 2 images of one pixel, times [1, 2] and [3, 4], by the second image':
    '한 픽셀짜리 이미지 2장의 layers.upSampling2d({size: [1, 2]})에 [1, 2]와 [3, 4]를 곱한 것을 둘째 이미지로 미분',
  'It is resizeNearestNeighbor: 3 + 4, of which the cpu backend makes 2 + 3.':
    '실체는 resizeNearestNeighbor입니다. 3 + 4이어야 하지만 cpu 백엔드는 2 + 3으로 계산합니다.',
  'In float64, of {0} configurations of {1} ops and layers {2} have a wrong gradient ({3} ops, among them {4}) and {5} have none; the others agree with finite differences.':
    'float64로 계산하면, 연산(op)과 층 {1}종의 구성 {0}가지 가운데 {2}가지는 기울기가 틀리고(연산 {3}종이며 {4} 등이 여기에 속합니다) {5}가지는 기울기가 없습니다. 나머지는 유한 차분과 일치합니다.',
  'configurations checked': '검사한 구성',
  'with a wrong gradient': '기울기가 틀린 구성',
  'without a gradient': '기울기가 없는 구성',
  'The sweep covers tfjs’s differentiable ops in 200 configurations and more':
    'tfjs의 미분 가능한 연산(op)을 200가지 이상의 구성으로 검사합니다',
  'at least 200': '200 이상',
  "The gradients of floorDiv, cast and avgPool with 'same' padding come out wrong":
    "floorDiv, cast, 그리고 'same' 패딩을 쓴 avgPool의 기울기가 틀린 것으로 나옵니다",
  'No other gradient is called wrong than those that were found wrong by hand':
    '손계산으로 틀렸음을 확인한 것 말고는 틀렸다고 판정되는 기울기가 없습니다',
  '0 others': '그 밖에 0개',
  'None of the known wrong or missing gradients passes':
    '틀렸거나 없다고 알려진 기울기는 하나도 검사를 통과하지 못합니다',
  '0 passed': '0개 통과',
  'At the smallest example of each bug tfjs gives what its mistake predicts, and finite differences give what the mathematics says':
    '각 버그의 가장 작은 예에서 tfjs는 그 오류로부터 예측되는 값을 내고, 유한 차분은 수학적으로 옳은 값을 냅니다',
  'the same to {0}': '{0} 이내로 같음',
  'not measured': '측정하지 않음',
  'no such backend here': '여기에는 없는 백엔드',
  'needs the {0} backend, which is not to be had here': '여기서 쓸 수 없는 {0} 백엔드가 필요함',
  'On wasm, as it comes, conv3d, dilation2d, the max pools and, of batches with a bias, fused matMul are wrong as well; convolutions and gather have no gradient':
    '배포된 그대로의 wasm에서는 conv3d, dilation2d, 최대 풀링, 그리고 편향을 더하는 배치 행렬의 fused matMul도 틀리며, 합성곱과 gather에는 기울기가 없습니다',
  'With the corrected kernels only channels-first convolution is left, which wasm does not have':
    '수정한 커널을 쓰면 wasm에 없는 채널 우선(channels-first) 합성곱만 남습니다',
  'On tensorflow no kernel is wrong; gather along a negative axis and some forms of conv2d are refused':
    'tensorflow에서는 틀린 커널이 없습니다. 다만 음수 축을 따른 gather와 일부 형태의 conv2d는 거부됩니다',
  'wrong: {0}; missing: {1}': '틀림: {0}. 기울기 없음: {1}',
  'other backends': '다른 백엔드',
  'tfjs throws: {0}': 'tfjs의 예외: {0}',
  'throws: {0}': '예외: {0}',
  'lacks {0}': '{0} 없음',
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
  'SSE and both CEEs are greater for the wrong guess than for the right one':
    'SSE와 두 가지 CEE 모두 옳은 추정보다 틀린 추정에서 더 큽니다',
  'Integer labels give the loss that one-hot labels give':
    '정수 레이블의 손실은 원-핫 레이블의 손실과 같습니다',
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
  'A hundred times the images, a tenth of the error': '이미지는 백 배, 오차는 10분의 1',
  'The spread of the batch mean against the batch size, on logarithmic axes: a straight line from {0} nats for one image down. Only where a batch is a good part of all {1} images does it matter how it is drawn: for half of them it is {2} nats with replacement and {3} without.':
    '배치 크기에 따른 배치 평균의 흩어짐(두 축 모두 로그 눈금). 이미지 한 장일 때의 {0}내트에서 직선으로 내려갑니다. 추출 방식이 문제가 되는 것은 배치가 전체 이미지 {1}장의 상당 부분을 차지할 때뿐입니다. 절반을 뽑으면 복원 추출은 {2}내트, 비복원 추출은 {3}내트입니다.',
  'batch size n': '배치 크기 n',
  'standard deviation of the batch mean': '배치 평균의 표준편차',
  'with replacement': '복원 추출',
  'without replacement': '비복원 추출',
  'With replacement some images are not seen for a long time':
    '복원 추출에서는 오랫동안 보지 못하는 이미지가 있습니다',
  'The part of the images not yet seen over the draws. With replacement it is {0} after as many draws as there are images and {1} after {2} times as many, along the curve of e to the minus x. Without replacement it falls on a straight line to 0 in one epoch.':
    '추출 횟수에 따른 아직 보지 못한 이미지의 비율. 복원 추출에서는 e의 −x제곱 곡선을 따라, 이미지 수만큼 뽑은 뒤에는 {0}, 그 {2}배만큼 뽑은 뒤에는 {1}입니다. 비복원 추출에서는 한 에폭 동안 직선을 그리며 0까지 내려갑니다.',
  epochs: '에폭',
  'images not yet seen': '아직 보지 못한 이미지',
  'e to the minus x': 'e의 −x제곱',
  'The larger a mini-batch, the nearer it points to where all images point':
    '미니배치가 클수록 그 기울기는 전체 이미지의 기울기에 가까운 방향을 가리킵니다',
  'The mean cosine between the gradient of a mini-batch and the full one: {0} for a batch of {1}, {2} for one of {3}.':
    '미니배치의 기울기와 전체 기울기 사이의 평균 코사인. 배치 크기 {1}에서는 {0}, 배치 크기 {3}에서는 {2}입니다.',
  'batch size': '배치 크기',
  'cosine with the full gradient': '전체 기울기와의 코사인',
  'mean cosine': '평균 코사인',
  'Images are cheaper by the batch': '이미지는 배치로 묶어 처리할수록 비용이 적게 듭니다',
  'The time for one pass over {0} images against the batch size, on logarithmic axes: {1} s in batches of {2}, {3} s in batches of {4}, as timed on this machine.':
    '배치 크기에 따른 이미지 {0}장을 한 번 훑는 시간(두 축 모두 로그 눈금). 이 컴퓨터에서 측정한 결과 배치 크기 {2}에서는 {1}초, 배치 크기 {4}에서는 {3}초입니다.',
  'time for one pass': '한 번 훑는 시간',
  'How good an estimate of the full loss is a mini-batch? With or without replacement?':
    '미니배치는 전체 손실을 얼마나 잘 추정하는가? 복원 추출과 비복원 추출 가운데 어느 쪽이 나은가?',
  'gradients of mini-batches': '미니배치의 기울기',
  'training with replacement': '복원 추출로 학습 중',
  'drawing mini-batches of {0}': '크기 {0}의 미니배치를 뽑는 중',
  'The mean of 100 images strays from the full loss by a standard deviation of {0} nats (σ/√n predicts {1}) and is off in neither direction. Drawing with replacement leaves {2} of the images unseen in an epoch; training reaches {3} of the test images with and {4} without replacement.':
    '이미지 100장의 평균은 전체 손실을 중심으로 표준편차 {0}내트만큼 흩어지며(σ/√n의 예측은 {1}), 어느 쪽으로도 치우치지 않습니다. 복원 추출하면 한 에폭 동안 이미지의 {2}를 보지 못합니다. 학습이 시험 이미지에서 도달하는 정확도는 복원 추출에서 {3}, 비복원 추출에서 {4}입니다.',
  'the standard deviation of the mean of n losses is sigma over the square root of n':
    '손실 n개의 평균의 표준편차는 시그마 나누기 루트 n입니다',
  'σ of the loss of one image': '이미지 한 장에 대한 손실의 σ',
  'σ of the mean of 100': '100장 평균의 σ',
  'images unseen with replacement': '복원 추출에서 보지 못한 이미지',
  'How far the mean of n losses strays from the full loss (nats)':
    '손실 n개의 평균이 전체 손실에서 벗어나는 정도 (내트)',
  drawn: '추출 방식',
  'measured σ': '측정한 σ',
  'predicted σ': '예측한 σ',
  'bias (standard errors)': '편향 (표준오차 단위)',
  without: '비복원 추출',
  'One pass over the same images, rate {0}': '같은 이미지를 한 번 훑기, 학습률 {0}',
  'images a second': '초당 이미지 수',
  'The mean of n losses spreads by σ/√n around the full loss, without replacement by √((N − n)/(N − 1)) of that':
    '손실 n개의 평균은 전체 손실을 중심으로 σ/√n만큼 흩어지고, 비복원 추출에서는 그 √((N − n)/(N − 1))배만큼 흩어집니다',
  'ratios of 1, within {0} standard errors': '측정값과 예측값의 비가 1, 표준오차의 {0}배 이내',
  '{0} standard errors at most': '표준오차의 {0}배 이하',
  'Drawing half of all images without replacement spreads by √½ of what it does with':
    '전체 이미지의 절반을 비복원 추출하면 흩어지는 정도가 복원 추출할 때의 √½배입니다',
  'It is off in neither direction: the average of many mini-batch losses is the full loss':
    '어느 쪽으로도 치우치지 않습니다. 수많은 미니배치 손실의 평균은 전체 손실입니다',
  'within {0} standard errors': '표준오차의 {0}배 이내',
  'An epoch drawn with replacement leaves 1/e of the images unseen; without, none':
    '한 에폭을 복원 추출하면 이미지의 1/e를 보지 못하고, 비복원 추출하면 하나도 빠뜨리지 않습니다',
  '{0}, and 0.0 %': '{0}, 0.0 %',
  'Training does not notice which way its batches are drawn':
    '배치를 어떤 방식으로 뽑든 학습 결과에는 차이가 나타나지 않습니다',
  'test accuracies at most {0} apart': '시험 정확도의 차이가 {0}p 이하',
  "The mean of an epoch's mini-batch gradients is the gradient of the full loss":
    '한 에폭의 미니배치 기울기들을 평균하면 전체 손실의 기울기가 됩니다',
  'relative error at most 1e-5 (float32)': '상대 오차 1e-5 이하 (float32)',
  'The more images, the nearer the gradient of a mini-batch points to the full one':
    '이미지가 많을수록 미니배치의 기울기는 전체 기울기의 방향에 가까워집니다',
  'a greater cosine for 10, 100 and 1,000 images, each in turn':
    '이미지 10장, 100장, 1,000장에서 차례로 더 큰 코사인',
  'needs more than 1,000 training images': '훈련 이미지가 1,000장보다 많아야 함',
  'Summing instead of averaging multiplies the gradient by the batch size: a hidden learning rate':
    '평균 대신 합을 쓰면 기울기에 배치 크기가 곱해집니다. 학습률이 숨어 있는 셈입니다',
  'From one pass over the same images small batches learn more: they take more steps of the same length':
    '같은 이미지를 한 번 훑을 때는 작은 배치가 더 많이 배웁니다. 같은 폭의 갱신을 더 여러 번 하기 때문입니다',
  'a higher test accuracy in batches of 10 than in batches of 1,000':
    '배치 크기 10에서의 시험 정확도가 배치 크기 1,000에서보다 높음',
  'needs 1,000 training images': '훈련 이미지 1,000장이 필요함',
  'one pass in batches of {0}': '크기 {0}의 배치로 한 번 도는 중',
  '{0}, {1} differences': '{0}, {1} 차분',
  'How small should h be? (float32 and float64, forward, central, extrapolated)':
    'h는 얼마나 작아야 하는가? (float32와 float64, 전진 차분, 중앙 차분, 외삽)',
  'the central difference: f of x plus h, minus f of x minus h, over 2 h':
    '중앙 차분: f x 더하기 h에서 f x 빼기 h를 뺀 값을 2h로 나눈 것',
  'relative error at h = 1e-4, float64': 'h = 1e-4에서의 상대 오차, float64',
  'relative error at h = 1e-4, float32': 'h = 1e-4에서의 상대 오차, float32',
  'best h, float32, central': '최적의 h, float32, 중앙 차분',
  "Neither too large, where the curve bends, nor too small, where rounding drowns it: central differences are best at h = {0} in float64 and at {1} in float32, where the book's 1e-4 is off by {2} of the gradient (in float64, by {3}).":
    '곡선이 휘어 버릴 만큼 커도, 값이 반올림 오차에 묻힐 만큼 작아도 안 됩니다. 중앙 차분은 float64에서는 h = {0}, float32에서는 h = {1}일 때 가장 좋습니다. float32에서 책의 값인 h = 1e-4일 때는 기울기에 대해 {2}만큼의 오차가 납니다(float64에서는 {3}).',
  "Neither too large, where the curve bends, nor too small, where rounding drowns it: central differences are best at h = {0} in float32, where the book's 1e-4 is off by {1} of the gradient.":
    '너무 커서 곡선이 휘어도 안 되고, 너무 작아서 반올림에 묻혀도 안 됩니다. 중앙 차분은 float32에서 h = {0}일 때 가장 정확하고, 책의 1e-4을 쓰면 기울기에 대해 {1}만큼 벗어납니다.',
  forward: '전진 차분',
  central: '중앙 차분',
  'large, and extrapolated': '큰 h에서 외삽',
  'The best h, and the book’s': '최적의 h와 책의 h',
  numbers: '수 형식',
  differences: '차분',
  'best h': '최적의 h',
  'relative error there': '그때의 상대 오차',
  'theory of h': '이론상의 h',
  'error at h = 1e-4': 'h = 1e-4에서의 오차',
  'In float64 the book’s h = 1e-4 is a good choice': 'float64에서는 책의 h = 1e-4도 좋은 선택입니다',
  'In float32 the book’s h = 1e-4 measures rounding':
    'float32에서 책의 값인 h = 1e-4일 때는 반올림 오차를 재는 셈입니다',
  'Relative error of the gradient against the step h in {0}, both axes logarithmic: V-shaped curves for forward and central differences, falling as h shrinks and rising again, with a line at h = 1e-4.':
    '{0}에서 간격 h에 따른 기울기의 상대 오차(두 축 모두 로그 눈금). 전진 차분과 중앙 차분은 h가 작아지면서 내려가다가 다시 올라가는 V자 곡선이며, h = 1e-4인 곳에 선이 있습니다.',
  'step h': '간격 h',
  'relative error of the gradient': '기울기의 상대 오차',
  "the book's h": '책의 h',
  'The book’s example, 0.01x² + 0.1x at 5 and 10 with h = 1e-4, comes out to its last digit':
    '책의 예제(0.01x² + 0.1x, x = 5, 10, h = 1e-4)가 마지막 자리까지 똑같이 나옵니다',
  '0.1999999999990898 and 0.2999999999986347': '0.1999999999990898, 0.2999999999986347',
  'In float64 the book’s h = 1e-4 is as good as anybody needs':
    'float64에서는 책의 h = 1e-4 정도면 누구에게나 충분합니다',
  'a relative error of at most 1e-8': '상대 오차 1e-8 이하',
  'In float32 it is not: rounding leaves two digits or less':
    'float32에서는 그렇지 않습니다. 반올림 오차 때문에 유효 숫자가 두 자리 이하만 남습니다',
  'a relative error of 0.2 % to 50 %': '상대 오차 0.2 %~50 %',
  'In float32 central differences want an h of some hundredths, and then give three digits':
    'float32의 중앙 차분에는 100분의 몇 정도의 h가 알맞고, 그러면 유효 숫자 세 자리를 얻습니다',
  'best h of 3e-3 to 3e-1, error at most 1e-3': '최적의 h가 3e-3~3e-1, 오차 1e-3 이하',
  'h = {0}, error {1}': 'h = {0}, 오차 {1}',
  'From float32 to float64 the best h shrinks as √ε for forward and as ∛ε for central differences':
    'float32에서 float64로 가면 최적의 h는 전진 차분에서 √ε처럼, 중앙 차분에서 ∛ε처럼 작아집니다',
  'powers of 0.42 to 0.58 and of 0.25 to 0.42: nearest to ½ and to ⅓':
    '거듭제곱 지수가 0.42~0.58, 0.25~0.42, 곧 ½과 ⅓에 가장 가까움',
  'Extrapolation (Ridders) from h = 1 beats the best central difference, so nobody need know the best h':
    'h = 1에서 시작하는 외삽(Ridders)은 가장 좋은 중앙 차분보다 정확하므로 최적의 h를 몰라도 됩니다',
  'more exact by a factor of 2 and more, in {0}': '{0}에서 2배 이상 정확',
  'float64 and float32': 'float64와 float32',
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
  '‖ΔW1‖, distance from the start': '‖ΔW1‖, 처음 위치에서의 거리',
  'Without a gradient for the first layer the net stops early':
    '1층에 기울기가 전달되지 않으면 신경망의 학습이 일찍 멈춥니다',
  'Test accuracy against the epoch for four activations. At the end the step has {0}, straight-through {1}, the sigmoid {2} and the ReLU {3}.':
    '네 가지 활성화 함수의 에폭에 따른 시험 정확도. 마지막에 계단 함수는 {0}, 직통 추정(straight-through)은 {1}, 시그모이드는 {2}, ReLU는 {3}입니다.',
  ReLU: 'ReLU',
  'straight-through': '직통 추정',
  'Why not a step activation?': '왜 계단 함수를 활성화 함수로 쓰지 않는가?',
  'training: {0}': '학습 중: {0}',
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
  'With the sigmoid, the ReLU and the straight-through step W1 moves':
    '시그모이드, ReLU, 또는 직통 추정(straight-through)을 적용한 계단 함수를 쓰면 W1이 움직입니다',
  '‖ΔW1‖ > 0.1': '‖ΔW1‖ > 0.1',
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
  'Each objective falls in its own unit; accuracy, as the objective, does not fall':
    '목적 함수는 저마다의 단위로 줄어들지만, 정확도를 목적 함수로 삼으면 줄어들지 않습니다',
  'Each objective in its own unit: not all have begun to learn':
    '저마다의 단위로 나타낸 목적 함수: 모두가 학습을 시작한 것은 아닙니다',
  'Each objective in its own unit, accuracy among them': '정확도를 포함하여 저마다의 단위로 나타낸 목적 함수',
  'The losses learn, accuracy as the objective does not':
    '손실 함수로는 학습이 되지만, 정확도를 목적 함수로 삼으면 되지 않습니다',
  'In so few steps not every loss learns, and accuracy as the objective does not':
    '이렇게 적은 스텝으로는 모든 손실로 학습이 되지는 않으며, 정확도를 목적 함수로 삼으면 전혀 되지 않습니다',
  'Here accuracy as the objective learns something, too':
    '여기서는 정확도를 목적 함수로 삼아도 조금은 학습이 됩니다',
  'The descended loss over the epochs, one line for each objective. CEE falls from {0} to {1} nats. The part of the images that accuracy gets wrong goes from {2} to {3}.':
    '경사 하강의 대상이 된 손실의 에폭별 변화. 선 하나가 목적 함수 하나입니다. CEE는 {0}내트에서 {1}내트로 줄어듭니다. 정확도를 목적 함수로 삼으면 틀린 이미지의 비율이 처음에는 {2}, 마지막에는 {3}입니다.',
  'mean loss of the mini-batches': '미니배치의 평균 손실',
  '1 − accuracy, rate {0}': '1 − 정확도, 학습률 {0}',
  'Test accuracy over the epochs. CEE ends at {0}, with one-hot and integer labels on one line. SSE ends at {1} with the same learning rate and at {2} with ten times that. Accuracy by finite differences ends at {3}.':
    '에폭에 따른 시험 정확도. CEE는 원-핫 레이블과 정수 레이블이 한 선으로 겹치며 {0}로 끝납니다. SSE는 같은 학습률에서 {1}, 열 배의 학습률에서 {2}로 끝납니다. 유한 차분으로 학습한 정확도는 {3}로 끝납니다.',
  'accuracy, rate {0}': '정확도, 학습률 {0}',
  'Accuracy hangs on the learning rate more than on the loss':
    '정확도를 더 크게 좌우하는 것은 손실이 아니라 학습률입니다',
  'Accuracy on held-out training images over the learning rate, on a logarithmic axis. CEE is best at rate {0}, where it reaches {1} of the test images, SSE at rate {2} with {3}.':
    '학습률에 따른, 따로 떼어 둔 훈련 이미지에서의 정확도(가로축은 로그 눈금). CEE는 학습률 {0}에서 가장 좋고 거기서 시험 이미지의 {1}를 맞히며, SSE는 학습률 {2}에서 {3}를 맞힙니다.',
  'learning rate': '학습률',
  'accuracy on held-out images': '떼어 둔 이미지에서의 정확도',
  'Few images are learned by heart; many are learned from': '이미지가 적으면 외우고, 많으면 거기서 배웁니다',
  'Accuracy over the steps. Trained on {0} images the net ends at {1} of them and {2} of the test images. Trained on all images it ends at {3} of its own and {4} of the test images.':
    '갱신 횟수에 따른 정확도. 이미지 {0}장으로 학습한 신경망은 마지막에 그 이미지의 {1}와 시험 이미지의 {2}를 맞힙니다. 모든 이미지로 학습한 신경망은 마지막에 훈련 이미지의 {3}와 시험 이미지의 {4}를 맞힙니다.',
  'train, few images': '훈련, 적은 이미지',
  'test, few images': '시험, 적은 이미지',
  'train, all images': '훈련, 모든 이미지',
  'test, all images': '시험, 모든 이미지',
  'How sure the net is makes no difference to accuracy, and much to cross entropy':
    '신경망이 얼마나 확신하는지는 정확도에는 아무 차이를 만들지 않지만 교차 엔트로피에는 큰 차이를 만듭니다',
  'Accuracy and cross entropy of the trained net, its logits multiplied by 0.1 to 10. Accuracy stays at {0}. Cross entropy is {1} nats at 0.1, {2} at 1 and {3} at 10.':
    '학습된 신경망의 로짓에 0.1부터 10까지의 배수를 곱했을 때의 정확도와 교차 엔트로피. 정확도는 {0} 그대로입니다. 교차 엔트로피는 배수가 0.1일 때 {1}내트, 1일 때 {2}내트, 10일 때 {3}내트입니다.',
  'factor on the logits': '로짓에 곱한 배수',
  'CEE in nats, accuracy as a fraction': 'CEE (내트), 정확도 (비율)',
  'One net, one seed, the same images in the same order': '같은 신경망, 같은 시드, 같은 순서의 같은 이미지',
  'train accuracy': '훈련 정확도',
  'test CEE (nats)': '시험 CEE (내트)',
  'not finite': '유한하지 않음',
  'Accuracy on {0} held-out training images at each learning rate, and on the test images at the best':
    '떼어 둔 훈련 이미지 {0}장에서의 학습률별 정확도와, 가장 좋은 학습률에서의 시험 정확도',
  'CEE, held out': 'CEE, 떼어 둔 이미지',
  'CEE, test': 'CEE, 시험',
  'SSE, held out': 'SSE, 떼어 둔 이미지',
  'SSE, test': 'SSE, 시험',
  'Many images, few images': '많은 이미지와 적은 이미지',
  'training images': '훈련 이미지',
  rate: '학습률',
  'The logits of the trained net, multiplied': '학습된 신경망의 로짓에 배수를 곱했을 때',
  factor: '배수',
  'What do SSE, one-hot CEE and integer CEE reach, at which learning rates? Does it generalise?':
    'SSE, 원-핫 레이블 CEE, 정수 레이블 CEE는 각각 어떤 학습률에서 어디까지 도달하는가? 일반화도 되는가?',
  '{0} at rate {1}': '{0}(학습률 {1})',
  'CEE, one-hot': 'CEE, 원-핫',
  'CEE, integer': 'CEE, 정수',
  summed: '합',
  'rate {0}': '학습률 {0}',
  'few images': '적은 이미지',
  'training: accuracy by finite differences': '학습 중: 유한 차분으로 정확도 학습',
  'W becomes W minus eta times the derivative of the loss L by W':
    'W를 W 빼기 에타 곱하기 손실 L의 W에 대한 미분으로 바꿉니다',
  'test accuracy with CEE': 'CEE의 시험 정확도',
  'with SSE, same learning rate': 'SSE, 같은 학습률',
  'with SSE, ten times the rate': 'SSE, 열 배의 학습률',
  'with one-hot and integer labels alike': '원-핫 레이블이든 정수 레이블이든 비슷하게',
  'with integer labels {0}': '정수 레이블로는 {0}',
  'After {0} steps at rate {1} cross entropy reaches {2} of the test images, {3}, and SSE {4}. {5}: each at the rate that is best on held-out training images, CEE (rate {6}) reaches {7} and SSE (rate {8}) {9}. Accuracy itself, by finite differences, ends at {10}.':
    '학습률 {1}에서 {0}번 갱신하면 교차 엔트로피는 시험 이미지의 {2}를 맞히고({3}), SSE는 {4}를 맞힙니다. {5}. 따로 떼어 둔 훈련 이미지에서 가장 좋은 학습률을 저마다 쓰면 CEE(학습률 {6})는 {7}, SSE(학습률 {8})는 {9}에 이릅니다. 정확도 자체를 유한 차분으로 학습하면 {10}에 그칩니다.',
  'That compares step sizes': '그러나 이것은 갱신 폭을 비교한 것입니다',
  'Step sizes are a part of that only': '갱신 폭의 차이는 그 일부일 뿐입니다',
  'One-hot and integer labels train the same weights from one seed, to float32 rounding':
    '같은 시드에서 출발하면 원-핫 레이블과 정수 레이블은 float32 반올림 오차 범위에서 같은 가중치를 학습합니다',
  'At one learning rate SSE lags behind CEE, for its gradient starts at a tenth':
    '학습률이 같으면 SSE는 CEE에 뒤처집니다. 처음 기울기의 크기가 10분의 1이기 때문입니다',
  'a lower test accuracy': '더 낮은 시험 정확도',
  'SSE summed over a batch of 100 at rate 0.1 is SSE averaged at rate 10':
    '이미지 100장짜리 배치에 대해 합한 SSE를 학습률 0.1에서 쓰는 것은 평균한 SSE를 학습률 10에서 쓰는 것과 같습니다',
  'weights that after {0} steps are apart by less than a thousandth of their way':
    '{0}번 갱신한 뒤 가중치의 차이가 움직인 거리의 1000분의 1 미만',
  '{0} apart, after a way of {1}': '차이 {0}, 움직인 거리 {1}',
  'At ten times the rate SSE makes up for that: comparing losses at one rate compares step sizes':
    '학습률을 열 배로 하면 SSE는 그 차이를 만회합니다. 같은 학습률에서 손실들을 비교하는 것은 갱신 폭을 비교하는 것입니다',
  'no more than 1 % below CEE': 'CEE보다 낮아도 1 %p 이내',
  'With each loss at the learning rate that is best on held-out training images, little is left of the difference':
    '손실마다 따로 떼어 둔 훈련 이미지에서 가장 좋은 학습률을 쓰면 차이는 거의 남지 않습니다',
  'test accuracies at most 3 % apart': '시험 정확도의 차이가 3 %p 이하',
  'CEE {0}, SSE {1}': 'CEE {0}, SSE {1}',
  'For one and the same loss the learning rate decides more than the choice of the loss does':
    '어떤 손실을 고르느냐보다 같은 손실에서 학습률을 어떻게 정하느냐가 결과를 더 크게 좌우합니다',
  'more between the best and the worst rate of each than the {0} between the losses':
    '각 손실에서 가장 좋은 학습률과 가장 나쁜 학습률의 차이가 두 손실의 차이 {0}p보다 큼',
  'The net does on images it never saw nearly what it does on its own':
    '신경망은 본 적 없는 이미지에서도 훈련 이미지에서와 거의 같은 정확도를 냅니다',
  'less than 3 % apart, and more than twice the {0} of one answer for all':
    '차이가 3 %p 미만이고, 모두 한 가지로 답할 때의 {0}의 두 배 초과',
  'On {0} images it learns them by heart, and does worse on others':
    '이미지 {0}장으로 학습하면 그 이미지를 외워 버려 다른 이미지에서는 정확도가 떨어집니다',
  'at least 99 % of its own, and more than 3 % fewer of the test images; no more than with all images':
    '훈련 이미지의 99 % 이상을 맞히고, 시험 이미지에서는 3 %p 넘게 낮으며 모든 이미지를 쓸 때보다 높지 않음',
  '{0} against {1}; {2}': '{0} 대 {1}, 모든 이미지를 쓰면 {2}',
  'Accuracy as the objective, by difference quotients of every weight, does not learn, where CEE does at the same rate':
    '정확도를 목적 함수로 삼아 모든 가중치의 차분몫으로 갱신하면, 같은 학습률의 CEE와 달리 학습이 되지 않습니다',
  'moves in less than 1 % of {0} steps, and ends below half of what CEE reaches in as many':
    '{0}번 중 1 % 미만에서만 움직이고, 마지막 정확도가 같은 횟수로 CEE가 도달하는 값의 절반 미만',
  'Multiplying all logits by 0.1 to 10 does not move accuracy, and moves cross entropy a great deal':
    '모든 로짓에 0.1부터 10까지의 수를 곱해도 정확도는 변하지 않지만 교차 엔트로피는 크게 변합니다',
  'one accuracy, and a greatest loss of at least 1.5 times the least':
    '정확도는 한 가지, 가장 큰 손실은 가장 작은 손실의 1.5배 이상',
  '{0} accuracy, {1} to {2} nats': '정확도 {0}가지, 손실 {1}~{2}내트',
  'CEE on MNIST ends in the known range (10,000 steps, learning rate 0.1)':
    'MNIST에서 CEE의 시험 정확도는 알려진 범위에 듭니다(10,000회 갱신, 학습률 0.1)',
  'SSE on MNIST ends in the known range (10,000 steps, learning rate 0.1)':
    'MNIST에서 SSE의 시험 정확도는 알려진 범위에 듭니다(10,000회 갱신, 학습률 0.1)',
  'SSE on MNIST ends in the known range (10,000 steps, learning rate 1)':
    'MNIST에서 SSE의 시험 정확도는 알려진 범위에 듭니다(10,000회 갱신, 학습률 1)',
  'Summed SSE on MNIST ends in the known range (10,000 steps, learning rate 0.1)':
    'MNIST에서 합한 SSE의 시험 정확도는 알려진 범위에 듭니다(10,000회 갱신, 학습률 0.1)',
  'CEE with ReLU on MNIST ends in the known range (10,000 steps)':
    'MNIST에서 ReLU를 쓴 CEE의 시험 정확도는 알려진 범위에 듭니다(10,000회 갱신)',
  // src/gradients
  'The formula is right, but not on the backend {0}: {1}': '공식은 맞지만 백엔드 {0}에서는 틀립니다: {1}',
  'tfjs has no gradient for {0}. {1}': 'tfjs에는 {0}의 기울기가 없습니다. {1}',
  'The gradient needs the kernel {0}, which backend {1} does not have.':
    '이 기울기에는 커널 {0}가 필요하지만 백엔드 {1}에는 없습니다.',
  "tfjs's gradient of {0} throws: {1} {2}": 'tfjs의 {0} 기울기 함수가 예외를 냅니다: {1} {2}',
  'tfjs has no second derivative of {0}: it takes the output that it saved for its gradient for a constant.':
    'tfjs에는 {0}의 2차 미분이 없습니다. 기울기를 위해 저장한 출력을 상수로 취급하기 때문입니다.',
  'Write it with ops that have one, or give it one with tf.customGrad.':
    '기울기가 있는 연산(op)으로 작성하거나 tf.customGrad로 기울기를 정의하십시오.',
  'For a mask use tf.greaterEqual, whose gradient is a registered 0; as a score a comparison is no use: descend a smooth loss (cross entropy for accuracy, a sigmoid for a step).':
    '마스크에는 기울기가 0으로 등록되어 있는 tf.greaterEqual을 사용하십시오. 비교 연산은 점수로는 쓸모가 없으므로 매끄러운 손실을 줄이십시오(정확도 대신 교차 엔트로피, 계단 함수 대신 시그모이드).',
  'Select with a one-hot mask (mul, then sum) or with tf.gather, which has a gradient.':
    '원-핫 마스크로 고르거나(mul 다음에 sum) 기울기가 있는 tf.gather로 고르십시오.',
  'Write the transform as a product with cosine and sine matrices.':
    '변환을 코사인 행렬과 사인 행렬의 곱으로 작성하십시오.',
  'Find the indices outside the function, then tf.gather, or use softmax in place of the choice.':
    '함수 밖에서 인덱스를 구한 뒤 tf.gather를 쓰거나, 선택 대신 softmax를 사용하십시오.',
  'Use tf.slice, or tf.gather for strides other than 1.':
    'tf.slice를 사용하고, 스트라이드가 1이 아니면 tf.gather를 사용하십시오.',
  'Write it with tf.matMul, tf.transpose and tf.sum.': 'tf.matMul, tf.transpose, tf.sum으로 작성하십시오.',
  'Multiply by a one-hot matrix instead.': '대신 원-핫 행렬을 곱하십시오.',
  'Combine both parts with tf.where and a constant mask.': '두 부분을 tf.where와 상수 마스크로 합치십시오.',
  'Multiply masks instead.': '대신 마스크를 곱하십시오.',
  'Take tf.maximum of the masks instead.': '대신 마스크들의 tf.maximum을 취하십시오.',
  'Use 1 - mask instead.': '대신 1 - mask를 사용하십시오.',
  'Use tf.exp of tf.cumsum of tf.log where the factors are positive.':
    '인수가 모두 양수이면 tf.log에 tf.cumsum을, 그 결과에 tf.exp를 적용하십시오.',
  'Use tf.reshape and tf.transpose.': 'tf.reshape와 tf.transpose를 사용하십시오.',
  'This is a second derivative; tfjs has only the first one of elu.':
    '이것은 이계도함수이며, tfjs에는 elu의 일계도함수만 있습니다.',
  'Use a softened histogram: a sum of kernels.': '커널의 합으로 부드럽게 한 히스토그램을 사용하십시오.',
  'Use tf.maxPool.': 'tf.maxPool을 사용하십시오.',
  'Its gradient needs scale and offset: pass both to tf.batchNorm.':
    '이 기울기 함수에는 scale과 offset이 필요하므로 tf.batchNorm에 둘 다 넘기십시오.',
  'Its gradient does not know negative axes: count from the front.':
    '이 기울기 함수는 음수 축을 모르므로 축을 앞에서부터 세십시오.',
  'Its gradient breaks where tf.unstack (or tf.linalg.bandPart) gives one tensor only: use tf.squeeze, or a mask.':
    '이 기울기 함수는 tf.unstack(또는 tf.linalg.bandPart)이 텐서를 하나만 낼 때 고장 나므로 tf.squeeze나 마스크를 사용하십시오.',
  'Its gradient breaks where tf.stack is given one tensor only: use tf.expandDims.':
    '이 기울기 함수는 tf.stack에 텐서를 하나만 줄 때 고장 나므로 tf.expandDims를 사용하십시오.',
  'Use tf.slice and tf.image.resizeBilinear.': 'tf.slice와 tf.image.resizeBilinear를 사용하십시오.',
  'The function is piecewise constant here, so its true gradient is 0.':
    '이 함수는 여기서 조각별로 상수이므로 참 기울기는 0입니다.',
  'The op with the wrong gradient: {0}.': '기울기가 틀린 연산(op): {0}.',
  'The function is piecewise constant here: its gradient is 0, correct and useless.':
    '이 함수는 여기서 조각별로 상수입니다. 기울기 0은 옳지만 쓸모가 없습니다.',
  '{0} the function has no finite values nearby.': '{0} 주변에서 함숫값이 유한하지 않습니다.',
  'An error of {0} of an entry would not have been seen.':
    '원소의 {0}에 해당하는 오차는 발견되지 않았을 것입니다.',
  'Nothing can be said. {0} the error bar is wider than the slopes, or they have not settled at the smallest steps.':
    '아무 말도 할 수 없습니다. {0} 오차 막대가 기울기보다 넓거나, 가장 작은 걸음에서도 기울기가 안정되지 않았습니다.',
  'Nothing can be said of some entries.': '일부 원소에 대해서는 아무 말도 할 수 없습니다.',
  'An error of one entry below {0} would not have been seen.':
    '한 원소에서 {0}보다 작은 오차는 발견되지 않았을 것입니다.',
  'The gradient is legal. {0} the one-sided slopes differ, and the analytic value lies between them.':
    '허용되는 기울기입니다. {0} 양쪽의 기울기가 서로 다르고, 해석적인 값은 그 사이에 있습니다.',
  '{0} That is so for each entry alone. In {1} {2}.':
    '{0} 이는 원소 하나하나에 대해서만 그렇습니다. {1}: {2}.',
  'At {0}[{1}] it is {2}, numerically {3} ± {4}.': '{0}[{1}]에서 {2}이고, 수치적으로는 {3} ± {4}입니다.',
  'In {0}': '{0}에서',
  'At {0}': '{0}에서',
  'At {0} entries (one of them {1})': '원소 {0}개에서({1} 등)',
  'Both gradients agree in the only entry': '두 기울기가 하나뿐인 원소에서 일치합니다',
  'Both gradients agree in all {0} entries': '두 기울기가 원소 {0}개 모두에서 일치합니다',
  'Both gradients agree: {0} entries one by one, all {1} in random projections':
    '두 기울기가 일치합니다. 원소 {0}개는 하나씩, {1}개 전부는 무작위 사영으로 검사했습니다',
  '{0}; {1} have no influence here.': '{0}. {1}은(는) 여기서 영향을 주지 않습니다.',
  '{0}; {1} has no influence here.': '{0}. {1}은(는) 여기서 영향을 주지 않습니다.',
  '{0}, 1 evaluation': '{0}, 계산 1번',
  '{0}, {1} evaluations': '{0}, 계산 {1}번',
  '{0}, Taylor rate {1} (right: 2, wrong: 1)': '{0}, 테일러 차수 {1} (옳으면 2, 틀리면 1)',
  'note: {0}': '참고: {0}',
  'backend {0}: {1}. {2}': '백엔드 {0}: {1}. {2}',
  'resolution: {0} (the smallest error of one entry that would be seen)':
    '분해능: {0} (발견할 수 있는 한 원소의 가장 작은 오차)',
};
