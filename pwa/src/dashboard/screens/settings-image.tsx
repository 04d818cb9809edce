import { shownOf } from '../../core/regency-settings.ts';
import { LETTERHEAD, useImage } from '../app/images.ts';
import { t } from '../i18n.ts';
import { ImageError, useImageChoice } from './image-choice.tsx';
import { About, errorAt, type PartProps } from './settings-fields.tsx';

/** A picture, as it is printed; another one is checked by the server before it can be saved. */
export const ImageSetting = ({ form, name }: PartProps) => {
  const of = form.of(name);
  const image = String(shownOf(of, form.draft));
  const url = useImage(LETTERHEAD, image);
  const choice = useImageChoice(LETTERHEAD, (sent) => form.set(name, sent));
  return (
    <div class="atur">
      <div class="kolom">
        <span class="label">{t(`set.${name}`)}</span>
        <div class="kop-contoh">
          {url ? (
            <img src={url} alt={t('set.image.alt')} />
          ) : (
            <span class="kecil redup" role="status">
              {t(
                choice.busy ? 'set.image.checking' : image ? 'set.image.loading' : 'set.image.none',
              )}
            </span>
          )}
        </div>
      </div>
      {!form.locked && (
        <div class="alat-baris">
          {choice.button(t(image ? 'set.image.change' : 'set.image.choose'))}
        </div>
      )}
      <ImageError error={errorAt(form, name) ?? choice.error} />
      <small class="redup">{t('set.image.hint')}</small>
      <About form={form} name={name} />
    </div>
  );
};
