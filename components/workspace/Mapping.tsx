import { useState } from 'react';
import { openStages } from '../../lib/coaching/index.ts';
import { guessMap, keyIn, mapKeys, type StageName } from '../../lib/coaching/playbooks/index.ts';
import { known, type Playbook, type StageMap } from '../../lib/model/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { crmLabel } from '../data/crm.ts';
import type { KnownDeal } from '../data/deals.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { NativeSelect } from '../ui/inputs.ts';

interface Pipeline {
  crm: string;
  tenant: string;
  /** Its name, where the CRM has more than one. */
  name: string | null;
  stages: readonly (StageName & { name: string })[];
}

/** Two stages may have one name. */
const stageId = (stage: StageName & { name: string }) => mapKeys(stage)[0] ?? stage.name;

/** Pipelines of the deals on this device: one for each CRM, tenant and list of open stages. */
function pipelinesOf(deals: readonly KnownDeal[]): Pipeline[] {
  const pipelines = new Map<string, Pipeline>();
  for (const { ref, facts } of deals) {
    const stages = openStages(facts.fields).map(({ id, name }) => ({ id: id ?? null, name }));
    const name = known(facts.fields.pipeline)?.name ?? null;
    // One list of stages in two languages is one pipeline.
    const keys = stages.map(stageId);
    if (stages.length > 0 && ref.tenant !== '')
      pipelines.set(JSON.stringify([ref.crm, ref.tenant, keys]), {
        crm: ref.crm,
        tenant: ref.tenant,
        name,
        stages,
      });
  }
  return [...pipelines.values()];
}

/** The name of a pipeline. Its tenant, an address or an id, is in it where the CRM has several. */
function titleOf({ crm, tenant, name }: Pipeline, all: readonly Pipeline[]): string {
  const label = crmLabel(crm);
  const isOnly = all.every((other) => other.crm !== crm || other.tenant === tenant);
  return [isOnly ? label : t('mapping.title', [label, tenant]), name].filter(Boolean).join(' · ');
}

function PipelineMapping({
  pipeline,
  title,
  playbook,
  document,
  confirmed,
  allowed,
}: {
  pipeline: Pipeline;
  title: string;
  playbook: string;
  document: Playbook;
  confirmed: StageMap | null;
  allowed: boolean;
}) {
  const [map, setMap] = useState<Record<string, string | null>>(() => {
    const names = pipeline.stages.map((stage) => stage.name);
    const guess = guessMap(names, document);
    const confirmedAs = (stage: StageName) => {
      const key = confirmed ? keyIn(confirmed, stage) : undefined;
      return key === undefined ? undefined : (confirmed?.stages[key] ?? null);
    };
    return Object.fromEntries(
      pipeline.stages.map((stage) => {
        const known = confirmedAs(stage);
        return [stageId(stage), known === undefined ? (guess[stage.name] ?? null) : known];
      }),
    );
  });
  const put = useAction('playbook.map');
  // The stages when this editor was opened: a colleague may have confirmed others since.
  const [began, setBegan] = useState(confirmed?.stages ?? null);
  // A confirmed stage may be missing in the newer version of the playbook: then there is none.
  const existingStage = (id: string | null | undefined) =>
    document.stages.some((stage) => stage.id === id) ? (id ?? null) : null;
  // By id and by name: devices with 0.1.0 look stages up by name.
  const stages = Object.fromEntries(
    pipeline.stages.flatMap((stage) =>
      mapKeys(stage).map((key) => [key, existingStage(map[stageId(stage)])] as const),
    ),
  );
  const isConfirmed =
    confirmed !== null &&
    Object.entries(stages).every(
      ([key, id]) => Object.hasOwn(confirmed.stages, key) && confirmed.stages[key] === id,
    );
  return (
    <li>
      <b>{title}</b>
      <p className="hint">{t(confirmed ? 'mapping.confirmed' : 'mapping.guessed')}</p>
      {pipeline.stages.map((stage) => (
        <NativeSelect
          key={stageId(stage)}
          size="xs"
          label={stage.name}
          disabled={!allowed}
          value={existingStage(map[stageId(stage)]) ?? ''}
          data={[
            { value: '', label: t('mapping.none') },
            ...document.stages.map((item) => ({ value: item.id, label: item.name })),
          ]}
          onChange={(event) =>
            setMap({ ...map, [stageId(stage)]: event.currentTarget.value || null })
          }
        />
      ))}
      {put.isError && (
        <p className="problem" role="alert">
          {t('notes.notSaved', [sentence(put.error)])}
        </p>
      )}
      {allowed && !isConfirmed && (
        <Button
          variant={confirmed ? 'default' : 'filled'}
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
      )}
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
        pipeline.stages.every((stage) => keyIn(map, stage) !== undefined),
    ) ?? null;
  return (
    <ul className="mapping">
      {pipelines.map((pipeline) => (
        <PipelineMapping
          key={JSON.stringify(pipeline)}
          pipeline={pipeline}
          title={titleOf(pipeline, pipelines)}
          playbook={playbook}
          document={document}
          confirmed={confirmed(pipeline)}
          allowed={allowed}
        />
      ))}
    </ul>
  );
}
