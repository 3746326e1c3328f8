/** How a scan was set up, as a file beside its projections says it. Lengths in mm, angles in degrees, counter-clockwise. */
export interface GeometryFile {
  /** Of whose kind it is, in a sentence: `a Nikon .xtekct file`. */
  readonly phrase: string;
  /** Keys of a scan. What a geometry has not, such as rows of a fan, is for others to leave out. */
  readonly scan: {
    readonly geometry: 'parallel' | 'fan' | 'cone';
    readonly channels?: number;
    readonly channelSpacingMm?: number;
    readonly startDeg?: number;
    readonly arcDeg?: number;
    readonly detector?: 'flat' | 'arc';
    readonly sourceToIsocenterMm?: number;
    readonly sourceToDetectorMm?: number;
    readonly rows?: number;
    readonly rowSpacingMm?: number;
    readonly pitchMm?: number;
    readonly startZMm?: number;
  };
  /** Of each view; where these stand evenly the scan says so instead, and this is what it comes to. */
  readonly anglesDeg: Float64Array;
  /** Of the axis from the middle of the detector, along the channels, on the detector. */
  readonly axisMm: number;
  /** Of the source’s plane from the middle of the detector, along the rows. */
  readonly planeMm: number;
  /** Keys of a measurement. */
  readonly measurement: {
    readonly kind?: 'transmission';
    readonly white?: number;
    readonly axes?: 'rows-views-channels';
    readonly firstRow?: 'lowest';
  };
  /** What somebody should know: sentences. */
  readonly remarks: readonly string[];
}
