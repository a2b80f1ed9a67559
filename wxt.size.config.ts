import { writeFileSync } from 'node:fs';
import base from './wxt.config.ts';
const b = base as any;
export default { ...b, outDir: '.sideline/size', vite: async (env: any) => {
  const v = b.vite ? await b.vite(env) : {};
  return { ...v, plugins: [...(v.plugins ?? []), { name: 'size', generateBundle(_o: any, bundle: any) {
    const out: any = {};
    for (const [n, c] of Object.entries(bundle) as any) if (c.type === 'chunk') out[n] = { imports: c.imports, dyn: c.isDynamicEntry, entry: c.isEntry, mods: Object.fromEntries(Object.entries(c.modules).map(([k, m]: any) => [k.replace(process.cwd() + '/', ''), m.renderedLength])) };
    if (Object.keys(out).length > 10) writeFileSync(process.env.SIZE_OUT!, JSON.stringify(out));
  } }] };
} };
