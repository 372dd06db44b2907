import {knobCurves, knobState, weightAt} from '../../../../src/lab/report/story/knobState';
import {sampleKnob} from './sampleStory';

const knob = sampleKnob();

test('knobState() moves one logit by the unit times the change, worked out by hand', () => {
  const digits = [
    {label: 0, unit: 1, logits: [1, 0]},
    {label: 1, unit: 0.5, logits: [1, 0]},
  ];
  const {margins, right, loss} = knobState({...knob, value: 0, logit: 1, digits}, 3);
  // The logits become [1, 3] and [1, 1.5].
  expect(margins).toEqual([-2, 0.5]);
  expect(right).toBe(1);
  expect(loss).toBeCloseTo((Math.log(1 + Math.exp(2)) + Math.log(1 + Math.exp(-0.5))) / 2, 12);
});

test('the loss is another at every place of the knob, accuracy takes few values', () => {
  const curves = knobCurves(knob);
  expect(curves).toHaveLength(201);
  expect(new Set(curves.map(({loss}) => loss)).size).toBe(201);
  const levels = new Set(curves.map(({right}) => right)).size;
  expect(levels).toBeGreaterThan(2);
  expect(levels).toBeLessThan(41);
  expect([weightAt(knob, -100), weightAt(knob, 0), weightAt(knob, 100)]).toEqual([-3.5, 0.5, 4.5]);
});
