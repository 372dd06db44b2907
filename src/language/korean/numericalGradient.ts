/** Korean for the texts of the experiment `numerical-gradient`: see textKey. */
export const numericalGradient: Readonly<Record<string, string>> = {
  'How small should h be? (float32 and float64, forward, central, extrapolated)':
    'h는 얼마나 작아야 하는가? (float32와 float64, 전진 차분, 중앙 차분, 외삽)',
  "Neither too large, where the curve bends, nor too small, where rounding drowns it: central differences are best at h = {} in float64 and at {} in float32, where the book's {} is off by {} of the gradient (in float64, by {}).":
    '곡선이 휘어 버릴 만큼 커도, 값이 반올림 오차에 묻힐 만큼 작아도 안 됩니다. 중앙 차분은 float64에서는 h = {0}, float32에서는 h = {1}일 때 가장 좋습니다. float32에서 책의 값인 h = {2}일 때는 기울기에 대해 {3}만큼의 오차가 납니다(float64에서는 {4}).',
  'The book’s example, {}x² + {}x at {} and {} with h = {}, comes out to its last digit':
    '책의 예제({0}x² + {1}x, x = {2}, {3}, h = {4})가 마지막 자리까지 똑같이 나옵니다',
  'In float64 the book’s h = {} is as good as anybody needs':
    'float64에서는 책의 h = {0} 정도면 누구에게나 충분합니다',
  'a relative error of at most {}': '상대 오차 {0} 이하',
  'In float32 it is not: rounding leaves two digits or less':
    'float32에서는 그렇지 않습니다. 반올림 오차 때문에 유효 숫자가 두 자리 이하만 남습니다',
  'a relative error of {} % to {} %': '상대 오차 {0} %~{1} %',
  'In float32 central differences want an h of some hundredths, and then give three digits':
    'float32의 중앙 차분에는 100분의 몇 정도의 h가 알맞고, 그러면 유효 숫자 세 자리를 얻습니다',
  'best h of {} to {}, error at most {}': '최적의 h가 {0}~{1}, 오차 {2} 이하',
  'h = {}, error {}': 'h = {0}, 오차 {1}',
  'Extrapolation (Ridders) from h = {} beats the best central difference, so nobody need know the best h':
    'h = {0}에서 시작하는 외삽(Ridders)은 가장 좋은 중앙 차분보다 정확하므로 최적의 h를 몰라도 됩니다',
  'relative error at h = {}, float64': 'h = {0}에서의 상대 오차, float64',
  'relative error at h = {}, float32': 'h = {0}에서의 상대 오차, float32',
  'best h, float32, central': '최적의 h, float32, 중앙 차분',
  'The best h, and the book’s': '최적의 h와 책의 h',
  numbers: '수 형식',
  differences: '차분',
  'best h': '최적의 h',
  'relative error there': '그때의 상대 오차',
  'theory of h': '이론상의 h',
  'error at h = {}': 'h = {0}에서의 오차',
  forward: '전진 차분',
  central: '중앙 차분',
  ridders: 'Ridders',
  'large, and extrapolated': '큰 h에서 외삽',
  'In float64 the book’s h = {} is a good choice': 'float64에서는 책의 h = {0}도 좋은 선택입니다',
  'Relative error of the gradient against the step h in float64, both axes logarithmic: V-shaped curves for forward and central differences, falling as h shrinks and rising again, with a line at h = {}.':
    'float64에서 간격 h에 따른 기울기의 상대 오차(두 축 모두 로그 눈금). 전진 차분과 중앙 차분은 h가 작아지면서 내려가다가 다시 올라가는 V자 곡선이며, h = {0}인 곳에 선이 있습니다.',
  'step h': '간격 h',
  'relative error of the gradient': '기울기의 상대 오차',
  "the book's h": '책의 h',
  'In float32 the book’s h = {} measures rounding':
    'float32에서 책의 값인 h = {0}일 때는 반올림 오차를 재는 셈입니다',
  'Relative error of the gradient against the step h in float32, both axes logarithmic: V-shaped curves for forward and central differences, falling as h shrinks and rising again, with a line at h = {}.':
    'float32에서 간격 h에 따른 기울기의 상대 오차(두 축 모두 로그 눈금). 전진 차분과 중앙 차분은 h가 작아지면서 내려가다가 다시 올라가는 V자 곡선이며, h = {0}인 곳에 선이 있습니다.',
  'From float32 to float64 the best h shrinks as √ε for forward and as ∛ε for central differences':
    'float32에서 float64로 가면 최적의 h는 전진 차분에서 √ε처럼, 중앙 차분에서 ∛ε처럼 작아집니다',
  'powers of {} to {} and of {} to {}: nearest to ½ and to ⅓':
    '거듭제곱 지수가 {0}~{1}, {2}~{3}, 곧 ½과 ⅓에 가장 가까움',
  'more exact by a factor of {} and more, in float64 and float32': 'float64와 float32에서 {0}배 이상 정확',
  'more exact by a factor of {} and more, in float32': 'float32에서 {0}배 이상 정확',
  "Neither too large, where the curve bends, nor too small, where rounding drowns it: central differences are best at h = {} in float32, where the book's {} is off by {} of the gradient.":
    '너무 커서 곡선이 휘어도 안 되고, 너무 작아서 반올림에 묻혀도 안 됩니다. 중앙 차분은 float32에서 h = {0}일 때 가장 정확하고, 책의 {1}을 쓰면 기울기에 대해 {2}만큼 벗어납니다.',
};
