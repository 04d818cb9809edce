import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Colleague, Id } from '../core/wire.ts';
import type { Kept } from '../platform/kept.ts';
import { useApp } from './app.ts';
import type { LetterPage } from './permits.ts';

/** What a person has typed into a request. `id` goes along: sent twice, it is still one permit. */
export interface DraftFields {
  id: Id;
  from: string;
  to: string;
  reason: string;
  number: string;
  purpose: string;
  people: readonly Colleague[];
}
export interface DraftOf {
  owner: Id;
  activity: Id;
  kind: string;
}
export interface Draft extends DraftOf {
  /** The device's clock, ms. */
  at: number;
  fields: DraftFields;
  pages: readonly Omit<LetterPage, 'preview'>[];
}

/** A sick note is nobody's business for longer than its person needs to send it. ms. */
const KEPT_MS = 7 * 86_400_000;

export interface Drafts {
  read(of: DraftOf): Promise<Draft | null>;
  save(draft: Draft): Promise<void>;
  drop(of: DraftOf): Promise<void>;
}

/** One draft per person and activity: Android may kill the app behind its own camera. */
export function drafts(kept: Kept<readonly Draft[]>, now: () => number): Drafts {
  let last: Promise<void> = Promise.resolve();
  const others = async ({ owner, activity }: DraftOf): Promise<Draft[]> =>
    ((await kept.read()) ?? []).filter(
      (one) => one.owner === owner && one.activity !== activity && now() - one.at < KEPT_MS,
    );
  const change = (of: DraftOf, mine: readonly Draft[]): Promise<void> => {
    const write = async (): Promise<void> => kept.write([...(await others(of)), ...mine]);
    last = last.then(write, write); // one that failed keeps back none of those after it
    return last;
  };
  return {
    async read({ owner, activity, kind }) {
      const found = ((await kept.read()) ?? []).find(
        (one) => one.owner === owner && one.activity === activity && one.kind === kind,
      );
      return found && now() - found.at < KEPT_MS ? found : null;
    },
    save: (draft) => change(draft, [draft]),
    drop: (of) => change(of, []),
  };
}

export interface DraftForm {
  fields: DraftFields;
  pages: readonly LetterPage[];
  /** What stands in the form was typed before the app was closed. */
  resumed: boolean;
  change(part: Partial<DraftFields>): void;
  setPages(pages: readonly LetterPage[]): void;
  /** Nothing of it stays on the phone. */
  drop(): void;
  /** An empty form. */
  clear(): void;
}

/** The fields and pages of a request's form, kept on the phone at every change. */
export function useDraft(of: DraftOf, date: string): DraftForm {
  const app = useApp();
  const empty = (): DraftFields => ({
    id: app.permits.newId(),
    from: date,
    to: date,
    reason: '',
    number: '',
    purpose: '',
    people: [],
  });
  const box = useMemo(() => drafts(app.drafts, app.clock.device), [app]);
  const [form, setForm] = useState(() => ({ fields: empty(), pages: [] as readonly LetterPage[] }));
  const [resumed, setResumed] = useState(false);
  const latest = useRef(form); // a page is made while its person types on
  const touched = useRef(false);
  useEffect(() => {
    void box.read(of).then((draft) => {
      if (!draft || touched.current) return;
      latest.current = { fields: draft.fields, pages: draft.pages.map(app.permits.shown) };
      setForm(latest.current);
      setResumed(true);
    });
  }, [box]);
  const put = (part: Partial<typeof form>): Promise<void> => {
    touched.current = true;
    latest.current = { ...latest.current, ...part };
    const { fields } = latest.current;
    const pages = latest.current.pages.map(({ preview: _, ...page }) => page);
    return box.save({ ...of, at: app.clock.device(), fields, pages }).catch(() => undefined);
  };
  const show = (): void => setForm(latest.current);
  const drop = (): void => void box.drop(of);
  return {
    ...form,
    resumed,
    change(part) {
      void put({ fields: { ...latest.current.fields, ...part } });
      show();
    },
    // A picture that is seen is kept: the app may be killed at any moment.
    setPages: (pages) => void put({ pages }).then(show),
    drop,
    clear() {
      form.pages.forEach(app.permits.forget);
      latest.current = { fields: empty(), pages: [] };
      setForm(latest.current);
      setResumed(false);
      drop();
    },
  };
}
