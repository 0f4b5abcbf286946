import { Alert, Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { type ReactNode, useState } from 'react';
import { download } from '../../components/csv.ts';
import { sendFile } from './send-file.ts';
import { strings } from './strings.ts';

const s = strings.panel;
const gibibyte = 1_073_741_824;

interface UploadPanelProps {
  readonly title: string;
  /** What a file should hold. */
  readonly what: string;
  readonly sample: { readonly name: string; readonly text: string; readonly type: string };
  readonly uploadId: string | null;
  readonly onUploaded: (uploadId: string) => void;
  /** What is done with a file that was sent. */
  readonly children: ReactNode;
}

/** Takes a file by drag and drop or by choosing it, sends it, and makes room for what comes next. */
export function UploadPanel(props: UploadPanelProps) {
  const { sample } = props;
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function take(file: File | undefined) {
    if (file === undefined) return;
    setProblem(null);
    setShare(0);
    const sent = await sendFile(file, setShare);
    setShare(null);
    if (sent.ok) props.onUploaded(sent.id);
    else setProblem(sent.message);
  }
  return (
    <Stack gap="sm" component="section" aria-labelledby="import-title">
      <Group justify="space-between">
        <Title order={2} id="import-title">
          {props.title}
        </Title>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => download(sample.name, sample.text, sample.type)}
        >
          {s.sample}
        </Button>
      </Group>
      {problem !== null && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      {props.uploadId === null ? (
        <Dropzone
          maxFiles={1}
          multiple={false}
          maxSize={gibibyte}
          loading={share !== null}
          aria-label={s.file}
          onDrop={(files) => void take(files[0])}
          onReject={() => setProblem(s.refused)}
          inputProps={{ 'aria-label': s.file }}
        >
          <Stack align="center" gap={4} py="lg" ta="center">
            <Text fw={600}>{s.drop}</Text>
            <Text size="sm" c="dimmed">
              {props.what}
            </Text>
          </Stack>
        </Dropzone>
      ) : (
        props.children
      )}
      {share !== null && (
        <Progress value={share * 100} aria-label={s.sending(Math.round(share * 100))} />
      )}
    </Stack>
  );
}
