/** Screens behind the first ones: fetched when first opened, kept by the service worker from its start. */
export { History } from './history.tsx';
export { Letter } from './letter.tsx';
export { Past } from './past.tsx';
export { Permit } from './permit.tsx';
export { PermitForm } from './permit-form.tsx';
export { PhotosHere } from './photos-here.tsx';
export { Profile } from './profile.tsx';
export { Prompt } from './prompt.tsx';
export { Receipt } from './receipt.tsx';
export { SignIn } from './sign-in.tsx';
export { Withdrawal } from './withdrawal.tsx';
