/** Every text of making an organisation, ready for translation. */
export const strings = {
  title: 'New organisation',
  lead: 'It holds your team, your rubrics and your projects. You become its owner.',
  name: 'Name',
  slug: 'Short name',
  slugHint: 'In every address: lower-case letters, digits and hyphens. It cannot be changed later.',
  create: 'Create organisation',
  back: 'Back',
} as const;
