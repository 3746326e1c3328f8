import type { PixelRegion } from '../../../measure/region-contrast.ts';

/** A region to be measured, and the one that it is compared with. */
export type RegionName = 'a' | 'b';

/** The middle of a region, in the values of the picture's axes: mm on the detector, or the fan's degrees of a cylinder. */
export interface RegionPlace {
  readonly u: number;
  readonly v: number;
}

export type Regions = Readonly<Record<RegionName, RegionPlace>>;

/** The panel that regions lie on. Row 0 is the lowest. */
export interface Panel {
  readonly channels: number;
  readonly rows: number;
  /** From one to the next, in the same values. */
  readonly channelStep: number;
  readonly rowStep: number;
  /** The (fractional) channel and row at u = 0 and v = 0. */
  readonly axisChannel: number;
  readonly axisRow: number;
}

/** A region is this part of the panel's longer side, and holds a few pixels at least. */
const PART = 1 / 32;
const LEAST_PIXELS = 5;

/** How far a region reaches from its middle pixel. */
export function regionReach({ channels, rows }: Panel): number {
  const most = Math.floor((Math.min(channels, rows) - 1) / 2);
  const wanted = Math.max(LEAST_PIXELS, PART * Math.max(channels, rows));
  return Math.max(0, Math.min(most, Math.floor(wanted / 2)));
}

/** In the middle, and a quarter of the way to the panel's edge. */
export function firstRegions({ channels, channelStep }: Panel): Regions {
  return { a: { u: 0, v: 0 }, b: { u: (channels * channelStep) / 8, v: 0 } };
}

/** The pixels of a region, which stays on the panel. */
export function regionPixels(panel: Panel, { u, v }: RegionPlace): PixelRegion {
  const { channels, rows, channelStep, rowStep, axisChannel, axisRow } = panel;
  const reach = regionReach(panel);
  const within = (place: number, count: number) => Math.min(count - 1 - reach, Math.max(reach, Math.round(place)));
  const column = within(axisChannel + u / channelStep, channels);
  const row = within(axisRow + v / rowStep, rows);
  return {
    fromRow: row - reach,
    toRow: row + reach + 1,
    fromColumn: column - reach,
    toColumn: column + reach + 1,
  };
}

/** A region so many pixels further, on the panel. */
export function movedRegion(panel: Panel, place: RegionPlace, channels: number, rows: number): RegionPlace {
  const { fromColumn, fromRow } = regionPixels(panel, place);
  const reach = regionReach(panel);
  return onPanel(panel, {
    u: (fromColumn + reach + channels - panel.axisChannel) * panel.channelStep,
    v: (fromRow + reach + rows - panel.axisRow) * panel.rowStep,
  });
}

/** The same place, where the whole region is on the panel. */
export function onPanel(panel: Panel, place: RegionPlace): RegionPlace {
  const { fromColumn, fromRow } = regionPixels(panel, place);
  const reach = regionReach(panel);
  return {
    u: (fromColumn + reach - panel.axisChannel) * panel.channelStep,
    v: (fromRow + reach - panel.axisRow) * panel.rowStep,
  };
}

/** The region whose middle is nearest to a place. */
export function nearestRegion(regions: Regions, { u, v }: RegionPlace): RegionName {
  const distance = (name: RegionName) => Math.hypot(regions[name].u - u, regions[name].v - v);
  return distance('a') <= distance('b') ? 'a' : 'b';
}
