/** How views go on beyond the detector's ends. Immutable, kept by identity. */
export interface ExtensionPlan {
  /** Channels added before the first and after the last. */
  readonly before: number;
  readonly after: number;
  /** What water attenuates over the width of one channel at the axis; 0 where that is unknown. */
  readonly waterPerChannel: number;
  /** How many channels at an end tell how the view goes on beyond it. */
  readonly fitted: number;
  /** The last part of the extension, in which it is led down to nothing as cos². */
  readonly taperedPart: number;
}
