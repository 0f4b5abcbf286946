/** Every text of the frame around the pages, ready for translation. */
export const strings = {
  product: 'Assay',
  claim: 'Judgments of chatbot answers that you can trust.',
  skip: 'Skip to the content',
  openMenu: 'Open the menu',
  closeMenu: 'Close the menu',
  menu: 'Organisation',
  simulated: 'Simulated data',
  simulatedLong:
    'The judgments and what became of the tickets are simulated, not made by people: no figure says anything about real answers.',
  goTo: 'Go to …',
  goToLabel: 'Go to a page or a project',
  goToKeys: 'Ctrl K',
  noneNamed: 'Nothing has this name.',
  project: 'Project',
  otherOrganisation: 'Choose another organisation',
  newOrganisation: 'New organisation',
  organisations: 'Organisations',
  beginTitle: 'Begin with an organisation',
  begin:
    'It holds your team, your rubrics and your projects. If a colleague has one already, ask them for an invitation link.',
  createOrganisation: 'Create an organisation',
  theme: 'Theme',
  themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  docs: 'Documentation',
  explorer: 'Explore the API',
  signOut: 'Sign out',
  roles: {
    OWNER: 'owner',
    ADMIN: 'admin',
    LEAD: 'lead',
    REVIEWER: 'reviewer',
    ANNOTATOR: 'annotator',
    ANALYST: 'analyst',
  },
  hello: (name: string) => `Hello, ${name}`,
  newProject: 'New project',
  partly: 'Part of this page could not be loaded',
  notThere: 'There is nothing here',
  notThereLong:
    'The address may be old, or what it names belongs to another organisation. Nothing was lost.',
  forbidden: 'This page is not for your role',
  forbiddenLong: 'Ask an admin of your organisation for another role if you need it.',
  home: 'Go home',
} as const;

/** Every text of the sign-in page. */
export const signInStrings = {
  facts: [
    ['Judge', 'chatbot answers against a rubric of your own, blind, at the speed of the keyboard.'],
    ['Trust', 'the scores: agreement with its interval, and who differs from whom, on what.'],
    ['Use', 'them: training data with its lineage, every row traced to its judgments.'],
  ],
  signIn: 'Sign in',
  create: 'Create an account',
  createDo: 'Create account',
  have: 'I have an account',
  name: 'Name',
  email: 'E-mail',
  password: 'Password',
  passwordHint: 'At least 10 characters.',
  failed: 'That did not work. Check the address and the password.',
} as const;

/** The places of an organisation: their names, and what is there. */
export const destinationStrings = {
  home: { label: 'Home', hint: 'Your work and your projects' },
  rubrics: { label: 'Rubrics', hint: 'What is judged by' },
  newProject: { label: 'New project', hint: 'Tasks judged under one rubric' },
  members: { label: 'Members', hint: 'People, roles and invitations' },
  apiKeys: { label: 'API keys', hint: 'For programs' },
  connectors: { label: 'Connectors', hint: 'Ticket systems that tell Assay' },
  events: { label: 'Events', hint: 'Systems that Assay tells' },
  audit: { label: 'Audit log', hint: 'Who did what' },
} as const;
