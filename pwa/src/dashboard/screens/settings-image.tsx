import { faultText } from '../../core/i18n/faults.ts';
import { shownOf } from '../../core/regency-settings.ts';
import { FileButton } from '../../elements/file-button.tsx';
import { Message } from '../../elements/message.tsx';
import { type Upset, useImageUpload, useLetterheadImage } from '../app/letterhead.ts';
import { t } from '../i18n.ts';
import { About, errorAt, type PartProps } from './settings-fields.tsx';

/** A picture, as it is printed; another one is checked by the server before it can be saved. */
export const ImageSetting = ({ form, name }: PartProps) => {
  const of = form.of(name);
  const image = String(shownOf(of, form.draft));
  const url = useLetterheadImage(image);
  const { busy, upset, send } = useImageUpload((sent) => form.set(name, sent));
  const error = errorAt(form, name) ?? (upset && upsetText(upset));
  return (
    <div class="atur">
      <div class="kolom">
        <span class="label">{t(`set.${name}`)}</span>
        <div class="kop-contoh">
          {url ? (
            <img src={url} alt={t('set.image.alt')} />
          ) : (
            <span class="kecil redup" role="status">
              {t(busy ? 'set.image.checking' : image ? 'set.image.loading' : 'set.image.none')}
            </span>
          )}
        </div>
      </div>
      {!form.locked && (
        <div class="alat-baris">
          <FileButton accept="image/png,image/jpeg" onFile={send}>
            {t(image ? 'set.image.change' : 'set.image.choose')}
          </FileButton>
        </div>
      )}
      {error && (
        <Message tone="error" role="alert">
          {error}
        </Message>
      )}
      <small class="redup">{t('set.image.hint')}</small>
      <About form={form} name={name} />
    </div>
  );
};

function upsetText(upset: Upset): string {
  switch (upset.kind) {
    case 'UNREADABLE':
      return t('set.image.unreadable');
    case 'NOT_TAKEN':
      return t('set.image.refused');
    case 'FAULT':
      return faultText(upset.fault);
  }
}
