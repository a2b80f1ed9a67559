import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { guessMap } from '../../lib/coaching/playbooks/index.ts';
import { known, type Playbook, type StageMap } from '../../lib/model/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { adapterLabel } from '../data/crm.ts';
import type { KnownDeal } from '../data/deals.ts';
import { t } from '../ui/i18n.ts';

interface Pipeline {
  crm: string;
  tenant: string;
  stages: readonly string[];
}

/** Pipelines of the deals on this device: one for each CRM, tenant and list of open stages. */
function pipelinesOf(deals: readonly KnownDeal[]): Pipeline[] {
  const pipelines = new Map<string, Pipeline>();
  for (const { ref, facts } of deals) {
    const stages =
      known(facts.fields.stages)
        ?.filter((stage) => stage.kind === 'open')
        .map((stage) => stage.name) ?? [];
    if (stages.length > 0 && ref.tenant !== '')
      pipelines.set(JSON.stringify([ref.crm, ref.tenant, stages]), {
        crm: ref.crm,
        tenant: ref.tenant,
        stages,
      });
  }
  return [...pipelines.values()];
}

function PipelineMapping({
  pipeline,
  playbook,
  document,
  confirmed,
  allowed,
}: {
  pipeline: Pipeline;
  playbook: string;
  document: Playbook;
  confirmed: StageMap | null;
  allowed: boolean;
}) {
  const [map, setMap] = useState<Record<string, string | null>>(() => ({
    ...guessMap(pipeline.stages, document),
    ...(confirmed?.stages ?? {}),
  }));
  const put = useAction('playbook.map');
  // The stages when this editor was opened: a colleague may have confirmed others since.
  const [began, setBegan] = useState(confirmed?.stages ?? null);
  // A confirmed stage may be missing in the newer version of the playbook: then there is none.
  const existingStage = (id: string | null | undefined) =>
    document.stages.some((stage) => stage.id === id) ? (id ?? null) : null;
  const isConfirmed =
    confirmed !== null &&
    pipeline.stages.every(
      (stage) => (confirmed.stages[stage] ?? null) === existingStage(map[stage]),
    );
  const stages = Object.fromEntries(
    pipeline.stages.map((stage) => [stage, existingStage(map[stage])]),
  );
  return (
    <li>
      <b>{t('mapping.title', [adapterLabel(pipeline.crm), pipeline.tenant])}</b>
      <p className="hint">{t(confirmed ? 'mapping.confirmed' : 'mapping.guessed')}</p>
      {pipeline.stages.map((stage) => (
        <NativeSelect
          key={stage}
          size="xs"
          label={stage}
          disabled={!allowed}
          value={existingStage(map[stage]) ?? ''}
          data={[
            { value: '', label: t('mapping.none') },
            ...document.stages.map((item) => ({ value: item.id, label: item.name })),
          ]}
          onChange={(event) => setMap({ ...map, [stage]: event.currentTarget.value || null })}
        />
      ))}
      {put.isError && (
        <p className="problem" role="alert">
          {t('notes.notSaved', [sentence(put.error)])}
        </p>
      )}
      <Button
        variant={confirmed ? 'default' : 'filled'}
        disabled={!allowed || isConfirmed}
        loading={put.isPending}
        onClick={() =>
          put.mutate(
            { playbook, crm: pipeline.crm, tenant: pipeline.tenant, stages, from: began },
            { onSuccess: () => setBegan(stages) },
          )
        }
      >
        {t('mapping.confirm')}
      </Button>
    </li>
  );
}

/**
 * Maps the stages of each CRM pipeline to stages of the playbook. The proposal is guessed from
 * names and positions, and has an effect only once it is confirmed. The first of several maps
 * counts.
 */
export function Mapping({
  playbook,
  published,
  document,
  maps,
  deals,
  allowed,
}: {
  playbook: string;
  published: boolean;
  document: Playbook;
  maps: readonly StageMap[];
  deals: KnownDeal[] | undefined;
  allowed: boolean;
}) {
  if (!published) return <p className="hint">{t('mapping.publishFirst')}</p>;
  const pipelines = pipelinesOf(deals ?? []);
  if (pipelines.length === 0) return <p className="hint">{t('mapping.noDeals')}</p>;
  const confirmed = (pipeline: Pipeline) =>
    maps.find(
      (map) =>
        map.playbook === playbook &&
        map.crm === pipeline.crm &&
        map.tenant === pipeline.tenant &&
        pipeline.stages.every((stage) => Object.hasOwn(map.stages, stage)),
    ) ?? null;
  return (
    <ul className="mapping">
      {pipelines.map((pipeline) => (
        <PipelineMapping
          key={JSON.stringify(pipeline)}
          pipeline={pipeline}
          playbook={playbook}
          document={document}
          confirmed={confirmed(pipeline)}
          allowed={allowed}
        />
      ))}
    </ul>
  );
}
