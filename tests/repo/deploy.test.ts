import { existsSync, readFileSync } from 'node:fs';
import { DockerfileParser, type From } from 'dockerfile-ast';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
};
interface Locked {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  hasInstallScript?: boolean;
}
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>;
};

/** The packages that the server imports, at its start or later, in any of its files. */
function importedByServer(): string[] {
  const imported = new Set<string>();
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, type, now, later] of readFileSync(path, 'utf8').matchAll(
      /^(?:import|export)\s+(type\s)?[^;]*?from '([^']+)'|await import\('([^']+)'\)/gm,
    )) {
      const from = now ?? later ?? '';
      if (type) continue;
      if (from.startsWith('.')) visit(new URL(from, `file:///${path}`).pathname.slice(1));
      else if (!from.startsWith('node:'))
        imported.add(
          from
            .split('/')
            .slice(0, from.startsWith('@') ? 2 : 1)
            .join('/'),
        );
    }
  };
  visit('server/main.ts');
  return [...imported].sort();
}

/** The paths in the lock file of packages and of what they depend on, as npm finds them. */
function installed(names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    let folder = from;
    for (;;) {
      const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
      const locked = packages[path];
      if (locked) {
        if (found.has(path)) return;
        found.add(path);
        for (const next of Object.keys(locked.dependencies ?? {})) visit(next, path);
        return;
      }
      if (folder === '') throw new Error(`${name} is not in the lock file`);
      folder = folder.includes('/node_modules/')
        ? folder.slice(0, folder.lastIndexOf('/node_modules/'))
        : '';
    }
  };
  for (const name of names) visit(name, '');
  return found;
}

describe('the image of the server', () => {
  const file = DockerfileParser.parse(readFileSync('Dockerfile', 'utf8'));
  const stages = file.getFROMs() as From[];
  it('parses, and copies what exists', () => {
    const known = [
      'ARG',
      'FROM',
      'WORKDIR',
      'COPY',
      'RUN',
      'ENV',
      'USER',
      'VOLUME',
      'EXPOSE',
      'HEALTHCHECK',
      'ENTRYPOINT',
    ];
    for (const instruction of file.getInstructions())
      expect(known).toContain(instruction.getKeyword());
    for (const copy of file.getCOPYs()) {
      const from = copy.getArguments().map((argument) => argument.getValue());
      if (!copy.getFlags().some((flag) => flag.getName() === 'from'))
        for (const path of from.slice(0, -1)) expect(existsSync(path), path).toBe(true);
    }
    const ignored = readFileSync('.dockerignore', 'utf8');
    for (const path of ['lib', 'server', 'package.json', 'package-lock.json'])
      expect(ignored).toContain(`!${path}`);
  });
  it('can be pinned by a digest, with one exact version as its default', () => {
    const [base, ...others] = file
      .getInstructions()
      .filter((instruction) => instruction.getKeyword() === 'ARG');
    expect(others).toEqual([]);
    expect(base?.getArgumentsContent()).toMatch(/^NODE_IMAGE=node:24\.\d+\.\d+-bookworm-slim$/);
    for (const stage of stages) expect(stage.getImage()).toBe('$' + '{NODE_IMAGE}');
  });
  it('runs as a user without rights, and reports its health', () => {
    const keywords = file.getInstructions().map((instruction) => instruction.getKeyword());
    const users = file
      .getInstructions()
      .filter((instruction) => instruction.getKeyword() === 'USER');
    expect(users.map((user) => user.getArgumentsContent())).toEqual(['node']);
    expect(keywords.indexOf('USER')).toBeGreaterThan(keywords.lastIndexOf('RUN'));
    expect(keywords).toContain('HEALTHCHECK');
  });
  it('installs what the lock file names, and lets no package run a script', () => {
    const runs = file
      .getInstructions()
      .filter((instruction) => instruction.getKeyword() === 'RUN')
      .map((instruction) => instruction.getArgumentsContent() ?? '');
    const npm = runs.filter((text) => text.includes('npm'));
    expect(npm).toHaveLength(1);
    for (const part of ['npm ci', '--omit=dev', '--omit=optional', '--omit=peer'])
      expect(npm[0]).toContain(part);
    expect(npm[0]).toContain('--ignore-scripts');
  });
});

describe('the packages of the server', () => {
  it('are those that it imports, and no others', () =>
    expect(Object.keys(manifest.dependencies).sort()).toEqual(importedByServer()));
  it('bring no browser code, no tools, no second Node and no script that runs at install', () => {
    const paths = [...installed(Object.keys(manifest.dependencies))];
    expect(paths.length).toBeGreaterThan(30);
    const names = paths.map((path) => path.split('node_modules/').at(-1) ?? '');
    const foreign = /^(react|react-dom|@mantine\/.*|dexie.*|node|vite.*|playwright.*|typescript)$/;
    expect(names.filter((name) => foreign.test(name))).toEqual([]);
    expect(paths.filter((path) => packages[path]?.hasInstallScript)).toEqual([]);
  });
});

interface Service {
  image?: string;
  build?: { context: string; args: Record<string, string> };
  depends_on?: Record<string, unknown>;
  volumes?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  tmpfs?: string[];
}

describe('the compose file', () => {
  const compose = parse(readFileSync('compose.yaml', 'utf8')) as {
    services: Record<string, Service>;
    volumes: Record<string, unknown>;
  };
  it.each(Object.entries(compose.services))('has a whole service: %s', (name, service) => {
    expect(Boolean(service.image) !== Boolean(service.build), name).toBe(true);
    for (const other of Object.keys(service.depends_on ?? {}))
      expect(compose.services).toHaveProperty(other);
    for (const volume of service.volumes ?? [])
      expect(compose.volumes).toHaveProperty(volume.split(':')[0] ?? '');
    const image = service.image ?? service.build?.args.NODE_IMAGE;
    expect(image, 'can be pinned').toMatch(/^\$\{SIDELINE_[A-Z]+_IMAGE:-[a-z]+:\S+\}$/);
  });
  it.each(Object.entries(compose.services))('takes every right from %s', (_, service) => {
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
    expect(service.tmpfs).toContain('/tmp');
  });
  it('gives none back to the server', () =>
    expect(compose.services.sideline?.cap_add).toBeUndefined());
});
