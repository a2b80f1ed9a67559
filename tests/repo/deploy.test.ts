import { existsSync, readFileSync } from 'node:fs';
import { DockerfileParser } from 'dockerfile-ast';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
};

describe('what is there for running the server elsewhere', () => {
  const file = DockerfileParser.parse(readFileSync('Dockerfile', 'utf8'));
  it('the Dockerfile parses, and copies what exists', () => {
    const known = [
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
  it('everything that the server imports is installed without the tools', () => {
    const imported = new Set<string>();
    const visit = (path: string, seen: Set<string>) => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const [, type, from = ''] of readFileSync(path, 'utf8').matchAll(
        /^(?:import|export)\s+(type\s)?[^;]*?from '([^']+)';/gm,
      )) {
        if (type) continue;
        if (from.startsWith('.')) visit(new URL(from, `file:///${path}`).pathname.slice(1), seen);
        else if (!from.startsWith('node:'))
          imported.add(
            from
              .split('/')
              .slice(0, from.startsWith('@') ? 2 : 1)
              .join('/'),
          );
      }
    };
    visit('server/main.ts', new Set());
    expect([...imported].filter((name) => !(name in manifest.dependencies))).toEqual([]);
    expect(imported.size).toBeGreaterThan(8);
  });
  it('the compose file parses, and each service is whole', () => {
    const compose = parse(readFileSync('compose.yaml', 'utf8')) as {
      services: Record<
        string,
        { image?: string; build?: string; depends_on?: Record<string, unknown>; volumes?: string[] }
      >;
      volumes: Record<string, unknown>;
    };
    for (const [name, service] of Object.entries(compose.services)) {
      expect(Boolean(service.image) !== Boolean(service.build), name).toBe(true);
      for (const other of Object.keys(service.depends_on ?? {}))
        expect(compose.services).toHaveProperty(other);
      for (const volume of service.volumes ?? [])
        expect(compose.volumes).toHaveProperty(volume.split(':')[0] ?? '');
    }
  });
});
