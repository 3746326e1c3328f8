import type { Task } from '../../../../../course/lesson.ts';
import { ExplainTask } from './explain-task.ts';
import { FindTask } from './find-task.ts';
import { MeasureTask } from './measure-task.ts';
import { PredictTask } from './predict-task.ts';
import { SketchTask } from './sketch-task.ts';
import type { TaskFace, TaskHost } from './task.ts';

/** What a step asks for; `null` where there is nothing to do but to look. */
export function makeTask(task: Task, host: TaskHost): TaskFace | null {
  switch (task.kind) {
    case 'look':
      return null;
    case 'predict':
      return task.sketch ? new SketchTask(task, host) : new PredictTask(task, host);
    case 'measure':
      return new MeasureTask(task, host);
    case 'find':
      return new FindTask(task, host);
    case 'explain':
      return new ExplainTask(task, host);
  }
}
