import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import type { LetterPage } from '../app/permits.ts';
import { t } from '../core/i18n/later.ts';
import { MOST_PAGES } from '../core/permits.ts';
import { IconButton } from '../elements/button.tsx';
import { FileButton } from '../elements/file-button.tsx';
import { CAMERA, CLOSE, GALLERY } from '../elements/icons.ts';
import { Message } from '../elements/message.tsx';

interface Props {
  title: string;
  note?: string;
  /** The form asks for the letter's number: of a PDF that is enough. */
  numbered?: boolean;
  pages: readonly LetterPage[];
  setPages: (pages: readonly LetterPage[]) => void;
}

/** Up to four photographed pages; pictures from the gallery are welcome. */
export const LetterPages = ({ title, note, numbered = false, pages, setPages }: Props) => {
  const app = useApp();
  const [problem, setProblem] = useState<string | null>(null);
  const add = async (file: File): Promise<void> => {
    if (numbered && file.type === 'application/pdf') {
      setProblem(t('st.pdf.refused'));
      return;
    }
    const page = await app.permits.page(file);
    if (!page) {
      setProblem(t('cam.err.file'));
      return;
    }
    const unclear = page.advice.dark || page.advice.blurred;
    setProblem(unclear ? t('st.err.unread') : null);
    const known = pages.some(({ facts }) => facts.sha256 === page.facts.sha256);
    if (!known) setPages([...pages, page]);
  };
  const remove = (page: LetterPage): void => {
    app.permits.forget(page);
    setPages(pages.filter((one) => one !== page));
    setProblem(null);
  };
  const clear = pages.length > 0 && pages.every(({ advice }) => !advice.dark && !advice.blurred);
  return (
    <section class="kartu st" aria-label={title}>
      {pages.map((page, n) => (
        <div key={page.facts.sha256} class="st-foto">
          <img src={page.preview} alt={t('st.page', { n: n + 1 })} />
          <IconButton
            icon={CLOSE}
            label={t('st.remove', { n: n + 1 })}
            onPress={() => remove(page)}
          />
        </div>
      ))}
      <div>
        <h2>{clear ? t('st.ok') : title}</h2>
        <p class="kecil redup" role="status">
          {pages.length > 0 ? t('st.pages', { n: pages.length }) : (note ?? t('st.none'))}
        </p>
        {problem && (
          <Message tone="warning" role="alert">
            {problem}
          </Message>
        )}
        {pages.length < MOST_PAGES && (
          <div class="btn-baris">
            <FileButton accept="image/*" capture icon={CAMERA} onFile={(file) => void add(file)}>
              {pages.length > 0 ? t('st.page', { n: pages.length + 1 }) : t('st.take')}
            </FileButton>
            <FileButton
              accept={numbered ? 'image/*,application/pdf' : 'image/*'}
              icon={GALLERY}
              onFile={(file) => void add(file)}
            >
              {t(numbered ? 'st.other' : 'st.gallery')}
            </FileButton>
          </div>
        )}
      </div>
    </section>
  );
};
