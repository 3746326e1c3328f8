/**
 * Colour and opacity of tissues, as they are looked for in a body. Opacities are those of a way of one voxel; between the
 * points they and the colours run linearly, beyond the last ones they stay. Lung has some −950 to −500 HU, fat −100, muscle
 * and blood 30 to 70, bone from 150 or 200 upwards.
 */
export interface TransferFunction {
  readonly label: string;
  readonly points: readonly TransferPoint[];
}

export interface TransferPoint {
  readonly hu: number;
  readonly opacity: number;
  /** Red, green and blue, 0 … 255. */
  readonly colour: readonly [number, number, number];
}

const IVORY = [246, 236, 214] as const;

export const TRANSFER_FUNCTIONS = {
  bone: {
    label: 'Bone',
    points: [
      { hu: 150, opacity: 0, colour: [196, 140, 110] },
      { hu: 350, opacity: 0.12, colour: [226, 196, 160] },
      { hu: 900, opacity: 0.7, colour: IVORY },
    ],
  },
  'soft-tissue': {
    label: 'Soft tissue',
    points: [
      { hu: -30, opacity: 0, colour: [150, 82, 70] },
      { hu: 20, opacity: 0.02, colour: [178, 96, 82] },
      { hu: 70, opacity: 0.06, colour: [214, 134, 108] },
      { hu: 250, opacity: 0.1, colour: [236, 196, 166] },
      { hu: 900, opacity: 0.5, colour: IVORY },
    ],
  },
  lung: {
    label: 'Lung',
    points: [
      { hu: -960, opacity: 0, colour: [96, 128, 168] },
      { hu: -850, opacity: 0.04, colour: [120, 160, 200] },
      { hu: -650, opacity: 0.07, colour: [176, 206, 226] },
      { hu: -450, opacity: 0, colour: [220, 226, 230] },
    ],
  },
} as const satisfies Readonly<Record<string, TransferFunction>>;

export type TransferName = keyof typeof TRANSFER_FUNCTIONS;

/** The range of a table. */
export const TABLE_HU = { from: -1024, to: 3072 } as const;
export const TABLE_LENGTH = 1024;

/** A function as a table over `TABLE_HU`, red, green, blue and opacity of each of its steps, 0 … 255. */
export function transferTable({ points }: TransferFunction): Uint8Array<ArrayBuffer> {
  const table = new Uint8Array(4 * TABLE_LENGTH);
  for (let i = 0; i < TABLE_LENGTH; i++) {
    const hu = TABLE_HU.from + ((i + 0.5) / TABLE_LENGTH) * (TABLE_HU.to - TABLE_HU.from);
    const { colour, opacity } = at(points, hu);
    table.set([...colour, 255 * opacity].map(Math.round), 4 * i);
  }
  return table;
}

/** Between which values anything can be seen; from and to infinity where it goes on. */
export function visibleRange({ points }: TransferFunction): readonly [fromHu: number, toHu: number] {
  const [first, last] = [points[0]!, points.at(-1)!];
  return [
    first.opacity > 0 ? Number.NEGATIVE_INFINITY : first.hu,
    last.opacity > 0 ? Number.POSITIVE_INFINITY : last.hu,
  ];
}

function at(points: readonly TransferPoint[], hu: number): Omit<TransferPoint, 'hu'> {
  const next = points.findIndex((point) => point.hu > hu);
  if (next === 0) return points[0]!;
  if (next < 0) return points.at(-1)!;
  const [a, b] = [points[next - 1]!, points[next]!];
  const part = (hu - a.hu) / (b.hu - a.hu);
  const mix = (from: number, to: number) => from + part * (to - from);
  const [red, green, blue] = [0, 1, 2].map((i) => mix(a.colour[i]!, b.colour[i]!)) as [number, number, number];
  return { opacity: mix(a.opacity, b.opacity), colour: [red, green, blue] };
}
