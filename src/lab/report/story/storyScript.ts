/** Computes as `knobState` does, and moves images, marks and readings; a test holds both to tfjs. */
const knobScript = `
for (const figure of document.querySelectorAll('.knob')) {
  const {value, reach, logit, halfPositions, digits, words} = JSON.parse(figure.dataset.knob);
  const input = figure.querySelector('input');
  const output = figure.querySelector('output');
  const crossed = figure.querySelector('.crossed');
  const crowds = [...figure.querySelectorAll('.crowd .picture > svg')].map(svg => {
    const [left, end, from, to] = svg.dataset.scale.split(' ').map(Number);
    return {svg, images: [...svg.querySelectorAll('.digit')],
      x: margin => left + Math.min(1, Math.max(0, (Math.asinh(margin / 5) - from) / (to - from))) * (end - left)};
  });
  const curves = [...figure.querySelectorAll('.curves .picture > svg')].map(svg => {
    const [left, right] = svg.dataset.ends.split(' ').map(Number);
    const marks = ['stairs', 'loss'].map(name => {
      const panel = svg.querySelector('.' + name);
      const [top, height, least, most] = panel.dataset.frame.split(' ').map(Number);
      return {circle: panel.querySelector('circle'), y: v => top + height * (1 - (v - least) / (most - least || 1))};
    });
    return {line: svg.querySelector('.cursor'), marks, x: i => left + (right - left) * (i + halfPositions) / (2 * halfPositions)};
  });
  const stateAt = weight => digits.map(([label, unit, ...z]) => {
    z[logit] += (weight - value) * unit;
    const own = z[label];
    const others = z.map((each, k) => k === label ? -Infinity : each);
    const rival = others.indexOf(Math.max(...others));
    return {label, rival, margin: own - others[rival], loss: Math.log(z.reduce((sum, each) => sum + Math.exp(each - own), 0))};
  });
  const say = (sentence, ...parts) => parts.reduceRight((text, part, i) => text.replace('#'.repeat(i + 1), part), sentence);
  let before;
  let marked = [];
  const show = () => {
    const position = Number(input.value);
    const weight = value + reach * position / halfPositions;
    const state = stateAt(weight);
    const right = state.filter(({margin}) => margin > 0).length;
    const loss = state.reduce((sum, each) => sum + each.loss, 0) / state.length;
    const changed = before === undefined ? [] : state.flatMap(({margin}, n) => margin > 0 === before[n].margin > 0 ? [] : [n]);
    if (changed.length > 0) marked = changed;
    for (const {svg, images, x} of crowds) {
      images.forEach((image, n) => {
        image.setAttribute('x', x(state[n].margin));
        image.setAttribute('class', 'digit' + (state[n].margin > 0 ? '' : ' wrong') + (marked.includes(n) ? ' marked' : ''));
      });
      svg.querySelector('.count-wrong').textContent = say(words.wrong, state.length - right);
      svg.querySelector('.count-right').textContent = say(words.right, right);
    }
    for (const {line, marks, x} of curves) {
      line.setAttribute('x1', x(position));
      line.setAttribute('x2', x(position));
      [right / state.length, loss].forEach((v, i) => {
        marks[i].circle.setAttribute('cx', x(position));
        marks[i].circle.setAttribute('cy', marks[i].y(v));
      });
    }
    output.textContent = say(words.reading, right, loss.toFixed(4));
    const written = weight.toFixed(2).replace('-', '\\u2212');
    input.setAttribute('aria-valuetext', words.value.replace('###', written) + ': ' + output.textContent);
    if (before !== undefined) {
      const {label, rival, margin} = state[changed[0]] ?? {};
      crossed.textContent = changed.length === 0 ? (crossed.dataset.said ?? words.none)
        : margin > 0 ? say(words.becameRight, label) : say(words.becameWrong, label, rival);
      if (changed.length > 0) crossed.dataset.said = crossed.textContent;
    }
    before = state;
  };
  input.addEventListener('input', show);
  input.value = 0;
  for (const hidden of figure.querySelectorAll('[hidden]')) hidden.hidden = false;
  crossed.textContent = words.start;
  show();
}
`;

/** A guess opens what comes after it, and says which one was right. */
const questionScript = `
for (const question of document.querySelectorAll('.question')) {
  const details = question.querySelector('details');
  question.addEventListener('change', () => {
    question.classList.add('answered');
    details.open = true;
  });
}
`;

/** Uncovers a figure from left to right, and writes what each series has come to. */
const playScript = `
for (const player of document.querySelectorAll('.player')) {
  const series = JSON.parse(player.dataset.series);
  const cells = player.querySelectorAll('td');
  const place = player.querySelector('.place');
  const button = player.querySelector('button');
  const covers = [...document.getElementById(player.dataset.figure).querySelectorAll('svg[data-frame]')].map(svg => {
    const frame = svg.dataset.frame.split(' ').map(Number);
    const cover = svg.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'rect'));
    cover.setAttribute('class', 'cover');
    return {svg, cover, frame};
  });
  const ends = series.flatMap(points => points.map(([x]) => x));
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const show = now => {
    for (const {svg, cover, frame: [left, right, top, bottom, from, to]} of covers) {
      const x = left + (right - left) * (now - from) / (to - from);
      const width = now >= last ? 0 : svg.viewBox.baseVal.width - x;
      for (const [name, v] of Object.entries({x, y: top - 4, width, height: bottom - top + 3})) cover.setAttribute(name, v);
    }
    place.textContent = player.dataset.place.replace('#', Math.round(now).toLocaleString('en'));
    series.forEach((points, i) => {
      const [, y] = points.findLast(([x]) => x <= now) ?? points[0];
      cells[i].textContent = (100 * y).toFixed(1) + ' %';
    });
  };
  let playing = 0;
  button.addEventListener('click', () => {
    cancelAnimationFrame(playing);
    const seconds = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 8;
    const started = performance.now();
    const step = time => {
      const part = seconds === 0 ? 1 : Math.min(1, Math.max(0, time - started) / 1000 / seconds);
      show(first + part * (last - first));
      if (part < 1) playing = requestAnimationFrame(step);
    };
    playing = requestAnimationFrame(step);
  });
  button.hidden = false;
  show(last);
}
`;

/** All that moves in a story. */
export const storyScript = `${knobScript}${questionScript}${playScript}`;
