// Pairs of pictures made by formula, and what NumPy and SciPy say of them:
//
//   g = lambda x: scipy.ndimage.gaussian_filter(x, sigma=1.5, truncate=3.5)      # in float64, from float32 values
//   s = (2*g(a)*g(b) + c1) * (2*(g(a*b) - g(a)*g(b)) + c2) / (g(a)**2 + g(b)**2 + c1) / (g(a*a) - g(a)**2 + g(b*b) - g(b)**2 + c2)
//   ssim = s[5:-5, 5:-5].mean(), c1 = (0.01*L)**2, c2 = (0.03*L)**2, L = truth.max() - truth.min()
//   inside the object: m = abs(t) > 0.01*abs(t).max(); sqrt(((a - t)[m]**2).mean()); s[5:-5, 5:-5][m[5:-5, 5:-5]].mean()

export type PictureKind = 'waves' | 'steps' | 'disk';

const rangeOf = (truth: Float32Array) => Math.max(...truth) - Math.min(...truth);

export const FIXTURES = [
  {
    rows: 20,
    columns: 24,
    kind: 'waves',
    ssim: 0.9494483686276084,
    rmse: 0.1060923603406314,
    psnrDb: 28.887616409264645,
    inside: { rmse: 0.10595028491365611, psnrDb: 28.899256064695106, ssim: 0.9492240058537369 },
    range: rangeOf,
  },
  {
    rows: 31,
    columns: 17,
    kind: 'steps',
    ssim: 0.9298800316128273,
    rmse: 0.004674232794179033,
    psnrDb: 18.899520022780287,
    inside: { rmse: 0.0038594998687621054, psnrDb: 20.563106174321586, ssim: 0.9454298991502141 },
    range: rangeOf,
  },
  {
    rows: 24,
    columns: 24,
    kind: 'disk',
    ssim: 0.5100805646371613,
    rmse: 0.21031350502277546,
    psnrDb: 13.542656774656516,
    inside: { rmse: 0.3642324599044419, psnrDb: 8.772427061585086, ssim: 0.5705061710969412 },
    range: rangeOf,
  },
  {
    rows: 11,
    columns: 11,
    kind: 'waves',
    ssim: 0.9467534539260244,
    rmse: 0.10604113181186725,
    psnrDb: 27.396924152380212,
    inside: { rmse: 0.10570198275672442, psnrDb: 27.424748563945474, ssim: 0.9467534539260244 },
    range: rangeOf,
  },
  {
    rows: 11,
    columns: 40,
    kind: 'disk',
    ssim: 0.27017632551866966,
    rmse: 0.16600246373704022,
    psnrDb: 15.597709326010795,
    inside: { rmse: 0.36855573382799367, psnrDb: 8.669936556983185, ssim: 0.7512139904189138 },
    range: rangeOf,
  },
] as const;

/** What a picture and its truth are at row i, column j. */
const FORMULAS: Record<PictureKind, (i: number, j: number) => [image: number, truth: number]> = {
  waves: (i, j) => {
    const truth = Math.sin(0.37 * i) + 0.5 * Math.cos(0.23 * j + 0.1 * i);
    return [truth + 0.15 * Math.sin(1.7 * i + 0.9 * j), truth];
  },
  steps: (i, j) => {
    const truth = ((Math.floor(i / 7) + Math.floor(j / 5)) % 3) * 0.02059;
    return [0.9 * truth + 0.001 * ((13 * i + 7 * j) % 11), truth];
  },
  disk: (i, j) => [(i - 11) ** 2 + (j - 10) ** 2 < 40 ? 0.8 : 0.05, (i - 11) ** 2 + (j - 9) ** 2 < 40 ? 1 : 0],
};

export function picturePair(rows: number, columns: number, kind: PictureKind) {
  const image = new Float32Array(rows * columns);
  const truth = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      [image[i * columns + j], truth[i * columns + j]] = FORMULAS[kind](i, j);
    }
  }
  return { image, truth };
}
