import { useQuery } from '@apollo/client/react';
import { GraphiQL } from 'graphiql';
import { useEffect, useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { isUnauthenticated, messageOf } from '../tenancy/session.ts';
import { chooseTenant, chosenTenant } from './chosen-tenant.ts';
import { examples } from './examples.ts';
import classes from './explorer.module.css';
import { createFetcher } from './fetcher.ts';
import { graphiqlStore } from './stored.ts';
import { strings as s } from './strings.ts';

const ExplorerOrganisations = graphql(`
  query ExplorerOrganisations {
    viewer {
      id
      memberships {
        tenant {
          id
          slug
          name
        }
      }
    }
  }
`);

/** The app's own choice of colours, or null to follow the system. */
const stored = localStorage.getItem('mantine-color-scheme-value');
const appTheme = stored === 'light' || stored === 'dark' ? stored : null;
const fetcher = createFetcher(() => chosenTenant());
const storage = graphiqlStore(localStorage);
const tabs = examples.map(({ query, variables = null }) => ({ query, variables }));

/** GraphiQL for this API. Headers are forgotten with the page: they may hold an API key. */
export function Explorer() {
  return (
    <div className={classes.page}>
      <Bar />
      <main className={classes.editor}>
        <GraphiQL
          fetcher={fetcher}
          storage={storage}
          defaultTabs={tabs}
          defaultTheme={appTheme}
          defaultEditorToolsVisibility
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
          inputValueDeprecation
          schemaDescription
        >
          <GraphiQL.Logo>{null}</GraphiQL.Logo>
        </GraphiQL>
      </main>
    </div>
  );
}

/** Where the requests go. */
function Bar() {
  const { data, error } = useQuery(ExplorerOrganisations);
  const [slug, setSlug] = useState(chosenTenant);
  const tenants = data?.viewer.memberships.map(({ tenant }) => tenant) ?? [];
  useEffect(() => chooseTenant(slug), [slug]);
  const [first] = tenants;
  if (slug === null && first !== undefined) setSlug(first.slug);
  return (
    <header className={classes.bar}>
      <a href={slug === null || slug === '' ? '/' : `/t/${slug}`}>{s.home}</a>
      {error === undefined ? (
        <label className={classes.choice}>
          <span>{s.organisation}</span>
          <select value={slug ?? ''} onChange={(event) => setSlug(event.currentTarget.value)}>
            <option value="">{s.none}</option>
            {tenants.map(({ id, slug: value, name }) => (
              <option key={id} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <span role="status">
          {isUnauthenticated(error) ? s.signedOut : messageOf(error)}{' '}
          {isUnauthenticated(error) && <a href="/sign-in">{s.signIn}</a>}
        </span>
      )}
    </header>
  );
}
