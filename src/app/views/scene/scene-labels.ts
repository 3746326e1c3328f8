import type { PaneStyle } from '../../panes/pane-style.ts';
import type { Place, ScannerPose } from './scanner-pose.ts';
import type { Box } from './volume-box.ts';

/** A word beside a place of the scene. */
export interface SceneLabel {
  readonly text: string;
  readonly at: Place;
  readonly kind: 'axis' | 'part' | 'size';
}

/** How far an axis goes on beyond the box, in parts of the box's longest side. */
const BEYOND = 0.14;

/** From where to where the arrows of the three axes run: from the box's lower corner of small x and y. */
export function axisArrows({
  low,
  high,
}: Box): readonly { readonly letter: 'x' | 'y' | 'z'; readonly from: Place; readonly to: Place }[] {
  const beyond = BEYOND * Math.max(...[0, 1, 2].map((axis) => high[axis]! - low[axis]!));
  return [
    { letter: 'x', from: low, to: [high[0] + beyond, low[1], low[2]] },
    { letter: 'y', from: low, to: [low[0], high[1] + beyond, low[2]] },
    { letter: 'z', from: low, to: [low[0], low[1], high[2] + beyond] },
  ];
}

/** What is written into the scene. */
export function sceneLabels(box: Box, pose: ScannerPose | null): SceneLabel[] {
  const { low, high } = box;
  const arrows = axisArrows(box).map(
    ({ letter, to }): SceneLabel => ({ text: letter === 'z' ? 'z, up' : letter, at: to, kind: 'axis' }),
  );
  const lengths = [0, 1, 2].map((axis) => Number((high[axis]! - low[axis]!).toPrecision(3)));
  const size: SceneLabel = {
    text: `${lengths.join(' × ')} mm`,
    at: [(low[0] + high[0]) / 2, low[1], low[2]],
    kind: 'size',
  };
  if (!pose) return [...arrows, size];
  const middle = pose.detector[Math.floor(pose.detector.length / 2)]!;
  const other = pose.detector[Math.ceil(pose.detector.length / 2) - 1]!;
  const top: Place = [0, 1, 2].map((axis) => (middle.high[axis]! + other.high[axis]!) / 2) as unknown as Place;
  const parts: SceneLabel[] = [{ text: 'detector', at: top, kind: 'part' }];
  if (pose.source) parts.push({ text: 'source', at: pose.source, kind: 'part' });
  return [...arrows, ...parts, size];
}

/** A word's place on screen, in CSS pixels; x and y are of its middle. */
interface Written {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

/**
 * Writes labels where their places are seen, the first ones first; one that would lie on another is moved to the other side
 * of its place, or left out.
 *
 * @param seen in CSS pixels; `null` out of sight
 */
export function paintLabels(
  context: CanvasRenderingContext2D,
  labels: readonly SceneLabel[],
  seen: (place: Place) => { readonly x: number; readonly y: number } | null,
  style: PaneStyle,
  fontSizePixels: number,
): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const written: Written[] = [];
  for (const { text, at, kind } of labels) {
    const place = seen(at);
    if (!place) continue;
    const isAxis = kind === 'axis';
    context.font = `${isAxis ? '600 ' : ''}${fontSizePixels * (isAxis ? 1.1 : 1)}px ${style.fontFamily}`;
    const halfWidth = context.measureText(text).width / 2;
    const word = LIFTS[kind]
      .map((lift) => ({
        text,
        ...place,
        y: place.y + lift * fontSizePixels,
        halfWidth,
        halfHeight: 0.6 * fontSizePixels,
      }))
      .find((word) => !written.some((other) => overlap(word, other)));
    if (!word) continue;
    written.push(word);
    context.lineWidth = 0.3 * fontSizePixels;
    context.strokeStyle = style.ground;
    context.strokeText(text, word.x, word.y);
    context.fillStyle = isAxis ? style.text : style.axisText;
    context.fillText(text, word.x, word.y);
  }
}

/** How far below its place a word stands, in heights of the type: letters at their arrows' tips, others beside what they name. */
const LIFTS: Readonly<Record<SceneLabel['kind'], readonly number[]>> = {
  axis: [0],
  part: [-1.3, 1.3],
  size: [1.2, 2.4, -1.2],
};

function overlap(a: Written, b: Written): boolean {
  return Math.abs(a.x - b.x) < a.halfWidth + b.halfWidth && Math.abs(a.y - b.y) < a.halfHeight + b.halfHeight;
}
