type Compiler = typeof import('../../lib/coaching/authored/index.ts');

let loaded: Compiler | null = null;

/** The compiler of authored questions, if it is loaded: CEL comes only where there are any. */
export const compiler = (): Compiler | null => loaded;

export async function loadCompiler(): Promise<Compiler> {
  loaded ??= await import('../../lib/coaching/authored/index.ts');
  return loaded;
}
