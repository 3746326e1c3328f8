import { experimentJson } from '../../experiment/experiment.ts';
import { loadLibraryPhantom } from '../../phantom/library.ts';
import { loadSolidPhantom } from '../../phantom/solids/solid-library.ts';
import { logCsv, logJson } from '../log/log-files.ts';
import type { RunLog } from '../log/run-log.ts';
import type { SavingParts } from '../present/saving-parts.ts';
import type { Saveable, SaveWay } from './saveable.ts';
import { scriptWays } from './script-ways.ts';
import { textWay } from './text-way.ts';

/** What can be opened again, and what has been written down. */
export function documents(parts: SavingParts, { runs }: RunLog): Saveable[] {
  const { experiment, subject } = parts.present;
  const { phantom } = experiment;
  const group = 'Documents';
  const hasPhantomFile = subject.kind === 'shapes' || subject.kind === 'solids';
  const phantomJson = async () =>
    typeof phantom === 'string' ? ((await loadLibraryPhantom(phantom)) ?? (await loadSolidPhantom(phantom))) : phantom;
  return [
    {
      ...{ name: 'experiment', title: 'Experiment', group, what: 'All settings' },
      ways: [
        json(
          'experiment',
          'Every setting: opened here, or run by the headless command, it gives the same images. Files that it names are not in it.',
          () => experimentJson(experiment),
        ),
        ...scriptWays(parts),
      ],
    },
    ...(hasPhantomFile
      ? [
          {
            ...({ name: 'phantom-file', title: 'Phantom, as a file', group, what: subject.name } as const),
            ways: [json('phantom', 'Its shapes and materials: opened here, it is scanned again.', phantomJson)],
          },
        ]
      : []),
    ...(runs.length > 0
      ? [
          {
            ...({ name: 'run-log', title: 'Run log', group } as const),
            what: runs.length === 1 ? 'One run' : `${runs.length} runs`,
            ways: [
              textWay(
                'run-log',
                'csv',
                'CSV table',
                'A line for each run since the page was opened: settings, times, measures.',
                () => logCsv(runs),
              ),
              textWay('run-log', 'json', 'JSON file', 'The same, with each experiment whole.', () => logJson(runs)),
            ],
          },
        ]
      : []),
  ];
}

function json(what: string, keeps: string, make: () => unknown): SaveWay {
  return textWay(what, 'json', 'JSON file', keeps, async () => `${JSON.stringify(await make(), null, 2)}\n`);
}
