declare module '*.md' {
  const lesson: import('./compiled-lesson.ts').CompiledLesson;
  export default lesson;
}

declare module '*.md?contents' {
  const entry: import('./compiled-lesson.ts').LessonEntry;
  export default entry;
}

declare module '*.md?terms' {
  const terms: readonly import('./glossary-term.ts').CompiledTerm[];
  export default terms;
}
