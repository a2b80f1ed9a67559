import { type Signal, say } from '../signal.ts';

/**
 * 12. Triggered when four exit criteria of earlier playbook stages are not met: up to three, each
 * has a question of its own, and the first of them says more.
 */
export const exitSkipped: Signal = {
  id: 'exitSkipped',
  number: 12,
  kind: 'process',
  skill: 'qualification',
  topic: 'checklist',
  about: 'deal',
  side: 'both',
  limit: 4,
  unit: 'none',
  needs: ['stage', 'checklist'],
  check({ checklist, position }, limit) {
    if (!checklist?.stage || !checklist.touched) return 'unknown';
    const { skipped } = checklist;
    if (skipped.length < limit) return null;
    return {
      severity: Math.min(0.69, 0.42 + 0.08 * skipped.length + 0.15 * (position ?? 0)),
      fingerprintInputs: {
        open: skipped.map((item) => item.id).join('|'),
        stage: checklist.stage.id,
      },
      evidence: [
        { fact: 'checklist', values: skipped.slice(0, 4).map((item) => say.text(item.text)) },
      ],
      source: 'typed',
      values: [say.text(skipped[0]?.text ?? ''), say.count(skipped.length)],
    };
  },
};
