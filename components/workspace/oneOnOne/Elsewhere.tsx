import type { TalkStep } from '../../../lib/model/index.ts';
import { elsewhere, stepOfPlace } from '../../../lib/view/talkPlaces.ts';
import { t } from '../../ui/i18n.ts';
import { nameOf, type StepProps } from './context.ts';
import { stepName } from './stepName.ts';

/** Who is at another step, by name: looking elsewhere is allowed, and the other knows of it. */
export function Elsewhere({ step, ...props }: StepProps & { step: TalkStep | null }) {
  const { doc, places, shape, who } = props;
  const found = elsewhere(places.others, step, (place) =>
    stepOfPlace(place, shape.steps, doc.partOf),
  );
  return found.map(({ user, step: at }) => (
    <p key={user} className="writing">
      <i className="dot" /> {t('oneOnOne.otherAt', [nameOf(who, user), stepName(at, props)])}
    </p>
  ));
}
