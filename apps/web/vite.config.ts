import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressFiles } from './compress-files.ts';
import { inlineDocuments } from './inline-documents.ts';

/** Where the API answers while one develops; built files are served by the API itself. */
const api = process.env.ASSAY_API ?? `http://127.0.0.1:${process.env.PORT ?? 4000}`;

export default defineConfig({
  plugins: [inlineDocuments(), react(), compressFiles()],
  build: {
    sourcemap: false,
    assetsInlineLimit: 0, // the content security policy allows no data: scripts or fonts
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'], // the first with light-dark()
    chunkSizeWarningLimit: 3000, // the editor of /graphiql, which no other page loads
    rolldownOptions: {
      input: ['index.html', 'graphiql.html'],
      checks: { moduleLevelDirective: false }, // GraphiQL's "use no memo" is for React's compiler
      output: {
        codeSplitting: {
          // no group of what both entries use in part: each would load all of it
          groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
  optimizeDeps: {
    // the optimizer knows no `?worker`: these are served as they are
    exclude: ['graphiql/setup-workers/vite', '@graphiql/react/setup-workers/vite'],
    // and what they import that is no ES module is not
    include: [
      'graphiql > @graphiql/react > monaco-graphql > picomatch-browser',
      'graphiql > @graphiql/react > monaco-graphql > graphql-language-service',
    ],
  },
  server: {
    proxy: {
      '/graphql': { target: api, ws: true },
      '/api': api,
      '/uploads': api,
      '/files': api,
    },
  },
});
