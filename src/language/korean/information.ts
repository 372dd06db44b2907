/** Korean for the texts of the experiment `information`: see textKey. */
export const information: Readonly<Record<string, string>> = {
  'How does cross entropy H(p, q) become −ln y_t?': '교차 엔트로피 H(p, q)는 어떻게 −ln y_t가 되는가?',
  'H(p, q) = H(p) + KL(p‖q), and a one-hot label has an entropy of {}: what is left of the sum is the term of the right class, −ln y_t. For the right guess at the {} all of H(p, q), KL(p‖q) and −ln y_t are {} nats. The mean of −ln y_t over a data set is the negative log-likelihood of its labels, per image.':
    'H(p, q) = H(p) + KL(p‖q)이고 원-핫 레이블의 엔트로피는 {0}입니다. 그래서 합에서 남는 것은 정답 클래스의 항 −ln y_t뿐입니다. 숫자 {1}에 대한 옳은 추정에서 H(p, q), KL(p‖q), −ln y_t는 모두 {2}내트입니다. 데이터셋 전체에 대한 −ln y_t의 평균은 이미지 한 장당 레이블의 음의 로그 가능도입니다.',
  'A fair coin is worth {} bit, a fair die the binary logarithm of {}':
    '공정한 동전의 엔트로피는 {0}비트이고, 공정한 주사위의 엔트로피는 log₂ {1}비트입니다',
  '{} and {}': '{0}, {1}',
  'Entropy, cross entropy and divergence of the example are those on paper':
    '예제의 엔트로피, 교차 엔트로피, KL 발산은 손으로 계산한 값과 같습니다',
  'Cross entropy is entropy plus divergence: what cannot be helped, and what a wrong belief costs':
    '교차 엔트로피는 엔트로피와 KL 발산의 합, 곧 피할 수 없는 몫과 잘못된 믿음이 치르는 대가의 합입니다',
  'For a one-hot label cross entropy, divergence and −ln y_t are the same number':
    '원-핫 레이블에서는 교차 엔트로피, KL 발산, −ln y_t가 모두 같은 수입니다',
  'the same three times, and an entropy of {}': '세 값이 같고 엔트로피는 {0}',
  '{}, {}, {}, and {}': '{0}, {1}, {2}, 그리고 {3}',
  'The surer the label, the less entropy it has; at the end nothing but the divergence is left':
    '레이블이 확실할수록 엔트로피는 작아지고, 마지막에는 KL 발산만 남습니다',
  'Cross entropy and divergence push the logits alike, with q − p: the entropy of p is a constant':
    '교차 엔트로피와 KL 발산은 로짓을 똑같이 q − p로 밉니다. p의 엔트로피는 상수이기 때문입니다',
  'The mean of −ln q over outcomes drawn from p is H(p, q): data measure it without knowing p':
    'p에서 추출한 결과에 대한 −ln q의 평균은 H(p, q)입니다. 데이터는 p를 몰라도 이를 측정합니다',
  'within {} standard errors': '표준오차의 {0}배 이내',
  '{} standard errors after {} draws': '{1}회 추출 후 표준오차의 {0}배',
  'The product of the probabilities of the labels is e to the minus N times the mean loss':
    '레이블 확률의 곱은 e의 (−N × 평균 손실)제곱입니다',
  'Over many images the product is too small for float64, and the sum of the logarithms is not':
    '이미지가 많으면 확률의 곱은 float64로 나타내기에 너무 작지만, 로그의 합은 그렇지 않습니다',
  '{} or the least number there is, where the logarithm is finite':
    '곱은 {0} 또는 표현할 수 있는 가장 작은 수, 로그는 유한',
  '{}, {} nats': '{0}, {1}내트',
  'H(p, q) of the example': '예제의 H(p, q)',
  'of which H(p)': '그중 H(p)',
  'of which KL(p‖q)': '그중 KL(p‖q)',
  'Three quantities of information theory (nats)': '정보 이론의 세 가지 양 (내트)',
  'one-hot: it is a {}': '원-핫: 정답은 {0}',
  'the right guess': '옳은 추정',
  'The probability that the trained net gives to all labels at once':
    '학습된 신경망이 모든 레이블에 한꺼번에 주는 확률',
  images: '이미지 수',
  'product of y_t in float64': 'float64로 구한 y_t의 곱',
  'sum of ln y_t (nats)': 'ln y_t의 합 (내트)',
  'The less something was expected, the more it says that it happened':
    '예상하지 못한 일일수록, 그 일이 일어났다는 사실은 더 많은 것을 알려 줍니다',
  'The curve of −ln q over the probability q: {} nats at q = {}, {} at q = {} and {} at q = {}.':
    '확률 q에 따른 −ln q의 곡선. q = {1}에서 {0}내트, q = {3}에서 {2}내트, q = {5}에서 {4}내트입니다.',
  'probability q that was given': '미리 부여한 확률 q',
  'surprise −ln q': '놀라움 −ln q',
  'Cross entropy is least where the belief is the truth, and there it is the entropy':
    '교차 엔트로피는 믿음이 사실과 일치할 때 가장 작고, 그때의 값은 엔트로피입니다',
  'H(p, q) of a coin over the believed probability q of heads, for four true probabilities p. Each curve is lowest at q = p: {} nats for p = {}, {} for p = {}. For p = {} it is −ln q and falls to {}.':
    '동전의 H(p, q)를 앞면이 나온다고 믿는 확률 q에 따라, 네 가지 실제 확률 p에 대해 나타낸 그림. 각 곡선은 q = p에서 가장 낮습니다. p = {1}에서 {0}내트, p = {3}에서 {2}내트입니다. p = {4}에서는 −ln q가 되어 {5}까지 내려갑니다.',
  'believed probability q of heads': '앞면이 나온다고 믿는 확률 q',
  'cross entropy H(p, q)': '교차 엔트로피 H(p, q)',
  'As the label becomes one-hot its entropy goes, and cross entropy is all divergence':
    '레이블이 원-핫에 가까워지면 엔트로피는 사라지고, 교차 엔트로피에는 KL 발산만 남습니다',
  'Three curves over the probability that the label gives to the {}, for one and the same guess. The entropy falls from {} nats to {}. Cross entropy falls from {} to {} nats, and ends where the divergence ends.':
    '레이블이 숫자 {0}에 주는 확률에 따른 세 곡선. 추정은 하나로 고정했습니다. 엔트로피는 {1}내트에서 {2}까지 내려갑니다. 교차 엔트로피는 {3}내트에서 {4}내트까지 내려가고, KL 발산이 끝나는 곳에서 함께 끝납니다.',
  'probability of the {} in the label': '레이블에서 숫자 {0}의 확률',
  information: '정보량',
  'Averaged over data, −ln q comes to the cross entropy':
    '데이터에 대해 평균하면 −ln q는 교차 엔트로피에 이릅니다',
  'The mean of −ln q over more and more draws: {} nats after {} draws, {} after {}, where H(p, q) is {}.':
    '추출을 늘려 갈 때 −ln q의 평균. {1}회 추출 후에는 {0}내트, {3}회 후에는 {2}내트이며, H(p, q)는 {4}내트입니다.',
  draws: '추출 횟수',
  'mean of −ln q': '−ln q의 평균',
  'an entropy that falls to {}, where cross entropy and divergence are the same':
    '엔트로피가 {0}까지 줄고, 거기서 교차 엔트로피와 발산이 같음',
  'from {} to {}, {} and {}': '{0}에서 {1}까지, {2}과 {3}',
  'needs a product below what float64 can hold, e to the {}':
    '곱이 float64로 나타낼 수 없을 만큼 작아야 함(e의 {0}제곱 미만)',
};
