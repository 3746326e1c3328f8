interface FlatCone {
  readonly sourceToIsocenterMm: number;
  readonly sourceToDetectorMm: number;
  readonly views: number;
  readonly rows: number;
  readonly channels: number;
  readonly rowSpacingMm: number;
  readonly channelSpacingMm: number;
}

interface Sphere {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly radius: number;
}

/** What a sphere is thick from the source to each pixel of a flat panel, by the formula for its chord, [views, rows, channels]. */
export function sphereChords(cone: FlatCone, sphere: Sphere): Float64Array {
  const { sourceToIsocenterMm: d, sourceToDetectorMm: r } = cone;
  return Float64Array.from({ length: cone.views * cone.rows * cone.channels }, (_, i) => {
    const channel = i % cone.channels;
    const row = Math.floor(i / cone.channels) % cone.rows;
    const angle = (2 * Math.PI * Math.floor(i / (cone.channels * cone.rows))) / cone.views;
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    const u = (channel - (cone.channels - 1) / 2) * cone.channelSpacingMm;
    const v = (row - (cone.rows - 1) / 2) * cone.rowSpacingMm;
    const source = [d * sine, -d * cosine, 0];
    const pixel = [u * cosine - (r - d) * sine, u * sine + (r - d) * cosine, v];
    const direction = pixel.map((x, k) => x - source[k]!);
    const length = Math.hypot(...direction);
    const toCentre = [sphere.x, sphere.y, sphere.z].map((x, k) => x - source[k]!);
    const along = toCentre.reduce((sum, x, k) => sum + (x * direction[k]!) / length, 0);
    const aside = toCentre.reduce((sum, x) => sum + x * x, 0) - along * along;
    return 2 * Math.sqrt(Math.max(0, sphere.radius ** 2 - aside));
  });
}
