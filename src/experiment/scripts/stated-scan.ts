import { InputError } from '../../errors.ts';
import { loweredRays, VIEW_VECTORS_LENGTH } from '../../geometry/lowered-rays.ts';
import type { Redundancy } from '../../geometry/reading-weights.ts';
import { detectorRowsOf, geometryOf, loweredScan, type Scan, turnCoveredRad } from '../../geometry/scan.ts';

/** A scan by the numbers that other programs take, in mm. */
export interface StatedScan {
  readonly anglesRad: Float64Array;
  /** What each view stands for in ∫ dβ over half a turn of parallel rays, over a whole one of others. */
  readonly weightsRad: Float64Array;
  readonly channels: number;
  readonly spacing: number;
  readonly offset: number;
  /** How many channels a detector that stands to one side lacks on its short side, where a whole turn sees them; 0 elsewhere. */
  readonly lacking: number;
  /** `null` of parallel rays. */
  readonly source: StatedSource | null;
  /** `null` of a detector of one row in the slice. */
  readonly rows: StatedRows | null;
}

export interface StatedSource {
  readonly toAxis: number;
  readonly toDetector: number;
  readonly detector: 'flat' | 'arc';
  /** What a short scan measures twice; `null` of whole turns. */
  readonly redundancy: Redundancy | null;
}

export interface StatedRows {
  readonly rows: number;
  readonly spacing: number;
  readonly offset: number;
  /** z of the source in each view; `null` where it stays at 0. */
  readonly heights: Float64Array | null;
}

/** @throws InputError for a scan whose source does not turn about the axis */
export function statedScan(scan: Scan): StatedScan {
  if (geometryOf(scan).focusing) {
    throw new InputError(
      'Scripts are written for parallel beams, fans and cones. The source of a tomosynthesis scan does not turn about the axis.',
    );
  }
  if (!('sourceToIsocenterMm' in scan) && detectorRowsOf(scan) > 1) {
    throw new InputError(
      'Scripts are written for one row of parallel rays, since every row is a slice of its own. Choose a row of this detector.',
    );
  }
  const { anglesRad, viewWeightsRad: weightsRad, channels, channelSpacingMm: spacing, offset } = scan;
  const views = { anglesRad, weightsRad, channels, spacing, offset, lacking: lackingChannels(scan) };
  if (!('sourceToIsocenterMm' in scan)) return { ...views, source: null, rows: null };
  const source: StatedSource = {
    toAxis: scan.sourceToIsocenterMm,
    toDetector: scan.sourceToDetectorMm,
    detector: 'detector' in scan ? scan.detector : 'flat',
    redundancy: geometryOf(scan).weighting?.weights(scan, false).redundancy ?? null,
  };
  if (!('rows' in scan)) return { ...views, source, rows: null };
  const { vectors } = loweredRays(loweredScan(scan));
  const heights = anglesRad.map((_, view) => vectors[view * VIEW_VECTORS_LENGTH + 2]!);
  const rows = {
    rows: scan.rows,
    spacing: scan.rowSpacingMm,
    offset: scan.rowOffset,
    heights: heights.every((height) => height === 0) ? null : heights,
  };
  return { ...views, source, rows };
}

function lackingChannels(scan: Scan): number {
  if (turnCoveredRad(scan) < 2 * Math.PI - 1e-6) return 0;
  const lacking = Math.floor(Math.abs(2 * scan.offset) + 1e-6);
  return lacking > scan.channels ? 0 : lacking;
}

/** Channels of a flat panel. */
export interface Panel {
  readonly channels: number;
  readonly offset: number;
}

const MOST_PANEL_CHANNELS = 65536;

/** A flat panel as far from the source as an arc, with channels as far apart, that sees what the arc sees. */
export function panelOf(
  { channels, spacing, offset }: Pick<StatedScan, 'channels' | 'spacing' | 'offset'>,
  { toDetector }: StatedSource,
): Panel {
  const placeOf = (channel: number) =>
    toDetector * Math.tan(((channel - (channels - 1) / 2 - offset) * spacing) / toDetector);
  const [first, last] = [placeOf(0), placeOf(channels - 1)];
  const count = Math.floor((last - first) / spacing) + 1;
  if (count > MOST_PANEL_CHANNELS) {
    throw new InputError('No flat panel sees what this arc sees: its fan opens too wide. Choose a flat detector.');
  }
  return { channels: count, offset: -(first + last) / 2 / spacing };
}
