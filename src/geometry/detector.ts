/** A row of channels, evenly apart along a detector. */
export interface DetectorRow {
  readonly channels: number;
  readonly channelSpacingMm: number;
  /** How many channels the row's middle stands beyond the axis or the central ray, against the direction of u. */
  readonly offset: number;
}

/** u of a channel's centre in mm, along the detector; fractional channels are allowed. */
export function channelCentreMm(row: DetectorRow, channel: number): number {
  return (channel - axisChannel(row)) * row.channelSpacingMm;
}

/** The (fractional) channel that u = 0 falls on: the axis of rotation, or the central ray of a fan. */
export function axisChannel(row: DetectorRow): number {
  return (row.channels - 1) / 2 + row.offset;
}
