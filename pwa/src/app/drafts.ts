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
  /** Gives up what was typed into this one form. */
  drop(of: DraftOf): Promise<void>;
  /** A request was sent: what was typed into the other forms for its activity is not needed either. */
  dropAll(of: DraftOf): Promise<void>;
}

/** What is still being written: a form that is drawn anew reads what was typed into it last. */
const writing = new WeakMap<Kept<readonly Draft[]>, Promise<void>>();

/** One draft per person, activity and form: Android may kill the app behind its own camera. */
export function drafts(kept: Kept<readonly Draft[]>, now: () => number): Drafts {
  const last = (): Promise<void> => writing.get(kept) ?? Promise.resolve();
  const of = async (owner: Id): Promise<Draft[]> =>
    ((await kept.read()) ?? []).filter((one) => one.owner === owner && now() - one.at < KEPT_MS);
  const change = (owner: Id, work: (mine: Draft[]) => Draft[]): Promise<void> => {
    const write = async (): Promise<void> => kept.write(work(await of(owner)));
    const written = last().then(write, write); // one that failed keeps back none of those after it
    writing.set(kept, written);
    return written;
  };
  const without = (mine: Draft[], form: DraftOf): Draft[] => mine.filter((one) => !same(one, form));
  return {
    async read(form) {
      await last().catch(() => undefined);
      return (await of(form.owner)).find((one) => same(one, form)) ?? null;
    },
    save: (draft) => change(draft.owner, (mine) => [...without(mine, draft), draft]),
    drop: (form) => change(form.owner, (mine) => without(mine, form)),
    dropAll: ({ owner, activity }) =>
      change(owner, (mine) => mine.filter((one) => one.activity !== activity)),
  };
}

const same = (a: DraftOf, b: DraftOf): boolean => a.activity === b.activity && a.kind === b.kind;

export interface DraftForm {
  fields: DraftFields;
  pages: readonly LetterPage[];
  /** What stands in the form was typed before: the form was left, or the app was closed. */
  resumed: boolean;
  change(part: Partial<DraftFields>): void;
  setPages(pages: readonly LetterPage[]): void;
  /** Once the server has every page, nothing stays on the phone. */
  settle(left: readonly LetterPage[]): void;
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
  return {
    ...form,
    resumed,
    change(part) {
      void put({ fields: { ...latest.current.fields, ...part } });
      show();
    },
    // A picture that is seen is kept: the app may be killed at any moment.
    setPages: (pages) => void put({ pages }).then(show),
    settle(left) {
      if (left.length === 0) void box.dropAll(of);
    },
    clear() {
      form.pages.forEach(app.permits.forget);
      latest.current = { fields: empty(), pages: [] };
      setForm(latest.current);
      setResumed(false);
      void box.drop(of);
    },
  };
}
