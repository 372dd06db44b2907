import {t} from '../../../text';
import {say} from '../../language/language';
import type {PageTools} from '../document';
import {html, type Html} from '../html';
import type {Knob} from '../spoken';
import {typesetProse} from '../typeset';
import {crowdLayouts, renderCrowd} from './crowd';
import {halfPositions, knobCurves} from './knobState';
import {imagesAcross, pixelAtlas} from './pixels';
import {curveLayouts, renderCurves} from './weightCurves';

const atlas = 'digits';

const caption = t`Each picture is a test digit. The net gives it ten numbers, its **logits**, one for each class, and answers with the greatest. The **margin** is the right logit minus the greatest other: above 0 the digit is right. Between two crossings accuracy stays as it is. The loss never does.`;

/**
 * The first thing to move: test images in a crowd by their margins, both curves over one weight, and a knob that moves it. Without a
 * script it is the picture of the net as it was trained; the knob and its readings are hidden until there is one.
 */
export function renderKnob(knob: Knob, tools: Pick<PageTools, 'deflate'>): Html {
  const curves = knobCurves(knob);
  const trained = curves[halfPositions]!;
  return html`<figure class="knob" data-knob="${JSON.stringify(dataOf(knob))}">
    ${renderAtlas(knob, tools)}
    <div class="crowd">
      ${(['wide', 'narrow'] as const).map(
        name =>
          html`<div class="picture ${name}">${renderCrowd(knob, trained, {layout: crowdLayouts[name], atlas})}</div>`,
      )}
      <p class="crossed" aria-live="polite" hidden></p>
    </div>
    <figcaption>${typesetProse(say(caption))}</figcaption>
    <div class="curves">
      ${(['wide', 'narrow'] as const).map(
        name => html`<div class="picture ${name}">${renderCurves(curves, curveLayouts[name])}</div>`,
      )}
      <div class="control" hidden>
        <input id="knob" type="range" min="${-halfPositions}" max="${halfPositions}" step="1" value="0" />
        <label for="knob">${t`Move`} ${knob.weight}</label>
      </div>
      <p class="reading">
        <output for="knob"
          >${t`${trained.right} of ${knob.digits.length} right · loss ${formatLoss(trained.loss)} nats`}</output
        >
      </p>
    </div>
  </figure>`;
}

/** Three digits after the point, whatever the size: the last ones are to be seen changing. */
function formatLoss(loss: number): string {
  return loss.toFixed(4);
}

/** What the script computes with, and the sentences that it says. */
function dataOf({value, reach, logit, digits}: Knob) {
  return {
    ...{
      value,
      reach,
      logit,
      halfPositions,
      digits: digits.map(({label, unit, logits}) => [label, unit, ...logits]),
    },
    words: {
      wrong: say(t`wrong: ${'#'}`),
      right: say(t`right: ${'#'}`),
      reading: say(t`${'#'} of ${digits.length} right · loss ${'##'} nats`),
      value: say(t`weight ${'###'}`),
      becameRight: say(t`A ${'#'} crossed the line: it is now right.`),
      becameWrong: say(t`A ${'#'} crossed the line: it is now taken for a ${'##'}.`),
      start: say(t`This is the net as it was trained.`),
      none: say(t`No digit has crossed; only the loss moves.`),
    },
  };
}

/** All images once, in a picture of no size; the crowd shows parts of it. */
function renderAtlas({rows, columns, images, digits}: Knob, {deflate}: Pick<PageTools, 'deflate'>): Html {
  const count = digits.length;
  const address = pixelAtlas(images, {rows, columns, count}, deflate);
  const [width, height] = [imagesAcross * columns, Math.ceil(count / imagesAcross) * rows];
  return html`<svg class="atlas" width="0" height="0" aria-hidden="true"><defs><image id="${atlas}" width="${width}" height="${height}" href="${address}"/></defs></svg>`;
}
