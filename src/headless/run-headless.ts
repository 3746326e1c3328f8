import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { HostArray } from '../compute/cpu/host-array.ts';
import type { BackendDescription, DeviceArray } from '../compute/device.ts';
import type { Findings } from '../corrections/correction.ts';
import { InputError } from '../errors.ts';
import { type Experiment, experimentJson, resolveExperiment } from '../experiment/experiment.ts';
import { parseExperimentInput } from '../experiment/experiment-schema.ts';
import { reportedFindings } from '../experiment/findings.ts';
import { greySlice, windowOfSlice } from '../experiment/grey-slice.ts';
import { physicsOf } from '../experiment/physics-of.ts';
import { measurePhantom, type ProtocolReport, whyNoProtocol } from '../experiment/protocols/measure-phantom.ts';
import { protocolCsv, protocolJson } from '../experiment/protocols/protocol-files.ts';
import { finish } from '../experiment/run-steps.ts';
import { withGeometry } from '../experiment/said-geometry.ts';
import { experimentAdvice } from '../experiment/scan-advice.ts';
import { mustBeScriptable, type ScriptFile, scriptFiles } from '../experiment/scripts/script-files.ts';
import { Session } from '../experiment/session.ts';
import { writtenUnitOf } from '../experiment/slice-scale.ts';
import type { StageTime } from '../experiment/stage-clock.ts';
import { shownHeightMm } from '../experiment/stages/subject-and-scan.ts';
import { starvationAdvice } from '../experiment/starvation-advice.ts';
import { loadSubject, type Subject } from '../experiment/subject.ts';
import { readSlice } from '../experiment/volume-slabs.ts';
import { readGeometry } from '../files/geometry/read-geometry.ts';
import { writeGreyPng } from '../files/png/png.ts';
import type { Grid } from '../geometry/grid.ts';
import { geometryNamed } from '../geometry/scan.ts';
import type { ImageQuality } from '../measure/image-quality.ts';
import type { IterationPoint } from '../methods/iterative/iterating.ts';
import type { Operators } from '../operators/contract.ts';
import { CpuOperators } from '../operators/cpu/cpu-operators.ts';
import type { HeadlessArguments } from './arguments.ts';
import { chooseOperators } from './choose-operators.ts';
import { ExperimentFiles } from './experiment-files.ts';
import { mustBeFolderOrNew, readJsonFile } from './input-files.ts';
import { iterationsCsv } from './iterations-csv.ts';
import { createNodeExecutor } from './node-executor.ts';
import { type ArraysOfRun, arraysOf, type GreyPicture, writeArrays } from './write-arrays.ts';

/**
 * Runs one experiment file and writes its arrays, its picture and its report.
 *
 * @param say told what a person should know, such as that the run fell back to the CPU
 * @throws InputError (rejects) where the experiment is bad, before anything is written
 */
export async function runHeadless(args: HeadlessArguments, say: (sentence: string) => void): Promise<void> {
  const where = basename(args.experimentFile);
  const written = await readJsonFile(args.experimentFile);
  const files = new ExperimentFiles(dirname(args.experimentFile), args.allowsOutside);
  const input = parseExperimentInput(await withGeometryFile(written, args.geometryFile, files, say), where);
  const subject = await loadSubject(input, (name) => files.find(name));
  const experiment = resolveExperiment(input, subject);
  const noProtocol = args.asksProtocol ? whyNoProtocol(experiment, subject) : null;
  if (noProtocol !== null) throw new InputError(`--protocol: ${noProtocol}`);
  if (args.script) mustBeScriptable(args.script, experiment, subject);
  await mustBeFolderOrNew(args.outFolder);

  const executor = createNodeExecutor();
  const operators = await chooseOperators(args.backend, () => new CpuOperators(executor, { sharesMemory: true }), say);
  try {
    const result = await reconstruct(operators, experiment, subject, new Session(operators, executor), args);
    const picture = await write(args.outFolder, experiment, subject, operators.description, result);
    // A script reads the line integrals as NPY.
    const formats = args.script && args.formats ? [...new Set([...args.formats, 'npy'])] : args.formats;
    await writeArrays(args.outFolder, result.written, picture, formats, say);
  } finally {
    operators.dispose();
    executor.dispose();
  }
}

async function withGeometryFile(
  json: unknown,
  name: string | null,
  files: ExperimentFiles,
  say: (sentence: string) => void,
): Promise<unknown> {
  if (name === null) return json;
  const geometry = await readGeometry(await files.find(name), name);
  for (const remark of geometry.remarks) say(remark);
  return withGeometry(json, geometry, name);
}

interface HeadlessResult {
  readonly times: readonly StageTime[];
  /** Its arrays, which stay where they are until they are written. */
  readonly written: ArraysOfRun;
  /** The slice; of a volume the middle one. */
  readonly image: Float32Array;
  readonly volumeGrid: Grid;
  readonly quality: ImageQuality | null;
  readonly waterMuPerMm: number;
  readonly effectiveEnergyKeV: number | null;
  readonly starvedFraction: number | null;
  readonly findings: Findings;
  /** `null` of a method that makes its image in one go. */
  readonly iterations: readonly IterationPoint[] | null;
  /** `null` where they were not asked for. */
  readonly protocols: readonly ProtocolReport[] | null;
  readonly scripts: readonly ScriptFile[];
}

async function reconstruct<A extends DeviceArray>(
  operators: Operators<A>,
  experiment: Experiment,
  subject: Subject,
  session: Session<A>,
  { asksProtocol, script }: HeadlessArguments,
): Promise<HeadlessResult> {
  const { result, times } = await finish(session.run(experiment, subject, { timeStages: true }));
  const { volumeGrid } = result;
  const values = await operators.read(result.image);
  // A plain back-projection of a slice has numbers, by which it is known how far off it is.
  const isOnNoScale = geometryNamed(experiment.scan.geometry).focusing !== undefined;
  return {
    times: times ?? [],
    written: arraysOf({
      ...{ experiment, subject, result, operators, hostValues: hostValuesOf, date: new Date() },
      window: windowOfSlice(experiment, subject, values, result.waterMuPerMm),
    }),
    image: values,
    volumeGrid,
    quality: isOnNoScale ? null : await result.quality(values),
    waterMuPerMm: result.waterMuPerMm,
    effectiveEnergyKeV: result.effectiveEnergyKeV,
    starvedFraction: await result.starvedFraction(),
    findings: result.findings,
    iterations: result.iterations?.points ?? null,
    protocols: asksProtocol
      ? await measurePhantom({
          ...{ experiment, subject, result },
          readSlice: (slice) => readSlice(operators, result.volume, volumeGrid, slice),
        })
      : null,
    scripts: script ? scriptFiles(script, { experiment, subject, result }) : [],
  };
}

/** The values of an array that is on the host, `null` of one on a device. */
function hostValuesOf(array: DeviceArray): Float32Array | null {
  return 'data' in array ? (array as HostArray).data : null;
}

async function write(
  folder: string,
  experiment: Experiment,
  subject: Subject,
  backend: BackendDescription,
  result: HeadlessResult,
): Promise<GreyPicture> {
  const { pixels, pixelSizeMm } = experiment.reconstruction.grid;
  const unit = writtenUnitOf(experiment, subject);
  const valueUnit = unit === 'HU' ? '1/mm' : 'arbitrary';
  const window = windowOfSlice(experiment, subject, result.image, result.waterMuPerMm);
  const grey = greySlice(result.image, experiment, subject, window, result.waterMuPerMm);
  const { scan } = experiment;
  const physics = physicsOf(experiment.acquisition);
  const { starvedFraction } = result;
  const starvation =
    physics && starvedFraction !== null ? starvationAdvice(starvedFraction, physics, scan.channels) : null;
  const advice = [...experimentAdvice(experiment, subject, result.findings), ...(starvation ? [starvation] : [])]
    .filter(({ kind, ok }) => !ok || kind === 'rebinning')
    .map(({ sentence }) => sentence);
  const report = {
    experiment: experimentJson({ ...experiment, display: window }),
    displayUnit: unit,
    backend: backend.backend,
    adapter: backend.name,
    softwareAdapter: backend.isSoftware,
    stagesMs: Object.fromEntries(result.times.map(({ stage, timeMs }) => [stage, timeMs])),
    ...(advice.length > 0 && { advice }),
    ...(result.effectiveEnergyKeV !== null && {
      beam: {
        waterMuPerMm: result.waterMuPerMm,
        effectiveEnergyKeV: result.effectiveEnergyKeV,
        ...(result.starvedFraction !== null && { starvedFraction: result.starvedFraction }),
      },
    }),
    ...reportedFindings(result.findings, experiment.measurement?.binChannels),
    ...(result.quality && {
      quality: {
        against: `the phantom averaged over each pixel${(result.volumeGrid.slices ?? 1) > 1 ? `, in the slice at z = ${shownHeightMm(result.volumeGrid)} mm` : ''}`,
        unit: valueUnit,
        rmse: result.quality.rmse,
        psnrDb: result.quality.psnrDb,
        ssim: result.quality.ssim,
        ...(result.quality.inside && { insideObject: result.quality.inside }),
      },
    }),
    ...(result.protocols && {
      protocols: result.protocols.map(({ protocol, heightMm, verdict, sentence }) => ({
        ...{ protocol, ...(heightMm !== null && { heightMm }), verdict, sentence },
      })),
    }),
  };
  await mkdir(folder, { recursive: true });
  const { protocols, iterations, scripts } = result;
  await Promise.all([
    writeFile(join(folder, 'reconstruction.png'), writeGreyPng(grey, pixels, pixels)),
    writeFile(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`),
    iterations && writeFile(join(folder, 'iterations.csv'), iterationsCsv(iterations, valueUnit)),
    protocols && writeFile(join(folder, 'protocol.json'), protocolJson(protocols)),
    protocols && writeFile(join(folder, 'protocol.csv'), protocolCsv(protocols)),
    ...scripts.map(({ name, text }) => writeFile(join(folder, name), text)),
  ]);
  return { grey, pixels, pixelSizeMm };
}
