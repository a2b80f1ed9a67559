import { NumberInput } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Now } from '../../lib/coaching/index.ts';
import type { DealRecord } from '../../lib/model/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { useAction } from '../data/actions.ts';
import { queryDefaults } from '../data/queries.ts';
import { useNow } from '../data/record.ts';
import { StoreProvider, useMe } from '../data/store.ts';
import { Failsafe } from '../panel/Failsafe.tsx';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { date, valueText } from '../ui/format.ts';
import { language, t, tKey } from '../ui/i18n.ts';
import { useKeptFocus } from '../ui/keptFocus.ts';
import { Problem } from '../ui/Problem.tsx';
import { DemoPanel } from './DemoPanel.tsx';
import {
  closeDateOf,
  type DemoDeal,
  demoDates,
  demoName,
  demoPeople,
  demoQuiet,
  demoRecord,
  demoStages,
  demoStart,
  demoSteps,
  visitOn,
} from './deal.ts';
import './demo.css';
import { NativeSelect } from '../ui/inputs.ts';

/** What separates thousands in the reader’s language. */
const groupSeparator = () =>
  new Intl.NumberFormat(language(), { useGrouping: true })
    .formatToParts(99_999)
    .find(({ type }) => type === 'group')?.value ?? ' ';

const client = new QueryClient({ defaultOptions: queryDefaults });

function Fields({
  deal,
  now,
  onChange,
}: {
  deal: DemoDeal;
  now: Now;
  onChange(deal: DemoDeal): void;
}) {
  const group = groupSeparator();
  const choice = <K extends 'stage' | 'close' | 'quiet' | 'people' | 'step'>(
    name: K,
    label: string,
    values: readonly DemoDeal[K][],
    text: (value: DemoDeal[K]) => string,
  ) => (
    <NativeSelect
      label={label}
      value={String(deal[name])}
      data={values.map((value) => ({ value: String(value), label: text(value) }))}
      onChange={({ currentTarget }) => {
        const chosen = values.find((value) => String(value) === currentTarget.value);
        if (chosen !== undefined) onChange({ ...deal, [name]: chosen });
      }}
    />
  );
  return (
    <fieldset className="demo-fields">
      <legend className="visually-hidden">{t('demo.fields')}</legend>
      {choice('stage', t('facts.stage'), demoStages, (stage) => tKey(`demo.stage.${stage}`))}
      <NumberInput
        label={`${t('facts.amount')} (£)`}
        hideControls
        allowNegative={false}
        allowDecimal={false}
        clampBehavior="strict"
        max={99_999_999}
        thousandSeparator={group}
        // Not used, but it has to be another character.
        decimalSeparator={group === '.' ? ',' : '.'}
        value={deal.amount}
        onChange={(amount) => onChange({ ...deal, amount: Number(amount) || 0 })}
      />
      {choice('close', t('facts.closeDate'), demoDates, (close) =>
        tKey(`demo.close.${close}`, [date(closeDateOf(close, now), now)]),
      )}
      {choice('quiet', t('facts.lastActivity'), demoQuiet, (value) =>
        valueText({ type: 'daysAgo', value }, now),
      )}
      {choice('step', t('facts.nextStep'), demoSteps, (step) =>
        tKey(`demo.step.${step}`, [date(visitOn(now), now)]),
      )}
      {choice('people', t('demo.people'), demoPeople, (people) => tKey(`demo.contacts.${people}`))}
    </fieldset>
  );
}

/** The form of the demo deal, and the panel that reads it. */
function Deal({ keep }: { keep(record: DealRecord): Promise<void> }) {
  const [deal, setDeal] = useState(demoStart);
  const who = useMe();
  const now = useNow();
  const role = useAction('role.local');
  const isManager = who?.localRole === 'manager';
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    keep(demoRecord(deal, now)).then(() => setProblem(null), setProblem);
  }, [deal, now, keep]);
  return (
    <div className="demo">
      <main>
        <p>
          <span className="chip sky">{t('demo.fictional')}</span>
        </p>
        <h1>{demoName}</h1>
        <p className="demo-lead">{t('demo.lead')}</p>
        <Fields deal={deal} now={now} onChange={setDeal} />
        <Problem error={problem} />
        <div className="demo-actions">
          <ButtonLink href="/welcome.html" variant="default">
            {t('demo.useMine')}
          </ButtonLink>
          <Button
            variant="subtle"
            color="gray"
            loading={role.isPending}
            onClick={() => role.mutate({ role: isManager ? 'rep' : 'manager' })}
          >
            {t(isManager ? 'demo.asRep' : 'demo.asManager')}
          </Button>
        </div>
        <Problem error={role.error} />
      </main>
      <aside aria-label={t('demo.panel')}>
        <DemoPanel />
      </aside>
    </div>
  );
}

/**
 * A fictional deal with the real engine and the panel’s own parts, for people without a CRM at
 * hand.
 * @param db a database of this page alone. @param keep stores the deal there.
 */
export function Demo({ db, keep }: { db: SidelineDb; keep(record: DealRecord): Promise<void> }) {
  useKeptFocus();
  return (
    <Failsafe>
      <QueryClientProvider client={client}>
        <StoreProvider value={db}>
          <Deal keep={keep} />
        </StoreProvider>
      </QueryClientProvider>
    </Failsafe>
  );
}
