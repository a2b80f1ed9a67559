import { t } from '../../ui/i18n.ts';
import { minutesOf } from './Clock.tsx';
import { fullNameOf, whichOf } from './context.ts';
import { HeadFrame, type HeadProps } from './HeadFrame.tsx';
import { ReviewDeal } from './ReviewSteps.tsx';
import { heldText } from './times.ts';

/** What it is, and with whom: a review or a session has no rhythm. */
export function ShortHead(props: HeadProps) {
  const { plan, doc, who, now, shape } = props;
  const { pair } = plan;
  const team = who.me?.teams.find(({ id }) => id === pair.team) ?? who.me?.team;
  const name = pair.team === null ? fullNameOf(who, pair.other) : (team?.name ?? '');
  return (
    <HeadFrame
      {...props}
      title={t(`oneOnOne.title.${shape.format}`, [name])}
      about={
        <>
          <ReviewDeal doc={doc} />
          {doc.meeting.deal !== null && ' · '}
          {doc.meeting.began === null
            ? t('oneOnOne.about', [String(minutesOf(props))])
            : heldText(doc.slot, doc.meeting.began, now.timeZone)}
        </>
      }
      start={() => ({ ...whichOf(props), to: null })}
    />
  );
}
