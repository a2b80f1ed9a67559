import { useState } from 'react';
import type { Now } from '../../../lib/coaching/index.ts';
import { useRecognitions } from '../../data/oneOnOne.ts';
import { Button } from '../../ui/Button.tsx';
import { language, t } from '../../ui/i18n.ts';
import type { Who } from '../page.ts';
import { fullNameOf } from './context.ts';
import { RecognitionCard } from './RecognitionCard.tsx';
import { RecognitionForm } from './RecognitionForm.tsx';

/** The people of the own team whom this person can recognise, by name. */
function colleaguesOf(who: Who): string[] {
  const { me, teamOf } = who;
  if (me === null) return [];
  const team = me.user.team;
  const members = team === null ? [] : [...teamOf].filter(([, of]) => of === team);
  const ids = new Set([...members.map(([id]) => id), ...me.reports.map(({ id }) => id)]);
  ids.delete(me.user.id);
  const { compare } = new Intl.Collator(language());
  return [...ids].sort((a, b) => compare(fullNameOf(who, a), fullNameOf(who, b)));
}

/** What people of the team recognised, the latest first, and a form. */
export function Recognitions({ who, now }: { who: Who; now: Now }) {
  const rows = useRecognitions();
  const [open, setOpen] = useState(false);
  const people = colleaguesOf(who);
  if (!rows || (rows.length === 0 && people.length === 0)) return null;
  return (
    <section className="text" aria-label={t('oneOnOne.recognitions')}>
      <div className="box-head">
        <h2>{t('oneOnOne.recognitions')}</h2>
        {people.length > 0 && !open && (
          <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
            {t('oneOnOne.writeRecognition')}
          </Button>
        )}
      </div>
      <p className="hint">{t('oneOnOne.recogniseHint')}</p>
      {open && (
        <RecognitionForm
          who={who}
          people={people}
          audience="team"
          oneOnOne={null}
          onDone={() => setOpen(false)}
        />
      )}
      <ul>
        {rows.map((item) => (
          <RecognitionCard key={item.id} item={item} who={who} now={now} />
        ))}
      </ul>
    </section>
  );
}
