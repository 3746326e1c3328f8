// OME-TIFF: https://ome-model.readthedocs.io/en/stable/ome-tiff/specification.html

/** Millimetres in the units of lengths that images are measured in. */
const UNITS_MM: Readonly<Record<string, number>> = {
  ...{ pm: 1e-9, A: 1e-7, nm: 1e-6, um: 1e-3, mm: 1, cm: 10, dm: 100, m: 1000, thou: 0.0254, in: 25.4 },
};

/** What the description of microscopes' files says of their images. */
export interface OmeImages {
  /** How wide and high a pixel is, and how far apart slices are; NaN where it does not say. */
  readonly sizesMm: readonly [x: number, y: number, z: number];
  /** How many there are. */
  readonly slices: number;
  readonly channels: number;
  readonly times: number;
}

/** `null` of a description that is no such one. The first image counts, as its pixels do. */
export function omeImages(description: string | null): OmeImages | null {
  const text = description ?? '';
  const at = /<(?:\w+:)?OME\s/.test(text) ? text.search(/<(?:\w+:)?Pixels\s/) : -1;
  if (at < 0) return null;
  const pixels = text.slice(at).split('>', 1)[0]!;
  const fields = pixels.matchAll(/\b(PhysicalSize[XYZ](?:Unit)?|Size[CTZ])=["']([^"']*)["']/g);
  const said = new Map([...fields].map(([, key, value]) => [key!, value!]));
  const size = (axis: string) => {
    const unit = plainUnit(said.get(`PhysicalSize${axis}Unit`) ?? 'um');
    return Number(said.get(`PhysicalSize${axis}`) || Number.NaN) * (UNITS_MM[unit] ?? Number.NaN);
  };
  const count = (key: string) => Number(said.get(key) ?? 1);
  const [slices, channels, times] = [count('SizeZ'), count('SizeC'), count('SizeT')];
  return { sizesMm: [size('X'), size('Y'), size('Z')], slices, channels, times };
}

/** The description is read byte by byte, and has letters beyond ASCII in UTF-8 or by their numbers. */
function plainUnit(unit: string): string {
  return unit.replace(/Â?µ|Î¼|μ|&#(181|956|xb5|x3bc);/i, 'u').replace(/Ã…|Å|&#(197|xc5);/i, 'A');
}
