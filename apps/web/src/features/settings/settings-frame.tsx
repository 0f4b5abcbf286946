import { Tabs } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageHeader } from '../../components/page-header.tsx';
import { strings as s } from './strings.ts';

export type SettingsPage = keyof typeof s.tabs;

/** The title and the tabs that every page of the settings has. */
export function SettingsFrame(props: {
  readonly page: SettingsPage;
  readonly pages: readonly SettingsPage[];
  readonly children: ReactNode;
}) {
  const { tenant = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  return (
    <div style={{ maxWidth: 1080 }}>
      <PageHeader title={s.title} />
      <Tabs
        value={props.page}
        onChange={(page) => {
          if (page !== null) void navigate({ to: `/t/${tenant}/settings/${page}` });
        }}
      >
        <Tabs.List aria-label={s.pages} mb="lg">
          {props.pages.map((page) => (
            <Tabs.Tab key={page} value={page}>
              {s.tabs[page]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={props.page}>{props.children}</Tabs.Panel>
      </Tabs>
    </div>
  );
}
