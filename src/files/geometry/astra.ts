import { InputError } from '../../errors.ts';
import { type AstraVectors, fromVectors } from './astra-vectors.ts';
import type { GeometryFile } from './geometry-file.ts';

const MOST_VIEWS = 16384;
const DEGREES = 180 / Math.PI;

type Kind = Pick<AstraVectors, 'geometry' | 'hasSource' | 'isSpatial'>;

/** By angles and distances; parallel rays in space are a slice in every row. */
const ANGLES = new Map<string, Kind>([
  ['parallel', { geometry: 'parallel', hasSource: false, isSpatial: false }],
  ['fanflat', { geometry: 'fan', hasSource: true, isSpatial: false }],
  ['cone', { geometry: 'cone', hasSource: true, isSpatial: true }],
  ['parallel3d', { geometry: 'parallel', hasSource: false, isSpatial: true }],
]);

/** By vectors of every view. */
const VECTORS = new Map<string, Kind>([
  ['parallel_vec', { geometry: 'parallel', hasSource: false, isSpatial: false }],
  ['fanflat_vec', { geometry: 'fan', hasSource: true, isSpatial: false }],
  ['cone_vec', { geometry: 'cone', hasSource: true, isSpatial: true }],
]);

/**
 * A projection geometry of the ASTRA Toolbox as JSON, the dictionary of `astra.create_proj_geom` with lists for arrays
 * (https://www.astra-toolbox.com/docs/geom2d.html, geom3d.html): parallel, fanflat, parallel3d, cone and their `_vec`.
 *
 * @throws InputError where it is none, or its vectors are no scan of the sandbox
 */
export function readAstra(json: unknown, name: string): GeometryFile {
  const refuse = (why: string): never => {
    throw new InputError(`${name}: ${why}`);
  };
  if (typeof json !== 'object' || json === null || !('type' in json))
    return refuse('is no geometry of the ASTRA Toolbox');
  const given = json as { readonly [key: string]: unknown };
  const positive = (key: string): number => {
    const value = given[key];
    return typeof value === 'number' && Number.isFinite(value) && value > 0
      ? value
      : refuse(`${key} must be a number greater than 0`);
  };
  const list = (key: string): unknown[] => {
    const value = given[key];
    if (!Array.isArray(value) || value.length === 0) return refuse(`${key} must be a list`);
    return value.length <= MOST_VIEWS ? value : refuse(`${key} has more than ${MOST_VIEWS} views`);
  };
  const numbers = (value: unknown, count: number | null, key: string): Float64Array => {
    const isList = Array.isArray(value) && value.every((each) => typeof each === 'number' && Number.isFinite(each));
    if (!isList || (count !== null && value.length !== count)) {
      return refuse(`${key} must have ${count === null ? 'numbers' : `lists of ${count} numbers`}`);
    }
    return Float64Array.from(value);
  };
  const vectors = (count: number): Float64Array[] => list('Vectors').map((row) => numbers(row, count, 'Vectors'));
  const type = String(given.type);
  const ofVectors = VECTORS.get(type);
  if (ofVectors) {
    const { isSpatial } = ofVectors;
    const channels = positive(isSpatial ? 'DetectorColCount' : 'DetectorCount');
    const rows = isSpatial ? positive('DetectorRowCount') : 1;
    return fromVectors({ ...ofVectors, vectors: vectors(isSpatial ? 12 : 6), channels, rows }, name);
  }
  const ofAngles = ANGLES.get(type);
  if (!ofAngles) {
    return refuse(`is of a type that is not read; ${[...ANGLES.keys(), ...VECTORS.keys()].join(', ')} are`);
  }
  const { geometry, hasSource, isSpatial } = ofAngles;
  const hasRows = isSpatial && hasSource;
  const anglesDeg = numbers(list('ProjectionAngles'), null, 'ProjectionAngles').map((angle) => angle * DEGREES);
  const toAxis = hasSource ? positive('DistanceOriginSource') : 0;
  return {
    phrase: 'a geometry of the ASTRA Toolbox',
    scan: {
      geometry,
      channels: positive(isSpatial ? 'DetectorColCount' : 'DetectorCount'),
      channelSpacingMm: positive(isSpatial ? 'DetectorSpacingX' : 'DetectorWidth'),
      ...(hasSource && {
        ...{ detector: 'flat', sourceToIsocenterMm: toAxis },
        sourceToDetectorMm: toAxis + positive('DistanceOriginDetector'),
      }),
      ...(hasRows && { rows: positive('DetectorRowCount'), rowSpacingMm: positive('DetectorSpacingY') }),
    },
    ...{ anglesDeg, axisMm: 0, planeMm: 0 },
    measurement: hasRows ? { axes: 'rows-views-channels', firstRow: 'lowest' } : {},
    remarks: [],
  };
}
