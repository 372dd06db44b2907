/** Korean for the texts of the experiment `accuracy`: see textKey. */
export const accuracy: Readonly<Record<string, string>> = {
  'Why not descend accuracy itself?': '왜 정확도 자체를 경사법으로 최적화하지 않는가?',
  'Accuracy is a staircase: {} of its {} difference quotients differ from {}, against {} of cross entropy; more images only make its steps smaller ({}, {}, {} levels for {}, {}, {} images). What is descended in its place is smooth: soft accuracy and cross entropy both learn an output layer, in {} steps to {} % and {} %.':
    '정확도는 계단입니다. 정확도의 차분몫 {1}개 가운데 {2}이 아닌 것은 {0}개이고, 교차 엔트로피에서는 {3}개입니다. 이미지를 늘려도 계단의 단이 작아질 뿐입니다(이미지 {7}장, {8}장, {9}장에서 정확도의 단계는 {4}개, {5}개, {6}개). 정확도 대신 경사법에 쓰는 함수는 매끄럽습니다. 부드러운 정확도로도 교차 엔트로피로도 출력층이 학습되며, {10}번 갱신하면 정확도가 각각 {11} %와 {12} %에 이릅니다.',
  'Accuracy is a staircase: {} of its {} difference quotients differ from {}, against {} of cross entropy; more images only make its steps smaller ({}, {}, {} levels for {}, {}, {} images). What is descended in its place is smooth: soft accuracy and cross entropy take an output layer, in {} steps to {} % and {} %.':
    '정확도는 계단입니다. 정확도의 차분몫 {1}개 가운데 {2}이 아닌 것은 {0}개이고, 교차 엔트로피에서는 {3}개입니다. 이미지를 늘려도 계단의 단이 작아질 뿐입니다(이미지 {7}장, {8}장, {9}장에서 정확도의 단계는 {4}개, {5}개, {6}개). 정확도 대신 경사법에 쓰는 함수는 매끄럽습니다. 출력층을 {10}번 갱신하면 정확도가 부드러운 정확도로는 {11} %, 교차 엔트로피로는 {12} %가 됩니다.',
  'SSE and CEE have a quotient for every weight but those of pixels that are black in every image':
    'SSE와 CEE의 차분몫은 모든 이미지에서 검은 픽셀의 가중치를 제외하면 모든 가중치에서 0이 아닙니다',
  'A quotient of accuracy that is not {} is never below {}/({}hN): it measures h, not the network':
    '{0}이 아닌 정확도의 차분몫은 그 크기가 {1}/({2}hN)보다 작을 수 없습니다. 이 값은 신경망이 아니라 h를 잰 것입니다',
  '≥ {} quantum': '단위 1/(2hN)의 {0}배 이상',
  'least {} quanta': '최솟값은 단위의 {0}배',
  'none is non-zero': '0이 아닌 것이 없음',
  'tf.grad of accuracy throws: tfjs has no gradient for the comparison of classes':
    '정확도에 tf.grad를 쓰면 오류가 납니다. tfjs에는 클래스 비교 연산의 기울기가 없습니다',
  'an error that names Equal': 'Equal을 언급하는 오류',
  'Through argMax alone tf.grad answers with registered zeros':
    'argMax만 거치면 tf.grad는 등록된 기울기인 0을 돌려줍니다',
  'Through a cast to int32, itself a staircase, tf.grad passes the gradient on as if nothing were there':
    'int32로의 형 변환도 그 자체로 계단이지만, tf.grad는 아무것도 없는 것처럼 기울기를 그대로 통과시킵니다',
  '{}, where the derivative is {}': '{0} (도함수는 {1})',
  'More images make the steps of accuracy shorter and never smooth':
    '이미지를 늘리면 정확도의 단은 낮아지지만 결코 매끄러워지지 않습니다',
  'Accuracy moves by whole images: N images allow what is a multiple of {}/N, and nothing between':
    '정확도는 이미지 한 장 단위로 움직입니다. 이미지가 N장이면 {0}/N의 배수만 가능하고 그 사이의 값은 없습니다',
  'steps of {} image or more, for every N': '모든 N에서 이미지 {0}장 이상의 단',
  '{} of {}, {} of {}, {} of {}': '{1}장 중 {0}장, {3}장 중 {2}장, {5}장 중 {4}장',
  'none of {}, {} of {}, {} of {}': '{0}장에서는 단이 없음, {2}장 중 {1}장, {4}장 중 {3}장',
  'Cross entropy never repeats a value on the same way':
    '같은 경로에서 교차 엔트로피는 같은 값을 두 번 갖지 않습니다',
  '{} values': '값 {0}개',
  'Straight-through accuracy has the value of accuracy and, bit for bit, the gradient of soft accuracy':
    '직통 추정(straight-through) 정확도는 값이 정확도와 같고, 기울기는 부드러운 정확도의 기울기와 비트 단위까지 같습니다',
  'Soft accuracy, the mean probability of the right class, has a gradient to learn by':
    '정답 클래스의 확률 평균인 부드러운 정확도에는 학습에 쓸 수 있는 기울기가 있습니다',
  '{} % to {} %': '{0} %에서 {1} %까지',
  'In as many steps CEE comes as far as either, or further':
    '같은 스텝 수에서 CEE는 두 방법과 같거나 더 높은 정확도에 이릅니다',
  'at most {} % below both': '둘 중 어느 것보다도 {0} %p 넘게 낮지 않음',
  'more than both': '둘 다보다 높음',
  'Labels that are wrong take a larger part of the push of CEE than of that of soft accuracy':
    '틀린 레이블이 미는 힘에서 차지하는 몫은 부드러운 정확도보다 CEE에서 더 큽니다',
  'at least twice the part, from {} % of the labels': '레이블의 {0} %가 두 배 이상의 몫을 차지',
  '{} % against {} %': '{0} % 대 {1} %',
  'Even so the wrong labels cost CEE little accuracy on right ones':
    '그래도 틀린 레이블 때문에 CEE가 옳은 레이블에서 잃는 정확도는 적습니다',
  'at most {} %': '{0} %p 이하',
  '{} % without, {} % with them': '없을 때 {0} %, 있을 때 {1} %',
  'non-zero quotients of accuracy': '0이 아닌 정확도의 차분몫',
  'non-zero quotients of CEE': '0이 아닌 CEE의 차분몫',
  'levels of accuracy, most images': '이미지가 가장 많을 때 정확도의 단계 수',
  'Difference quotients that are not {} (h = {}, {} images, float64)':
    '{0}이 아닌 차분몫 (h = {1}, 이미지 {2}장, float64)',
  net: '신경망',
  objective: '목적 함수',
  'not {}': '{0}이 아닌 것',
  of: '전체',
  start: '학습 전',
  accuracy: '정확도',
  trained: '학습 후',
  'Quotients of accuracy on the trained net': '학습된 신경망에서 정확도의 차분몫',
  'least of them': '그중 최솟값',
  'Ascending accuracy by finite differences': '유한 차분으로 정확도 올리기',
  'steps that moved': '움직인 스텝',
  'accuracy before': '이전 정확도',
  after: '이후',
  '{} of {}': '{1}회 중 {0}회',
  'The output layer learned anew, on the hidden units of the trained net':
    '학습된 신경망의 은닉층 뉴런 위에서 새로 학습한 출력층',
  'wrong labels': '틀린 레이블',
  steps: '스텝 수',
  'push of the wrong labels, CEE': '틀린 레이블이 미는 힘의 몫, CEE',
  'push of the wrong labels, soft': '틀린 레이블이 미는 힘의 몫, 부드러운 정확도',
  'soft accuracy': '부드러운 정확도',
  evolution: '진화 전략',
  'One weight moves; accuracy stands still, then jumps':
    '가중치 하나를 움직이면 정확도는 가만히 있다가 갑자기 뜁니다',
  'Step curves of accuracy over the offset of one weight. On {} images accuracy takes {} levels from {} % to {} %; on {} it takes {} levels, in smaller steps.':
    '가중치 하나의 이동량에 따른 정확도의 계단 곡선. 이미지 {0}장에서는 정확도가 {2} %에서 {3} %까지 {1}개의 단계를 갖고, {4}장에서는 단이 더 작은 {5}개의 단계를 갖습니다.',
  'offset of the weight': '가중치의 이동량',
  fraction: '비율',
  '{} images': '이미지 {0}장',
  'The same weight moves; cross entropy answers to every move':
    '같은 가중치를 움직이면 교차 엔트로피는 모든 움직임에 반응합니다',
  'Smooth curves of cross entropy over the offset of one weight. On {} images it takes {} different values at {} offsets, between {} and {} nats.':
    '가중치 하나의 이동량에 따른 교차 엔트로피의 매끄러운 곡선. 이미지 {0}장에서 이동량 {2}가지에 대해 {3}내트와 {4}내트 사이에서 서로 다른 값 {1}개를 갖습니다.',
  'Accuracy has no slope to follow; a loss has one for every weight that sees light':
    '정확도에는 따라갈 기울기가 없지만, 손실에는 빛이 들어오는 모든 가중치마다 기울기가 있습니다',
  'Bars that count the {} difference quotients of the trained net by their size. Accuracy has {} zeros of pixels that are black in every image and {} other zeros. CEE has {} of the first kind and {} of the second; its other entries lie between {} and {}.':
    '학습된 신경망의 차분몫 {0}개를 크기별로 센 막대. 정확도에는 모든 이미지에서 검은 픽셀의 0이 {1}개, 그 밖의 0이 {2}개 있습니다. CEE에는 첫째 종류의 0이 {3}개, 둘째 종류의 0이 {4}개 있고, 나머지 원소의 크기는 {5}에서 {6} 사이입니다.',
  'size of the quotient, its power of ten': '차분몫의 크기 (10의 거듭제곱)',
  weights: '가중치 수',
  '{} (black pixel)': '{0} (검은 픽셀)',
  '{} (other)': '{0} (그 밖)',
  'What is used in place of accuracy: a smooth substitute, or moves large enough to see the steps':
    '정확도 대신 쓰는 것: 매끄러운 대용 함수, 또는 계단의 단이 보일 만큼 큰 움직임',
  'Test accuracy over the steps in which the output layer is learned anew. CEE ends at {} %, soft accuracy at {} % and the evolution strategy on accuracy itself at {} %. With {} % wrong labels CEE ends at {} % and soft accuracy at {} %.':
    '출력층을 새로 학습하는 스텝에 따른 시험 정확도. 마지막 값은 CEE가 {0} %, 부드러운 정확도가 {1} %, 정확도 자체에 대한 진화 전략이 {2} %입니다. 틀린 레이블이 {3} %일 때 마지막 값은 CEE가 {4} %, 부드러운 정확도가 {5} %입니다.',
  'CEE, {} % wrong': 'CEE, 틀린 레이블 {0} %',
  'soft accuracy, {} % wrong': '부드러운 정확도, 틀린 레이블 {0} %',
  'Before training every image further than h = {} from a tie has quotients of accuracy of exactly {}, for every weight':
    '학습 전, 동점에서 h = {0}보다 멀리 떨어진 이미지에서는 모든 가중치에 대한 정확도의 차분몫이 정확히 {1}입니다',
  'After training every image further than h = {} from a tie has quotients of accuracy of exactly {}, for every weight':
    '학습 후에도 동점에서 h = {0}보다 멀리 떨어진 이미지에서는 모든 가중치에 대한 정확도의 차분몫이 정확히 {1}입니다',
  '{} of {}, on most of the images': '대부분의 이미지에서 {1}개 중 {0}개',
  '{} of {}, on {} of {} images': '이미지 {3}장 중 {2}장에서 {1}개 중 {0}개',
  'With an h that brings no image to a tie all quotients are exactly {}: the derivative of accuracy is {}':
    '어떤 이미지도 동점에 이르게 하지 않는 h에서는 모든 차분몫이 정확히 {0}입니다. 정확도의 도함수는 {1}입니다',
  '{} of {}, before and after training': '학습 전과 후 모두 {1}개 중 {0}개',
  '{} at h = {}, {} at h = {}': 'h = {1}에서 {0}개, h = {3}에서 {2}개',
  '{} zeros ({} pixels × {} units), and no others':
    '0이 {0}개(픽셀 {1}개 × 뉴런 {2}개)이고, 그 밖의 0은 없음',
  '{}, {}, {}, {} zeros, and {}, {}, {}, {} others':
    '0이 {0}개, {1}개, {2}개, {3}개이고, 그 밖의 0은 {4}개, {5}개, {6}개, {7}개',
  '{} of {} non-zero, where the greatest logit itself has some':
    '{1}개 중 {0}개가 0이 아님. 가장 큰 로짓 자체에는 0이 아닌 것이 있음',
  '{}, where the greatest logit itself has {}': '{0}개, 가장 큰 로짓 자체에서는 {1}개',
  'more levels with more images, and some of {} moves without any effect':
    '이미지가 많을수록 단계가 많고, 움직임 {0}번 가운데 아무 효과가 없는 것이 있음',
  '{}, {}, {} levels; {}, {}, {} moves without':
    '단계 {0}개, {1}개, {2}개, 효과 없는 움직임 {3}번, {4}번, {5}번',
  'Ascending accuracy with a small h moves no weight in a step in which no image lies within h of a tie':
    '작은 h로 정확도를 경사 상승시킬 때, 동점에서 h 이내에 있는 이미지가 없는 스텝에서는 어떤 가중치도 움직이지 않습니다',
  '{} such steps that move (h ≤ {})': '그런 스텝 가운데 움직인 것 {0}번 (h ≤ {1})',
  '{} of {}, {} of {}': '{1}번 중 {0}번, {3}번 중 {2}번',
  'needs a step in which no image lies within h of a tie':
    '동점에서 h 이내에 있는 이미지가 없는 스텝이 필요함',
  'With a large h it moves, and sticks far below what CEE reaches in as many steps, on the very images it climbs':
    'h가 크면 움직이지만, 정확도를 올리는 데 쓴 바로 그 이미지에서도 CEE가 같은 스텝 수로 도달하는 값보다 훨씬 낮은 곳에서 멈춥니다',
  'steps that move, and at most half of what CEE reaches in {} steps':
    '움직인 스텝이 있고, CEE가 {0}스텝에 도달하는 값의 절반 이하',
  '{} steps, {} % against {} %': '{0}번, {1} % 대 {2} %',
  '{} %, and a gradient that is {} apart in every entry': '{0} %, 기울기는 모든 원소에서 차이 {1}',
  '{} %, a norm of {}, {} apart': '{0} %, 노름 {1}, 차이 {2}',
  'a test accuracy that rises by more than {} %': '{0} %p 넘게 오르는 시험 정확도',
  'An evolution strategy, which tries moves of {} in place of h = {}, climbs accuracy itself':
    'h = {1} 대신 크기 {0}의 움직임을 시도하는 진화 전략은 정확도 자체를 올립니다',
  'best on the way': '도중의 최고값',
  'CEE, rate {}, by its gradient': 'CEE, 학습률 {0}, 자체의 기울기로',
};
