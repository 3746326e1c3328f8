/** Where a source and a detector stand that turn about the axis. */
export interface SourceDistances {
  readonly sourceToIsocenterMm: number;
  readonly sourceToDetectorMm: number;
}

/** Those of a clinical scanner, for whoever does not say. */
export const CLINICAL_DISTANCES: SourceDistances = { sourceToIsocenterMm: 570, sourceToDetectorMm: 1040 };

/** The source that rays come from. It has a focal spot, and things are larger on the detector than at the axis. */
export interface RaySource<Settings> {
  distances(settings: Settings): SourceDistances;
}
