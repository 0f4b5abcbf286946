import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './global.css';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { createApollo } from './apollo.ts';
import { cssVariables } from './css-variables.ts';
import { router } from './router.tsx';
import { theme } from './theme.ts';

const place = document.getElementById('root');
if (place === null) throw new Error('the page has no #root');
createRoot(place).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
    <Notifications position="bottom-right" />
    <ApolloProvider client={createApollo()}>
      <RouterProvider router={router} />
    </ApolloProvider>
  </MantineProvider>,
);
