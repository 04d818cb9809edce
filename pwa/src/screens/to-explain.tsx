import type { ComponentProps } from 'preact';
import { useApp } from '../app/app.ts';
import { useStore } from '../app/store.ts';
import { onDemand } from '../elements/on-demand.tsx';
import type { Past as PastDay } from './past.tsx';

const Past = onDemand(async () => (await import('./later.ts')).Past);

/** Draws what a reason is given for: an activity of today's page, or of its month when it is over. */
export const ToExplain = ({ id, title, draw }: ComponentProps<typeof PastDay>) => {
  const { today } = useApp();
  useStore(today);
  const activity = today.activity(id);
  return activity ? draw(activity) : <Past {...{ id, title, draw }} />;
};
