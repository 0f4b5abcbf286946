import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { ApolloProvider } from '@apollo/client/react';
import { createRoot } from 'react-dom/client';
import { createApollo } from './apollo.ts';
import { Explorer } from './features/explorer/explorer.tsx';

const place = document.getElementById('root');
if (place === null) throw new Error('the page has no #root');
createRoot(place).render(
  <ApolloProvider client={createApollo()}>
    <Explorer />
  </ApolloProvider>,
);
