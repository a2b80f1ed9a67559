import type { ReactNode } from 'react';
import type { In } from '../../../lib/messages/index.ts';
import { useAction } from '../../data/actions.ts';
import { Presence } from '../../panel/Presence.tsx';
import { Button } from '../../ui/Button.tsx';
import { t, tKey } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { mayLead, type StepProps, whichOf } from './context.ts';

export interface HeadProps extends StepProps {
  /** True for the talk that can begin or goes on; false for one that was held. */
  isCurrent: boolean;
  onView(slot: string | null): void;
  /** The focus goes to the notes: the button that had it ends the talk from now on. */
  onBegun(): void;
  onFinished(): void;
}

interface Props extends HeadProps {
  title: string;
  avatar?: ReactNode;
  /** When it is, and what it is about. */
  about: ReactNode;
  /** What else can be done; before the button that begins or ends. */
  more?: ReactNode;
  /** The request that begins it. */
  start(): In<'oneOnOne.begin'>;
  children?: ReactNode;
}

/** The head of a talk: with whom, when, who is here, and its begin and end. */
export function HeadFrame(props: Props) {
  const { isCurrent, onView, onBegun, onFinished } = props;
  const { title, avatar, about, more, start, children } = props;
  const { plan, doc, who, shape } = props;
  const begin = useAction('oneOnOne.begin');
  const finish = useAction('oneOnOne.finish');
  const isRunning = doc.meeting.began !== null && !doc.isFinished;
  return (
    <header className="talk-head" data-region tabIndex={-1}>
      <p className="crumb">
        <a href="#oneOnOnes">{t('oneOnOne.back')}</a>
      </p>
      <div className="talk-title">
        {avatar}
        <div className="grow">
          <h1>{title}</h1>
          <p>
            {about}
            {doc.isFinished && ` · ${t('oneOnOne.finished')}`}
          </p>
          <Presence refKey={doc.key} names={who.names} />
        </div>
        {!isCurrent && (
          <Button variant="default" onClick={() => onView(null)}>
            {t('oneOnOne.current')}
          </Button>
        )}
        {isCurrent && !plan.pair.isFormer && (
          <div className="row">
            {more}
            {mayLead(props) &&
              (isRunning ? (
                <Button
                  variant="default"
                  loading={finish.isPending}
                  onClick={() => finish.mutate(whichOf(props), { onSuccess: onFinished })}
                >
                  {t('oneOnOne.finish')}
                </Button>
              ) : (
                <Button
                  loading={begin.isPending}
                  onClick={() => begin.mutate(start(), { onSuccess: onBegun })}
                >
                  {tKey(`oneOnOne.start.${shape.format}`)}
                </Button>
              ))}
          </div>
        )}
      </div>
      {children}
      <NotSaved error={begin.error ?? finish.error} />
    </header>
  );
}
