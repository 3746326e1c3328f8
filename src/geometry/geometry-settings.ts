import type { NumberSetting, SetValues, SpecSettings, WordSetting } from '../spec-settings.ts';

/** What is set of a scan in every geometry. */
export interface CommonScanSettings {
  readonly views: number;
  readonly startDeg: number;
  readonly arcDeg: number;
  readonly channels: number;
  /** Measured on the detector. */
  readonly channelSpacingMm: number;
  readonly offset: number;
}

/** The settings of a scan in some geometry. */
export interface AnyScanSettings extends CommonScanSettings {
  /** The name of its geometry's spec. */
  readonly geometry: string;
}

/** The keys that a geometry alone has. */
export type OwnKey<Settings> = Exclude<keyof Settings, keyof AnyScanSettings>;

/** Those of them that are numbers; of any geometry where there are several. */
export type OwnNumberKey<Settings> = Settings extends AnyScanSettings
  ? { [Key in OwnKey<Settings>]: Settings[Key] extends number ? Key : never }[OwnKey<Settings>]
  : never;

/** All that a geometry alone has, by its key. */
export type OwnSettings<Settings> = {
  readonly [Key in OwnKey<Settings>]: Settings[Key] extends number ? NumberSetting : WordSetting;
};

/** A way in which a person chooses a geometry; several where its detectors are chosen with it. */
export interface GeometryChoice {
  /** Of one geometry alone. */
  readonly name: string;
  /** In a list of choices. */
  readonly label: string;
  /** Its own settings that make the difference. */
  readonly settings: SetValues;
}

/** What can be set of a geometry's scans, and how a scan follows from it. */
export interface GeometrySettings<Scan, Settings extends AnyScanSettings = AnyScanSettings> {
  /** What is usual where an experiment does not say. */
  readonly usual: Pick<CommonScanSettings, 'views' | 'arcDeg' | 'channelSpacingMm'> & {
    /** Where the first view stands; left out, at 0. It goes along with views and arc until somebody says otherwise. */
    startDeg?(of: Pick<CommonScanSettings, 'views' | 'arcDeg'>): number;
  };
  /** What can be set of it alone. Numbers and words: what stands here comes with the lanes, which check no experiments. */
  readonly own: SpecSettings;
  /** One at least; what the first says of its own settings is usual. */
  readonly choices: readonly GeometryChoice[];
  /** What is wrong with its own settings together, as a sentence, or `null`. */
  whyWrong(own: Omit<Settings, keyof CommonScanSettings>): string | null;
  /** @throws InputError where there is no such scan, though each setting is within its bounds */
  mustBePossible(settings: Settings): void;
  /**
   * @param anglesRad of each view, where these stand anywhere; otherwise they stand evenly on the arc
   * @throws InputError where there is no such scan
   */
  scan(settings: Settings, anglesRad: Float64Array | null): Scan;
}

/** Where the first view stands if nobody says. */
export function usualStartDeg(
  { usual }: Pick<GeometrySettings<unknown>, 'usual'>,
  of: Pick<CommonScanSettings, 'views' | 'arcDeg'>,
): number {
  return usual.startDeg?.(of) ?? 0;
}

/** The arc that the settings of a scan describe. */
export function arcOf({ views, startDeg, arcDeg }: Pick<CommonScanSettings, 'views' | 'startDeg' | 'arcDeg'>) {
  return { views, startRad: (startDeg * Math.PI) / 180, arcRad: (arcDeg * Math.PI) / 180 };
}
