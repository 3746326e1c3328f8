import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { longestFirst } from './test-order.ts';

/**
 * One project after the other, and of each the files that take longest first. Pages draw sixty times a second as long as
 * they are open: beside what computes without a pause they are open for twice as long, and take twice the time of processors.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const projects = new Map<string, TestSpecification[]>();
    for (const file of await super.sort(files)) {
      const name = `${file.project.config.sequence.groupOrder} ${file.project.config.name ?? ''}`;
      projects.set(name, [...(projects.get(name) ?? []), file]);
    }
    const inOrder = [...projects].sort(([one], [other]) => one.localeCompare(other));
    return inOrder.flatMap(([, ofProject]) => longestFirst(ofProject, ({ moduleId }) => moduleId));
  }
}
