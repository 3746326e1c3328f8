// The headless command as a user runs it: a process of its own, with files in a folder that is removed afterwards.

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { afterAll, expect } from 'vitest';
import { prepareSoftwareGpu } from '../../scripts/software-gpu.mjs';
import { parseNpy } from './npy.ts';

const script = fileURLToPath(new URL('../../scripts/headless.mjs', import.meta.url));
const nowhere = join(tmpdir(), 'there-is-no-such-driver.json');

/** No driver is found, whatever the machine has. */
export const withoutDriver = { VK_ICD_FILENAMES: nowhere, VK_DRIVER_FILES: nowhere };

/** The software GPU's environment, the machine's own GPU where there is none for this kind of machine. */
export async function withGpu(): Promise<Record<string, string>> {
  return (await prepareSoftwareGpu())?.environment ?? {};
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function runNode(args: readonly string[], environment: Record<string, string>, folder: string): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...environment };
    execFile(process.execPath, args, { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

export interface Report {
  readonly experiment: {
    readonly display: { readonly width: number; readonly level: number };
    readonly [key: string]: unknown;
  };
  readonly displayUnit: string;
  readonly backend: string;
  readonly adapter: string;
  readonly softwareAdapter: boolean;
  readonly stagesMs: Record<string, number>;
  readonly axisShift?: number | null;
  readonly advice?: readonly string[];
  readonly quality?: {
    readonly against: string;
    readonly rmse: number;
    readonly psnrDb: number;
    readonly ssim: number;
    readonly insideObject?: { readonly rmse: number; readonly psnrDb: number; readonly ssim: number };
  };
}

/** Where one test file's experiments and results lie. */
export class HeadlessFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'ct-sandbox-headless-'));
  #count = 0;

  constructor() {
    afterAll(() => rmSync(this.path, { recursive: true, force: true }));
  }

  /** Writes a file and says its name. */
  put(name: string, content: string | Uint8Array): string {
    writeFileSync(join(this.path, name), content);
    return name;
  }

  /** Runs an experiment, or the text or file name that stands for one, with file names relative to the folder. */
  async run(
    experiment: object | string,
    { backend = 'cpu', environment = withoutDriver as Record<string, string> } = {},
  ): Promise<Ended & { out: string }> {
    this.#count++;
    const file =
      typeof experiment === 'string' ? experiment : this.put(`${this.#count}.json`, JSON.stringify(experiment));
    const out = `out-${this.#count}`;
    const ended = await this.command([file, '--out', out, '--backend', backend], environment);
    return { ...ended, out: join(this.path, out) };
  }

  command(args: readonly string[], environment: Record<string, string> = withoutDriver): Promise<Ended> {
    return runNode([script, ...args], environment, this.path);
  }

  /** Runs one that must go well, without a word. */
  async results(experiment: object, options?: { backend?: string; environment?: Record<string, string> }) {
    const { code, stdout, stderr, out } = await this.run(experiment, options);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    return resultsIn(out);
  }

  has(name: string): boolean {
    return existsSync(join(this.path, name));
  }
}

export function resultsIn(out: string) {
  const bytes = (name: string) => new Uint8Array(readFileSync(join(out, name)));
  return {
    files: readdirSync(out).sort(),
    npy: (name: string) => parseNpy(bytes(name)),
    report: JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report,
    picture: () => parseGreyPng(bytes('reconstruction.png')),
  };
}

/** Asserts that a command ended as one with bad input must: code 2, one sentence, nothing on standard output. */
export function expectOneSentence({ code, stdout, stderr }: Ended, sentence: string | RegExp): void {
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.endsWith('\n')).toBe(true);
  const said = stderr.slice(0, -1);
  expect(said).not.toContain('\n');
  if (typeof sentence === 'string') expect(said).toBe(sentence);
  else expect(said).toMatch(sentence);
}

/** An 8-bit grey PNG that is not interlaced, decoded by the specification (ISO/IEC 15948), apart from any library. */
export function parseGreyPng(bytes: Uint8Array): { rows: number; columns: number; grey: Uint8Array } {
  const file = Buffer.from(bytes);
  expect(file.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const parts: Buffer[] = [];
  let columns = 0;
  let rows = 0;
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const content = file.subarray(at + 8, at + 8 + file.readUInt32BE(at));
    const type = file.toString('latin1', at + 4, at + 8);
    if (type === 'IHDR') {
      columns = content.readUInt32BE(0);
      rows = content.readUInt32BE(4);
      // Depth 8, colour type grey, deflate, adaptive filters, not interlaced.
      expect([...content.subarray(8)]).toEqual([8, 0, 0, 0, 0]);
    }
    if (type === 'IDAT') parts.push(content);
  }
  const lines = inflateSync(Buffer.concat(parts));
  const grey = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const filter = lines[row * (columns + 1)]!;
    for (let column = 0; column < columns; column++) {
      const left = column > 0 ? grey[row * columns + column - 1]! : 0;
      const up = row > 0 ? grey[(row - 1) * columns + column]! : 0;
      const corner = row > 0 && column > 0 ? grey[(row - 1) * columns + column - 1]! : 0;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
      grey[row * columns + column] = lines[row * (columns + 1) + 1 + column]! + predicted;
    }
  }
  return { rows, columns, grey };
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(estimate - value)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
