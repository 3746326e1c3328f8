import { coveredArcRad, geometryOf, type Scan, turnCoveredRad } from '../geometry/scan.ts';
import type { CompletionPlan } from '../kernels/complete-views/completion-plan.ts';
import { plainText } from '../number-text.ts';
import type { ScanAdvice } from './advice.ts';

const TURN = 2 * Math.PI;
const DEGREES = Math.PI / 180;
const ROUNDING_RAD = 1e-6;
/** Up to half a step is short of nothing: a view more would not be nearer to the end. Wide steps tell no more than this. */
const MOST_TOLERANCE_RAD = 0.5 * DEGREES;

/** What becomes of lines that no view measured where a scan is completed (`reconstruction/complete-lines.ts`). */
const FILLED_IN =
  'unmeasured lines are filled in from the nearest measured ones, so that edges along them are blurred and distorted, and values may be off by 10 % or more where much is missing';

/**
 * Whether an arc is long enough for every line through the object to be measured, and what the slice shows of it if not.
 *
 * @param halfFanRad half of the fan's angle across the object, 0 of parallel rays: only that part of it has to be seen from
 *   both sides
 * @param completion how the lines that are missing are made of others, or `null` where they are not
 */
export function arcAdvice(scan: Scan, halfFanRad: number, completion: CompletionPlan | null): ScanAdvice {
  const arcRad = coveredArcRad(scan);
  const neededRad = Math.PI + 2 * halfFanRad;
  const halfStepRad = Math.min(MOST_TOLERANCE_RAD, arcRad / scan.anglesRad.length / 2);
  const ok = arcRad >= neededRad - halfStepRad - ROUNDING_RAD;
  const [arc, needed] = differentDegrees(arcRad, neededRad, ok);
  // Where nothing is known of the object it may be as wide as the detector sees.
  const geometry = geometryOf(scan);
  const across = halfFanRad === geometry.halfFanAngleRad(scan) ? 'detector' : 'object';
  const { opening } = geometry.words;
  const what = opening ? `180° plus ${opening} across the ${across}, ${needed} in total,` : needed;
  if (ok) {
    return {
      kind: 'arc',
      ok,
      sentence: `An arc of ${arc} is enough: ${what} would measure every line through the object.`,
    };
  }
  const isFilledIn = completion && completion.completed.anglesRad.length > completion.measured.anglesRad.length;
  const shows = isFilledIn
    ? FILLED_IN
    : 'edges along the missing directions are blurred and elongated, and values are too low';
  return {
    kind: 'arc',
    ok,
    sentence: `An arc of ${arc} is too short: ${what} is needed; ${shows}.`,
  };
}

/**
 * The same of a detector that stands to one side of an object that it does not see whole, or `null` where nothing is
 * missing: lines beyond its short end are measured from one side alone.
 *
 * @param shortSideMm how far it sees to its short side
 */
export function oneSidedArcAdvice(scan: Scan, shortSideMm: number): ScanAdvice | null {
  const arcRad = turnCoveredRad(scan);
  if (arcRad >= TURN - ROUNDING_RAD) return null;
  const [arc] = differentDegrees(arcRad, TURN, false);
  const where = `lines more than ${Number(shortSideMm.toPrecision(3))} mm from the axis are measured from one side only`;
  return {
    kind: 'arc',
    ok: false,
    sentence: `An arc of ${arc} is too short for an offset detector: ${where}, which takes 360°; ${FILLED_IN}.`,
  };
}

/** To a tenth of a degree, or finer where two that differ would read the same. */
function differentDegrees(aRad: number, bRad: number, mayBeSame: boolean): readonly [string, string] {
  for (let digits = 1; ; digits++) {
    const [a, b] = [aRad, bRad].map((angle) => `${plainText(Number((angle / DEGREES).toFixed(digits)))}°`);
    if (a !== b || mayBeSame || digits > 3) return [a!, b!];
  }
}
